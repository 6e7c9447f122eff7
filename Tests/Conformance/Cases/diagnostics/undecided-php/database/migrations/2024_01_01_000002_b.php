<?php

use Illuminate\Database\Migrations\Migration;
use Illuminate\Database\Schema\Blueprint;
use Illuminate\Support\Facades\DB;
use Illuminate\Support\Facades\Schema;

return new class extends Migration
{
    public function up()
    {
        Schema::create(\Vendor\Flags::table(), function (Blueprint $table) {
            $table->id();
        });
        Schema::create('b', function (Blueprint $table) {
            $table->id();
            \Vendor\Columns::add($table);
            $table->noSuchMethod();
            $table->string('x')->defualt('y');
            $table->string(\Vendor\Flags::name());
            $table->dropColumn(\Vendor\Flags::name());
        });
        foreach (DB::table('a')->get() as $row) {
            Schema::drop('a');
        }
    }
};
