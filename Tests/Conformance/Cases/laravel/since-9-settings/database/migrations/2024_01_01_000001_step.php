<?php

use Illuminate\Database\Migrations\Migration;
use Illuminate\Database\Schema\Blueprint;
use Illuminate\Support\Facades\DB;
use Illuminate\Support\Facades\Schema;

return new class extends Migration
{
    public function up()
    {
        Schema::defaultMorphKeyType('uuid');
        Schema::create('a', function (Blueprint $table) {
            $table->morphs('of');
        });
        Schema::morphUsingUlids();
        Schema::create('b', function (Blueprint $table) {
            $table->morphs('of');
        });
        Schema::defaultMorphKeyType('int');
        Schema::create('c', function (Blueprint $table) {
            $table->morphs('of');
        });
        $made = Schema::withoutForeignKeyConstraints(function () {
            Schema::create('d', function (Blueprint $table) {
                $table->id();
                $table->foreignId('a_id');
            });

            return 'd';
        });
        Schema::table($made, function (Blueprint $table) {
            $table->string('made')->nullable();
        });
        Schema::blueprintResolver(function ($connection, $table = null, $callback = null) {
            return $connection instanceof \Illuminate\Database\Connection
                ? new Blueprint($connection, $table, $callback) : new Blueprint($connection, $table);
        });
        Schema::create('e', function (Blueprint $table) {
            $table->id();
        });
    }
};
