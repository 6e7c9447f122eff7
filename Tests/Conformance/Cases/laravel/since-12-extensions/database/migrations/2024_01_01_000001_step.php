<?php

use Illuminate\Database\Migrations\Migration;
use Illuminate\Database\Schema\Blueprint;
use Illuminate\Support\Facades\DB;
use Illuminate\Support\Facades\Schema;

return new class extends Migration
{
    public $withinTransaction = false;

    public function up()
    {
        try {
            Schema::ensureVectorExtensionExists('nowhere');
        } catch (\Illuminate\Database\QueryException $error) {
        }
        Schema::create('a', function (Blueprint $table) {
            $table->id();
        });
    }
};
