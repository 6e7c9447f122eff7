<?php

use Illuminate\Database\Migrations\Migration;
use Illuminate\Support\Facades\Schema;

return new class extends Migration {
    protected $connection = 'elsewhere';

    public function up(): void
    {
        Schema::create('e', fn ($table) => $table->id());
    }
};
