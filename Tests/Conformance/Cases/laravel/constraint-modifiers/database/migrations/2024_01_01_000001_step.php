<?php

use Illuminate\Database\Migrations\Migration;
use Illuminate\Database\Schema\Blueprint;
use Illuminate\Support\Facades\DB;
use Illuminate\Support\Facades\Schema;

return new class extends Migration
{
    public function up()
    {
        Schema::create('owners', function (Blueprint $table) {
            $table->id();
        });
        Schema::create('t', function (Blueprint $table) {
            $table->id();
            $table->integer('a');
            $table->integer('b');
            $table->foreignId('owner_id');
            $table->foreignId('other_id');
            $table->unique('a')->deferrable()->initiallyImmediate(false);
            $table->foreign('owner_id')->references('id')->on('owners')->deferrable()->initiallyImmediate();
            $table->foreign('other_id')->references('id')->on('owners')->notValid();
            $table->index('b')->algorithm('hash');
        });
    }
};
