<?php

use Illuminate\Database\Migrations\Migration;
use Illuminate\Database\Schema\Blueprint;
use Illuminate\Support\Facades\Schema;

return new class extends Migration
{
    public function up()
    {
        Schema::disableForeignKeyConstraints();
        Schema::create('named', function (Blueprint $table) {
            $table->id(column: 'key');
            $table->string(column: 'name', length: 30)->nullable(true);
            $table->decimal('price', places: 4);
            $columns = ['a', 'b'];
            $table->index(...[['key', 'name'], 'spread']);
            [$first, $second] = $columns;
            ['x' => $third] = ['x' => 'c'];
            foreach ([$first, $second, $third] as $column) {
                $table->tinyInteger($column)->nullable();
            }
            $text = <<<'TXT'
            it
            TXT;
            $table->string('t')->default(trim($text))->nullable();
            $table->integer('n')->default(1 + 2 * 3)->nullable();
            $table->string('u')->default(strtoupper('abc') . '_' . implode('-', range(1, 3)))->nullable();
            $table->string('v')->default(\Illuminate\Support\Str::snake('FooBar'))->nullable();
            $null = null;
            $table->string($null?->name ?? 'coalesced')->nullable();
            $table->DATETIME('shouted')->NULLABLE();
        });
        Schema::enableForeignKeyConstraints();
    }
};
