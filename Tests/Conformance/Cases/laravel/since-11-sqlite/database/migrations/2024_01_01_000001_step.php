<?php

use Illuminate\Database\Migrations\Migration;
use Illuminate\Database\Schema\Blueprint;
use Illuminate\Support\Facades\Schema;

return new class extends Migration
{
    public function up()
    {
        Schema::create('a', function (Blueprint $table) {
            $table->id();
            $table->string('b')->nullable()->default('x');
            $table->geometry('c');
            $table->rawColumn('d', 'integer default 5');
            $table->binary('e', 16);
            $table->string('gone');
            $table->foreignId('f')->nullable()->constrained('a');
        });
        Schema::table('a', function (Blueprint $table) {
            $table->dropColumn('gone');
            $table->text('b')->nullable()->change();
            $table->renameColumn('d', 'dd');
        });
        Schema::table('a', function (Blueprint $table) {
            $table->dropForeign(['f']);
            $table->foreign('f')->references('id')->on('a')->cascadeOnDelete();
        });
        Schema::table('a', function (Blueprint $table) {
            $table->index('b');
        });
        Schema::table('a', function (Blueprint $table) {
            $table->renameIndex('a_b_index', 'by_b');
        });
    }
};
