<?php

use Illuminate\Database\Migrations\Migration;
use Illuminate\Database\Schema\Blueprint;
use Illuminate\Support\Facades\Schema;

return new class extends Migration
{
    public function up()
    {
        Schema::create('t', function (Blueprint $table) {
            $table->id();
            $table->string('a')->nullable()->default('x')->comment('kept');
            $table->integer('b')->unsigned()->default(3);
            $table->string('c', 50);
            $table->text('d')->nullable();
            $table->decimal('e', 8, 2);
            $table->boolean('f')->default(false);
            $table->dateTime('g')->nullable();
            $table->string('h')->nullable();
            $table->json('i')->nullable();
            $table->unsignedBigInteger('j')->nullable();
        });
        Schema::table('t', function (Blueprint $table) {
            $table->string('a', 100)->change();
            $table->bigInteger('b')->change();
            $table->text('c')->change();
            $table->longText('d')->nullable(false)->change();
            $table->decimal('e', 12, 4)->nullable()->change();
            $table->boolean('f')->default(true)->change();
            $table->date('g')->change();
            $table->string('h')->nullable(false)->default('n')->change();
            $table->unsignedInteger('j')->nullable(false)->change();
        });
    }
};
