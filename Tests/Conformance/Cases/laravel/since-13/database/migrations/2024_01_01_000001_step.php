<?php

use Illuminate\Database\Migrations\Migration;
use Illuminate\Database\Schema\Blueprint;
use Illuminate\Support\Facades\Schema;

return new class extends Migration
{
    public function up()
    {
        Schema::create('users', function (Blueprint $table) {
            $table->uuid('id')->primary();
        });
        Schema::create('posts', function (Blueprint $table) {
            $table->id();
            $table->foreignUuidFor(\App\Models\User::class)->constrained();
            $table->foreignUlidFor(\App\Models\User::class, 'other_id')->nullable();
        });
    }
};
