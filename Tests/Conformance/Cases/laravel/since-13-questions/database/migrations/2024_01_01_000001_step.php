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
        $byColumns = Schema::hasForeignKey('things', ['owner_id']);
        $other = Schema::hasForeignKey('things', ['name']);
        $byName = Schema::hasForeignKey('things', 'things_owner_id_foreign');
        Schema::create('answers', function (Blueprint $table) use ($byColumns, $other, $byName) {
            $table->id();
            $table->boolean($byColumns ? 'has_by_columns' : 'has_not_by_columns');
            $table->boolean($other ? 'has_other' : 'has_not_other');
            $table->boolean($byName ? 'has_by_name' : 'has_not_by_name');
        });
    }
};
