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
            $table->uuid('uuid')->unique();
            $table->string('code', 20)->unique();
        });
        Schema::create('categories', function (Blueprint $table) {
            $table->increments('id');
        });
        Schema::create('posts', function (Blueprint $table) {
            $table->id();
            $table->foreignId('user_id')->constrained();
            $table->foreignId('author_id')->nullable()->constrained('users')->nullOnDelete();
            $table->foreignId('editor_id')->references('id')->on('users')->cascadeOnUpdate();
            $table->foreignUuid('user_uuid')->constrained('users', 'uuid')->cascadeOnDelete();
            $table->unsignedInteger('category_id');
            $table->foreign('category_id')->references('id')->on('categories')->onDelete('restrict')->onUpdate('cascade');
            $table->string('code', 20);
            $table->foreign(['code'], 'named')->references(['code'])->on('users')->restrictOnDelete();
            $table->foreignId('plain_id');
            $table->foreignId('indexed_id')->index();
            $table->unsignedBigInteger('parent_id')->nullable();
        });
        Schema::table('posts', function (Blueprint $table) {
            $table->foreign('parent_id')->references('id')->on('posts')->onDelete('set null');
            $table->foreignId('later_id')->nullable()->constrained('users')->restrictOnUpdate()->noActionOnDelete();
        });
    }
};
