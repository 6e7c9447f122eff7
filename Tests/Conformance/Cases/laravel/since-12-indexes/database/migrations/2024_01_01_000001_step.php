<?php

use Illuminate\Database\Migrations\Migration;
use Illuminate\Database\Schema\Blueprint;
use Illuminate\Support\Facades\DB;
use Illuminate\Support\Facades\Schema;

return new class extends Migration
{
    public $withinTransaction = false;

    public function up()
    {
        Schema::create('t', function (Blueprint $table) {
            $table->id();
            $table->integer('a')->nullable();
            $table->integer('b');
            $table->unique('a')->nullsNotDistinct();
        });
        Schema::table('t', function (Blueprint $table) {
            $table->index('b')->online();
        });
    }
};
