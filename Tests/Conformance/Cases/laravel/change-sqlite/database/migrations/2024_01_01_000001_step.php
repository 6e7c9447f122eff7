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
            $table->string('a')->nullable()->default('x');
            $table->integer('b')->default(3);
            $table->string('c', 50)->unique();
            $table->text('d')->nullable();
            $table->decimal('e', 8, 2);
            $table->boolean('f')->default(false);
            $table->dateTime('g')->nullable();
            $table->foreignId('u_id')->index();
        });
        Schema::table('t', function (Blueprint $table) {
            $table->string('a', 100)->change();
            $table->text('c')->change();
            $table->string('d')->nullable(false)->change();
        });
        Schema::table('t', function (Blueprint $table) {
            $table->renameColumn('b', 'bb');
        });
    }
};
