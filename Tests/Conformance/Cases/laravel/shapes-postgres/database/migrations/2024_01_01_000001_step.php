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
            $table->macAddress('b');
            $table->ipAddress('c');
            $table->timeTz('d');
            $table->temporary = false;
            $table->addColumn('integer', 'e')->nullable();
            $table->string('removed');
            $table->removeColumn('removed');
        });
        Schema::create('t', function (Blueprint $table) {
            $table->temporary();
            $table->id();
        });
    }
};
