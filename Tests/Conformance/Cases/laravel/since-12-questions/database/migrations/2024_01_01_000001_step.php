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
        Schema::create('things', function (Blueprint $table) {
            $table->id();
            $table->string('name')->index();
            $table->string('code', 20)->unique();
            $table->foreignId('owner_id')->nullable()->constrained();
        });
        DB::statement('create view names as select name from things');
        Schema::whenTableHasIndex('things', 'things_name_index', function (Blueprint $table) {
            $table->string('a')->nullable();
        });
        Schema::whenTableHasIndex('things', ['name'], function (Blueprint $table) {
            $table->string('b')->nullable();
        }, 'unique');
        Schema::whenTableDoesntHaveIndex('things', ['name'], function (Blueprint $table) {
            $table->string('c')->nullable();
        }, 'unique');
        Schema::defaultTimePrecision(3);
        Schema::create('times', function (Blueprint $table) {
            $table->timestamp('a')->nullable();
            $table->dateTime('b', 0);
            $table->time('c');
            $table->softDeletes();
            $table->timestamps();
        });
        Schema::defaultTimePrecision(null);
        Schema::create('plain_times', function (Blueprint $table) {
            $table->timestamp('a')->nullable();
            $table->timestamps();
        });
        Schema::defaultTimePrecision(0);
        Schema::create('set_back', function (Blueprint $table) {
            $table->timestamps();
            $table->timestampTz("c")->nullable();
        });
    }
};
