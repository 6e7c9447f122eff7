<?php

namespace App\Support;

use Illuminate\Database\Migrations\Migration;
use Illuminate\Database\Schema\Blueprint;

abstract class BaseMigration extends Migration
{
    protected function common(Blueprint $table): void
    {
        $table->string('common')->nullable();
    }
}
