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
            $table->rawColumn('d', "integer default 5");
            $table->foreignId('e')->nullable()->constrained('a')->nullOnUpdate();
            $table->float('f');
            $table->float('g', 24);
            $table->double('h');
            $table->binary('i', 16);
            $table->binary('j', 16, true);
        });
        if (Schema::hasIndex('a', 'a_pkey') || Schema::hasIndex('a', ['id'], 'primary')) {
            Schema::table('a', function (Blueprint $table) {
                $table->integer('had_index')->nullable();
            });
        }
        if (in_array('a_e_foreign', array_column(Schema::getForeignKeys('a'), 'name'))) {
            Schema::table('a', function (Blueprint $table) {
                $table->dropForeign(['e']);
            });
        }
        if (Schema::getColumnType('a', 'h') === 'double') {
            Schema::table('a', function (Blueprint $table) {
                $table->integer('was_double')->nullable();
            });
        }
    }
};
