<?php

use Illuminate\Database\Migrations\Migration;
use Illuminate\Database\Schema\Blueprint;
use Illuminate\Support\Facades\Schema;

return new class extends Migration
{
    public function up()
    {
        Schema::create('t', function (Blueprint $table) {
            $table->integer('a')->generatedAs()->always();
            $table->bigInteger('b')->generatedAs('start with 10');
            $table->integer('c')->storedAs('a + 1');
            $table->string('d')->isGeometry();
            $table->timestamp('e')->useCurrent()->useCurrentOnUpdate();
            $table->text('f')->fulltext();
            $table->text('g');
            $table->fullText(['f', 'g'])->language('english');
            $table->index('d', 'by_d', 'hash');
            $table->index(['a', 'b'], null, 'btree');
        });
        Schema::table('t', function (Blueprint $table) {
            $table->dropFullText(['f', 'g']);
        });
    }
};
