<?php

use Illuminate\Database\Migrations\Migration;
use Illuminate\Database\Schema\Blueprint;
use Illuminate\Support\Facades\DB;
use Illuminate\Support\Facades\Schema;

return new class extends Migration
{
    public function up()
    {
        foreach (['computed', 'set'] as $type) {
            try {
                Schema::create('of_' . $type, function (Blueprint $table) use ($type) {
                    $table->id();
                    $type === 'set' ? $table->set('a', ['x', 'y']) : $table->computed('a', '1 + 1');
                });
            } catch (RuntimeException | BadMethodCallException $error) {
                Schema::create('without_' . $type, function (Blueprint $table) {
                    $table->id();
                });
            }
        }
    }
};
