<?php

use Illuminate\Database\Migrations\Migration;
use Illuminate\Database\Schema\Blueprint;
use Illuminate\Support\Facades\Schema;

return new class extends Migration
{
    public function up()
    {
        Schema::create('a', function (Blueprint $table) {
            $table->integer('x');
            $table->integer('y');
            $table->string('z');
            $table->primary(['x', 'y']);
            $table->unique('z');
            $table->index('y');
            $table->index(['y', 'z'], 'named');
            $table->unique(['x', 'z'], 'named_unique');
        });
        Schema::create('b', function (Blueprint $table) {
            $table->id();
            $table->string('email')->unique()->nullable();
            $table->string('c')->index();
            $table->rawIndex('c, id', 'raw_index');
        });
        Schema::table('a', function (Blueprint $table) {
            $table->dropIndex(['y']);
            $table->dropUnique('named_unique');
            $table->index('x');
        });
        Schema::table('b', function (Blueprint $table) {
            $table->dropUnique(['email']);
            $table->dropIndex('b_c_index');
            $table->unique(['c', 'email']);
        });
        Schema::table('b', function (Blueprint $table) {
            $table->renameColumn('c', 'cc');
        });
    }
};
