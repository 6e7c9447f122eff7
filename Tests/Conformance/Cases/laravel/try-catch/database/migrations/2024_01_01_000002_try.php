<?php

use Illuminate\Database\Migrations\Migration;
use Illuminate\Database\Schema\Blueprint;
use Illuminate\Support\Facades\Schema;

return new class extends Migration
{
    public function up()
    {
        try {
            Schema::create('users', function (Blueprint $table) {
                $table->id();
            });
            Schema::create('never', function (Blueprint $table) {
                $table->id();
            });
        } catch (\Illuminate\Database\QueryException $e) {
            Schema::create('caught', function (Blueprint $table) {
                $table->id();
            });
        }
        try {
            Schema::table('users', function (Blueprint $table) {
                $table->string('added')->nullable();
            });
        } catch (\Exception $e) {
            Schema::drop('users');
        } finally {
            Schema::create('finally', function (Blueprint $table) {
                $table->id();
            });
        }
        try {
            throw new \RuntimeException('stop');
        } catch (\RuntimeException | \LogicException $e) {
            Schema::table('finally', function (Blueprint $table) use ($e) {
                $table->string($e->getMessage())->nullable();
            });
        }
        Schema::dropIfExists('nothing');
    }
};
