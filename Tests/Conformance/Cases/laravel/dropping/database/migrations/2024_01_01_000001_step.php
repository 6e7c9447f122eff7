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
            $table->string('a');
            $table->string('b');
            $table->string('c');
            $table->string('d');
            $table->rememberToken();
            $table->timestamps();
            $table->softDeletes();
        });
        Schema::create('u', function (Blueprint $table) {
            $table->id();
            $table->timestampsTz();
            $table->softDeletesTz();
        });
        Schema::create('gone', function (Blueprint $table) {
            $table->id();
        });
        Schema::create('also_gone', function (Blueprint $table) {
            $table->id();
        });
        Schema::create('renamed', function (Blueprint $table) {
            $table->id();
        });
        Schema::table('t', function (Blueprint $table) {
            $table->dropColumn('a');
        });
        Schema::table('t', function (Blueprint $table) {
            $table->dropColumn(['b', 'c']);
        });
        Schema::table('t', function (Blueprint $table) {
            $table->dropRememberToken();
        });
        Schema::table('t', function (Blueprint $table) {
            $table->dropTimestamps();
        });
        Schema::table('t', function (Blueprint $table) {
            $table->dropSoftDeletes();
        });
        Schema::table('u', function (Blueprint $table) {
            $table->dropTimestampsTz();
        });
        Schema::table('u', function (Blueprint $table) {
            $table->dropSoftDeletesTz();
        });
        Schema::dropColumns('t', ['d']);
        Schema::drop('gone');
        Schema::dropIfExists('also_gone');
        Schema::dropIfExists('never');
        Schema::rename('renamed', 'other');
        Schema::table('other', function (Blueprint $table) {
            $table->rename('third');
        });
        Schema::table('u', function (Blueprint $table) {
            $table->dropIfExists();
        });
    }
};
