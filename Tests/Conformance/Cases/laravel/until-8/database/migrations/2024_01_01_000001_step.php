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
        });
        Schema::registerCustomDoctrineType(\Doctrine\DBAL\Types\StringType::class, 'other', 'string');
        DB::registerDoctrineType(\Doctrine\DBAL\Types\StringType::class, 'third', 'string');
        $manager = DB::getDoctrineConnection()->createSchemaManager();
        Schema::create($manager->tablesExist(['a']) ? 'found' : 'not_found', function (Blueprint $table) {
            $table->id();
        });
    }
};
