<?php

use Illuminate\Database\Migrations\Migration;
use Illuminate\Database\Schema\Blueprint;
use Illuminate\Support\Facades\DB;
use Illuminate\Support\Facades\Schema;

return new class extends Migration
{
    public function up()
    {
        Schema::create('t', function (Blueprint $table) {
            $table->string('a');
        });
        Schema::table('t', function (Blueprint $table) {
            $table->integer('a')->using('a::integer')->change();
        });
        Schema::ensureExtensionExists('plpgsql');
        Schema::create(in_array('public', Schema::getCurrentSchemaListing()) ? 'in_public' : 'elsewhere', function (Blueprint $table) {
            $table->id();
            $table->string('of_' . Schema::getCurrentSchemaName());
            $table->string('schemas_' . count(Schema::getSchemas()));
        });
    }
};
