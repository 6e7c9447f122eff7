<?php

use Illuminate\Database\Migrations\Migration;
use Illuminate\Database\Schema\Blueprint;
use Illuminate\Support\Facades\Schema;

return new class extends Migration
{
    public function up()
    {
        Schema::create('users', function (Blueprint $table) {
            $table->id();
            $table->string('email')->unique();
        });
        Schema::create('posts', function (Blueprint $table) {
            $table->id();
            $table->foreignId('user_id')->constrained();
            $table->string('title')->index();
        });
        if (Schema::hasTable('users')) {
            Schema::table('posts', function (Blueprint $table) {
                $table->dropIndex(['title']);
                $table->index(['title', 'user_id']);
            });
        }
        Schema::rename('posts', 'articles');
    }
};
