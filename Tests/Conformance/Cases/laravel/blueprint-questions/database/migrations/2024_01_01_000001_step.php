<?php

use Illuminate\Database\Migrations\Migration;
use Illuminate\Database\Schema\Blueprint;
use Illuminate\Support\Facades\DB;
use Illuminate\Support\Facades\Schema;

return new class extends Migration
{
    public function up()
    {
        Schema::create('a', function (Blueprint $table) {
            $table->string('x')->type('text');
            $table->integer('n')->persisted();
            $table->string('k')->primary()->algorithm('btree');
            $table->integer('removed');
            $table->integer('r')->nullable();
            $names = implode('_', array_map(fn ($column) => $column->name, $table->getColumns()));
            $table->integer('of_' . $names)->nullable();
            if ($table->getTable() === 'a') {
                $table->integer('count_' . count($table->getAddedColumns()))->nullable();
            }
            $table->removeColumn('removed');
            $table->integer($table->creating() ? 'created' : 'altered')->nullable();
        });
    }
};
