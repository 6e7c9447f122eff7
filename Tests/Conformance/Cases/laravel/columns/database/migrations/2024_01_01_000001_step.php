<?php

use Illuminate\Database\Migrations\Migration;
use Illuminate\Database\Schema\Blueprint;
use Illuminate\Support\Facades\Schema;

return new class extends Migration
{
    public function up()
    {
        Schema::create('numbers', function (Blueprint $table) {
            $table->id();
            $table->integer('a');
            $table->tinyInteger('b');
            $table->smallInteger('c');
            $table->mediumInteger('d');
            $table->bigInteger('e');
            $table->unsignedInteger('f');
            $table->unsignedTinyInteger('g');
            $table->unsignedSmallInteger('h');
            $table->unsignedMediumInteger('i');
            $table->unsignedBigInteger('j');
            $table->float('k');
            $table->float('l', 10, 3);
            $table->double('m');
            $table->double('n', 15, 8);
            $table->decimal('o');
            $table->decimal('p', 12, 4);
            $table->boolean('t');
            $table->integer('u', false, true);
        });
        Schema::create('texts', function (Blueprint $table) {
            $table->char('a', 4);
            $table->char('aa');
            $table->string('b');
            $table->string('c', 40);
            $table->tinyText('d');
            $table->text('e');
            $table->mediumText('f');
            $table->longText('g');
            $table->enum('h', ['x', 'y z']);
            $table->json('j');
            $table->jsonb('k');
            $table->binary('l');
            $table->uuid('m');
            $table->ipAddress('n');
            $table->macAddress('o');
            $table->rememberToken();
        });
        Schema::create('times', function (Blueprint $table) {
            $table->date('a');
            $table->dateTime('b');
            $table->dateTime('c', 3);
            $table->dateTimeTz('d');
            $table->time('e');
            $table->time('f', 2);
            $table->timeTz('g');
            $table->timestamp('h')->nullable();
            $table->timestamp('i', 6)->nullable();
            $table->timestampTz('j')->nullable();
            $table->year('k');
            $table->softDeletes();
            $table->softDeletesTz('removed_at');
            $table->timestamps();
        });
        Schema::create('other_times', function (Blueprint $table) {
            $table->timestampsTz(3);
            $table->softDeletes('gone_at', 2);
        });
        Schema::create('third_times', function (Blueprint $table) {
            $table->nullableTimestamps();
        });
        foreach (['increments', 'integerIncrements', 'tinyIncrements', 'smallIncrements', 'mediumIncrements', 'bigIncrements'] as $method) {
            Schema::create('by_' . strtolower($method), function (Blueprint $table) use ($method) {
                $table->{$method}('key');
            });
        }
    }
};
