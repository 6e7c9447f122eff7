<?php

use Illuminate\Database\Migrations\Migration;
use Illuminate\Database\Schema\Blueprint;
use Illuminate\Support\Facades\Schema;

return new class extends Migration
{
    public function up()
    {
        Schema::create('a', function (Blueprint $table) {
            $table->engine('InnoDB');
            $table->charset('utf8mb4');
            $table->collation('utf8mb4_unicode_ci');
            $table->id();
            $table->datetimes();
            $table->softDeletesDatetime();
            $table->foreignId('b_id')->nullable()->constrained('a')->noActionOnUpdate();
        });
        Schema::create('b', function (Blueprint $table) {
            $table->innoDb();
            $table->id();
            $table->softDeletesDatetime('gone_at', 3);
        });
        Schema::whenTableHasColumn('b', 'id', function (Blueprint $table) {
            $table->string('had')->nullable();
        });
        Schema::whenTableDoesntHaveColumn('b', 'never', function (Blueprint $table) {
            $table->string('had_not')->nullable();
        });
    }
};
