<?php

use Illuminate\Database\Migrations\Migration;
use Illuminate\Database\Schema\Blueprint;
use Illuminate\Support\Facades\Schema;

return new class extends Migration
{
    public function up(): void
    {
        if (! config('blog.comments') || Schema::hasTable('comments')) {
            return;
        }
        Schema::create('comments', function (Blueprint $table) {
            $table->id();
            foreach (['post', 'user'] as $parent) {
                $table->foreignId($parent . '_id')->constrained()->cascadeOnDelete();
            }
            $table->text('body');
            $table->timestamps();
        });
    }
};
