<?php

use Illuminate\Database\Migrations\Migration;
use Illuminate\Database\Schema\Blueprint;
use Illuminate\Support\Facades\DB;
use Illuminate\Support\Facades\Schema;

return new class extends Migration
{
    public function up()
    {
        DB::statement(\Vendor\Flags::sql());
        DB::unprepared(file_get_contents(database_path('sql/none.sql')));
        Schema::create('f', function (Blueprint $table) {
            $table->string('x');
            $table->fullText('x');
        });
    }
};
