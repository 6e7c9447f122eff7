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
            $table->nullableTimestampsTz();
            $table->string('b')->default('x');
        });
        Schema::table('a', function (Blueprint $table) {
            $table->dropTimestampsTz();
        });
        Schema::table('a', function (Blueprint $table) {
            $table->string('c')->nullable()->instant()->lock('none');
        });
    }
};
