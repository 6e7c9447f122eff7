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
        $name = "it's " . DB::escape("it's");
        if (DB::scalar('select 1') === 2) {
            Schema::drop('a');
        }
        if (DB::getDriverName() === 'mysql' && DB::connection()->isMaria()) {
            Schema::table('a', function (Blueprint $table) {
                $table->string('maria')->nullable();
            });
        }
        DB::selectResultSets('select b from a');
        DB::reconnect();
    }
};
