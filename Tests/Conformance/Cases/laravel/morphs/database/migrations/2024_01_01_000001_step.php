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
            $table->morphs('a');
            $table->nullableMorphs('b');
            $table->uuidMorphs('c');
            $table->nullableUuidMorphs('d');
            $table->numericMorphs('e');
            $table->nullableNumericMorphs('f');
            $table->morphs('g', 'by_g');
        });
        Schema::table('t', function (Blueprint $table) {
            $table->dropMorphs('a');
        });
        Schema::table('t', function (Blueprint $table) {
            $table->dropMorphs('g', 'by_g');
        });
    }
};
