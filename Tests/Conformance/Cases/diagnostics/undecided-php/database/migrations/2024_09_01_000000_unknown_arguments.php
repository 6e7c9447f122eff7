<?php

use Acme\Features;
use Illuminate\Database\Migrations\Migration;
use Illuminate\Database\Schema\Blueprint;
use Illuminate\Support\Facades\Schema;

return new class extends Migration
{
    public function up()
    {
        Schema::create('accounts', function (Blueprint $table) {
            $table->id();
            $table->string('password')->nullable(Features::socialite());
            $table->string('code', Features::length());
            $table->string('token')->unique(Features::name());
            $table->index('code', Features::name());
            $table->index(Features::columns());
            $table->foreignId('owner_id')->constrained(Features::table());
            $table->timestamps(Features::precision());
        });
        Schema::table('accounts', function (Blueprint $table) {
            $table->dropColumn(Features::columns());
            $table->renameColumn('code', Features::name());
            $table->dropIndex(Features::name());
            $table->dropColumn('nothing');
        });
    }
};
