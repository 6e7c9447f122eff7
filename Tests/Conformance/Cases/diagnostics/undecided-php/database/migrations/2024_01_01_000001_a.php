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
        });
        if (\Vendor\Flags::isOn('a')) {
            Schema::table('a', function (Blueprint $table) {
                $table->string('maybe');
            });
        }
        foreach (\Vendor\Flags::all() as $name) {
            Schema::table('a', function (Blueprint $table) use ($name) {
                $table->string($name);
            });
        }
    }
};
