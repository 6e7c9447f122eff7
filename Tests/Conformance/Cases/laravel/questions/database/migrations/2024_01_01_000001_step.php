<?php

use Illuminate\Database\Migrations\Migration;
use Illuminate\Database\Schema\Blueprint;
use Illuminate\Support\Facades\DB;
use Illuminate\Support\Facades\Schema;

return new class extends Migration
{
    public function up()
    {
        Schema::create('owners', function (Blueprint $table) {
            $table->id();
        });
        Schema::create('things', function (Blueprint $table) {
            $table->id();
            $table->string('name')->index();
            $table->string('code', 20)->unique();
            $table->foreignId('owner_id')->nullable()->constrained();
        });
        DB::statement('create view names as select name from things');
        // Every answer becomes a column, so that a wrong one is seen.
        Schema::create('answers', function (Blueprint $table) {
            $table->id();
            foreach (Schema::getColumnListing('things') as $column) {
                $table->string('listed_' . $column)->nullable();
            }
            if (Schema::hasView('names') && ! Schema::hasView('things')) {
                $table->string('has_view')->nullable();
            }
            foreach (Schema::getColumns('things') as $column) {
                $suffix = $column['nullable'] ? '_null' : '';
                $table->string('column_' . $column['name'] . $suffix)->nullable();
            }
            foreach (collect(Schema::getIndexes('things'))->sortBy('name') as $index) {
                $kind = $index['primary'] ? 'primary' : ($index['unique'] ? 'unique' : 'plain');
                $table->string('index_' . implode('_', $index['columns']) . '_' . $kind)->nullable();
            }
            if (in_array('things_code_unique', Schema::getIndexListing('things'))) {
                $table->string('listed_index')->nullable();
            }
            if (Schema::hasIndex('things', ['code'], 'unique') && ! Schema::hasIndex('things', ['name'], 'unique')) {
                $table->string('has_index')->nullable();
            }
            if (Schema::hasIndex('things', 'things_name_index')) {
                $table->string('has_named_index')->nullable();
            }
            foreach (Schema::getForeignKeys('things') as $key) {
                $table->string('key_' . $key['columns'][0] . '_' . $key['foreign_table'] . '_' . $key['foreign_columns'][0])->nullable();
            }
            foreach (collect(Schema::getTables())->pluck('name')->filter(fn ($name) => in_array($name, ['owners', 'things']))->sort() as $name) {
                $table->string('table_' . $name)->nullable();
            }
            if (in_array('things', array_map(fn ($name) => last(explode('.', $name)), Schema::getTableListing()))) {
                $table->string('table_listed')->nullable();
            }
            foreach (Schema::getViews() as $view) {
                if ($view['name'] === 'names') {
                    $table->string('view_names')->nullable();
                }
            }
            if (Schema::getConnection()->getDriverName() === 'pgsql') {
                $table->string('types_' . count(Schema::getTypes()))->nullable();
            }
        });
    }
};
