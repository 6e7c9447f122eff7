<?php

use Illuminate\Database\Migrations\Migration;
use Illuminate\Database\Schema\Blueprint;
use Illuminate\Support\Facades\Schema;

return new class extends Migration
{
    public function up()
    {
        Schema::create('a', function (Blueprint $table) {
            $table->increments('id');
        });
        Schema::create('b', function (Blueprint $table) {
            $table->integerIncrements('id');
        });
        Schema::create('c', function (Blueprint $table) {
            $table->tinyIncrements('id');
        });
        Schema::create('d', function (Blueprint $table) {
            $table->smallIncrements('id');
        });
        Schema::create('e', function (Blueprint $table) {
            $table->mediumIncrements('id');
        });
        Schema::create('f', function (Blueprint $table) {
            $table->bigIncrements('id');
        });
        Schema::create('g', function (Blueprint $table) {
            $table->id('key');
            $table->bigInteger('number')->unsigned();
        });
        Schema::create('h', function (Blueprint $table) {
            $table->integer('number')->autoIncrement();
        });
    }
};
