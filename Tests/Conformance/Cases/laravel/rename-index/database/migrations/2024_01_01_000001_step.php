<?php

use Illuminate\Database\Migrations\Migration;
use Illuminate\Database\Schema\Blueprint;
use Illuminate\Support\Facades\Schema;

return new class extends Migration
{
    public function up()
    {
        Schema::create('a', function (Blueprint $table) {
            $table->id();
            $table->string('x')->index();
            $table->string('y')->unique();
        });
        Schema::table('a', function (Blueprint $table) {
            $table->renameIndex('a_x_index', 'by_x');
        });
    }
};
