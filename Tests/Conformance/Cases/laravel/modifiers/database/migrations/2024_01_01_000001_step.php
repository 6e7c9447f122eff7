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
            $table->id()->from(1000);
            $table->string('a')->nullable()->default('x')->comment('A note');
            $table->string('b')->default('b')->unique();
            $table->integer('c')->unsigned()->default(5)->index();
            $table->boolean('d')->default(true);
            $table->boolean('e')->default(false);
            $table->timestamp('f')->useCurrent();
            $table->decimal('g', 8, 2)->default(1.5);
            $table->float('h')->default(0);
            $table->string('i', 20)->charset('utf8mb4')->collation(in_array(DB::getDriverName(), ['mysql', 'mariadb']) ? 'utf8mb4_bin' : (DB::getDriverName() === 'pgsql' ? 'C' : 'nocase'));
            $table->integer('j')->nullable(false);
            $table->json('k')->nullable();
            $table->string('l')->default(null)->nullable();
            $table->date('m')->default('2020-01-01');
            $table->integer('n')->default(-3);
            $table->timestamp('o')->nullable()->useCurrent();
            $table->string('p')->default(new \Illuminate\Database\Query\Expression("'raw'"));
            $table->dateTime('q')->default(DB::raw('CURRENT_TIMESTAMP'));
            $table->bigInteger('r')->default('7');
            $table->string('s')->default('');
            $table->integer('u')->storedAs('c + 1')->nullable();
            $table->text('v')->nullable()->default(null);
            $table->unsignedBigInteger('w')->default(0)->comment("It's; a 'note'");
            $table->string('x')->index('by_x');
            $table->string('y')->unique('only_y');
            $table->string('z', 10)->nulable();
        });
    }
};
