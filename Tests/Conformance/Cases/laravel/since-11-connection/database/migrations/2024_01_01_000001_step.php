<?php

use Illuminate\Database\Migrations\Migration;
use Illuminate\Database\Schema\Blueprint;
use Illuminate\Support\Facades\DB;
use Illuminate\Support\Facades\Schema;

return new class extends Migration
{
    public function up()
    {
        $version = DB::getServerVersion();
        DB::statement('create table a (id integer)');
        DB::table('a')->insert(['id' => strlen($version)]);
    }
};
