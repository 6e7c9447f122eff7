<?php

use Illuminate\Database\Migrations\Migration;
use Illuminate\Database\Schema\Blueprint;
use Illuminate\Support\Facades\DB;
use Illuminate\Support\Facades\Schema;

return new class extends Migration
{
    public function up()
    {
        DB::beginTransaction();
        Schema::create('kept', function (Blueprint $table) {
            $table->id();
        });
        DB::transaction(function () {
            Schema::create('inside', function (Blueprint $table) {
                $table->id();
            });
        });
        $level = DB::transactionLevel();
        DB::commit();
        DB::beginTransaction();
        Schema::create('gone', function (Blueprint $table) {
            $table->id();
        });
        DB::rollBack();
        Schema::create('level_' . $level, function (Blueprint $table) {
            $table->id();
        });
    }
};
