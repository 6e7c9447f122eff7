<?php

use Illuminate\Database\Migrations\Migration;
use Illuminate\Database\Schema\Blueprint;
use Illuminate\Support\Facades\Schema;

return new class extends Migration
{
    public function up()
    {
        Schema::create('users', function (Blueprint $table) {
            $table->ulid('id')->primary();
            $table->ulid('u');
            $table->uuid();
        });
        Schema::create('posts', function (Blueprint $table) {
            $table->id();
            $table->foreignUlid('user_id')->constrained()->noActionOnDelete();
            $table->ulidMorphs('a');
            $table->nullableUlidMorphs('b');
            $table->comment('All posts');
        });
    }
};
