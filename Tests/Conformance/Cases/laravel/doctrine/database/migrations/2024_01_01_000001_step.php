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
            $table->id();
            $table->string('b')->index();
        });
        $manager = Schema::getConnection()->getDoctrineSchemaManager();
        $connection = DB::getDoctrineConnection();
        $columns = array_keys($manager->listTableColumns('a'));
        $indexes = $manager->listTableIndexes('a');
        Schema::create('answers', function (Blueprint $table) use ($columns, $indexes) {
            foreach ($columns as $column) {
                $table->string('column_' . $column)->nullable();
            }
            if (array_key_exists('a_b_index', $indexes)) {
                $table->string('has_index')->nullable();
            }
            $table->string('named_' . DB::getDoctrineColumn('a', 'b')->getName())->nullable();
            $table->string('tables_' . count(array_filter(Schema::getAllTables(), function ($one) {
                return in_array('a', (array) $one);
            })))->nullable();
        });
    }
};
