<?php

use Illuminate\Database\Migrations\Migration;
use Illuminate\Database\Schema\Blueprint;
use Illuminate\Support\Facades\DB;
use Illuminate\Support\Facades\Schema;

return new class extends Migration
{
    public function up()
    {
        $connection = Schema::getConnection();
        Schema::create('a', function (Blueprint $table) {
            $table->id();
            $table->string('b');
        });
        DB::affectingStatement("insert into a (b) values ('x')");
        DB::insert("insert into a (b) values ('y')");
        DB::delete("delete from a where b = 'y'");
        DB::update("update a set b = 'z' where b = 'x'");
        DB::connection()->getSchemaBuilder()->table('a', function (Blueprint $table) use ($connection) {
            $table->string('prefix_' . strlen($connection->getTablePrefix()))->nullable();
            $table->string('of_' . $connection->getName() . '_' . DB::getDefaultConnection())->nullable();
            $table->string('driver_' . $connection->getConfig('driver'))->nullable();
            if ($connection->getDatabaseName() !== '') {
                $table->string('database')->nullable();
            }
        });
        Schema::create('empty', function (Blueprint $table) {
            $table->id();
        });
        $rows = DB::select('select id from empty');
        $row = DB::selectOne('select id from empty');
        $rows = array_merge($rows, DB::selectFromWriteConnection('select id from empty'));
        foreach (DB::cursor('select id from empty') as $none) {
            Schema::drop('a');
        }
        $query = DB::query()->from('empty')->where('id', 1)->get();
        foreach ($rows as $one) {
            Schema::drop('a');
        }
        if ($row === null) {
            DB::statement('create table none_found (id integer)');
        }
        DB::enableQueryLog();
        DB::flushQueryLog();
        DB::disableQueryLog();
        DB::listen(function ($query) {
        });
        if (! DB::logging() && ! DB::pretending()) {
            DB::statement('create table quiet (id integer)');
        }
        $raw = DB::raw("'plain'");
        Schema::table('a', function (Blueprint $table) use ($raw) {
            $table->string('with_default')->default($raw);
        });
        DB::getPdo();
        DB::getReadPdo();
        DB::getQueryGrammar();
        DB::getSchemaGrammar();
        DB::getPostProcessor();
        DB::extend('other', function () {
        });
        DB::setDefaultConnection(DB::getDefaultConnection());
        $connection->setTablePrefix('');
    }
};
