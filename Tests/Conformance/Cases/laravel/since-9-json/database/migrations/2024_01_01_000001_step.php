<?php

use Illuminate\Database\Migrations\Migration;
use Illuminate\Database\Schema\Blueprint;
use Illuminate\Support\Facades\DB;
use Illuminate\Support\Facades\Schema;

return new class extends Migration
{
    public function up()
    {
        Schema::create('t', function (Blueprint $table) {
            $table->id();
            $table->json('data');
            $table->string('a')->nullable()->virtualAsJson('data->name');
        });
        Schema::create('u', function (Blueprint $table) {
            $table->id();
            $table->json('data');
            $table->string('a')->nullable()->storedAsJson('data->name');
        });
    }
};
