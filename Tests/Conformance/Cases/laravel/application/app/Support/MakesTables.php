<?php

namespace App\Support;

use Illuminate\Database\Schema\Blueprint;

trait MakesTables
{
    public function stamp(Blueprint $table)
    {
        $table->timestamp('stamped_at')->nullable();
    }
}
