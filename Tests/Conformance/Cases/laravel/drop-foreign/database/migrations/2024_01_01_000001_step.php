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
        });
        Schema::create('posts', function (Blueprint $table) {
            $table->id();
            $table->foreignId('user_id')->constrained();
            $table->foreignId('author_id')->constrained('users');
            $table->foreignId('other_id')->constrained('users');
            $table->foreign('id', 'odd')->references('id')->on('users');
        });
        Schema::table('posts', function (Blueprint $table) {
            $table->dropForeign(['user_id']);
            $table->dropForeign('odd');
            $table->dropConstrainedForeignId('author_id');
            $table->dropForeign('posts_other_id_foreign');
        });
    }
};
