<?php

use Illuminate\Database\Migrations\Migration;
use Illuminate\Database\Schema\Blueprint;
use Illuminate\Support\Facades\Schema;

return new class extends Migration
{
    public function up()
    {
        Schema::create('shapes', function (Blueprint $table) {
            $table->unsignedFloat('q');
            $table->unsignedDouble('r');
            $table->unsignedDecimal('s', 10, 2);
            $table->set('flags', ['a', 'b']);
            $table->geometry('a');
            $table->point('b');
            $table->lineString('c');
            $table->polygon('d');
            $table->geometryCollection('e');
            $table->multiPoint('f');
            $table->multiLineString('g');
            $table->multiPolygon('h');
            $table->point('i')->nullable();
            $table->spatialIndex('b');
            $table->spatialIndex('d', 'by_shape');
        });
        Schema::table('shapes', function (Blueprint $table) {
            $table->dropSpatialIndex(['b']);
        });
    }
};
