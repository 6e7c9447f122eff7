<?php

use Illuminate\Database\Migrations\Migration;
use Illuminate\Database\Schema\Blueprint;
use Illuminate\Support\Facades\DB;
use Illuminate\Support\Facades\Schema;

return new class extends Migration
{
    public function up()
    {
        Schema::create('t', function (Blueprint $table) {
            $table->engine = 'InnoDB';
            $table->charset = 'utf8mb4';
            $table->collation = 'utf8mb4_unicode_ci';
            $table->id()->startingValue(100);
            $table->timestamp('a')->useCurrent()->useCurrentOnUpdate();
            $table->integer('b')->virtualAs('n * 2');
            $table->integer('c')->storedAs('b + 1');
            $table->integer('n');
            $table->string('d')->fulltext();
            $table->point('e')->spatialIndex();
            $table->text('f');
            $table->index([DB::raw('f(20)')], 'by_f');
            $table->fullText('f', 'text_f');
        });
        Schema::table('t', function (Blueprint $table) {
            $table->string('g')->after('id');
            $table->string('h')->first();
            $table->after('b', function ($table) {
                $table->string('i');
                $table->string('j');
            });
            $table->string('k')->nullable()->invisible();
        });
    }
};
