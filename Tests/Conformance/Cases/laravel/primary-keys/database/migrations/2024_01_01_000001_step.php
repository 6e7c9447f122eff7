<?php

use Illuminate\Database\Migrations\Migration;
use Illuminate\Database\Schema\Blueprint;
use Illuminate\Support\Facades\Schema;

return new class extends Migration
{
    public function up()
    {
        Schema::create('a', function (Blueprint $table) {
            $table->integer('x');
            $table->integer('y');
            $table->primary('x');
        });
        Schema::table('a', function (Blueprint $table) {
            $table->dropPrimary();
        });
        Schema::table('a', function (Blueprint $table) {
            $table->primary(['x', 'y'], 'other_name');
        });
    }
};
