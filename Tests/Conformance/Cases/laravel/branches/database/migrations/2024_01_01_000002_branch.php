<?php

use Illuminate\Database\Migrations\Migration;
use Illuminate\Database\Schema\Blueprint;
use Illuminate\Support\Facades\DB;
use Illuminate\Support\Facades\Schema;

return new class extends Migration
{
    public function up()
    {
        if (! Schema::hasTable('users')) {
            Schema::create('users', function (Blueprint $table) {
                $table->increments('wrong');
            });
        }
        if (Schema::hasColumn('users', 'name') && ! Schema::hasColumn('users', 'nick')) {
            Schema::table('users', function (Blueprint $table) {
                $table->string('nick')->nullable();
            });
        }
        if (Schema::hasColumns('users', ['name', 'nothing'])) {
            Schema::drop('users');
        }
        if (DB::getDriverName() === 'sqlite') {
            Schema::create('only_sqlite', function (Blueprint $table) {
                $table->id();
            });
        } elseif (DB::connection()->getDriverName() == 'pgsql') {
            Schema::create('only_pgsql', function (Blueprint $table) {
                $table->id();
            });
        } else {
            Schema::create('only_mysql', function (Blueprint $table) {
                $table->id();
            });
        }
        switch (config('database.default')) {
            case 'pgsql':
                DB::statement('ALTER TABLE users ADD COLUMN switched text');
                break;
            case 'sqlite':
                DB::statement('ALTER TABLE users ADD COLUMN switched integer');
                break;
            default:
                DB::statement('ALTER TABLE users ADD COLUMN switched bigint');
        }
        $kind = match (Schema::getConnection()->getDriverName()) {
            'mysql', 'mariadb' => 'text',
            default => 'string',
        };
        Schema::table('users', function (Blueprint $table) use ($kind) {
            $table->{$kind}('matched')->nullable();
        });
        $listing = Schema::getColumnListing('users');
        foreach (['a', 'b', 'nick'] as $name) {
            if (in_array($name, $listing)) {
                continue;
            }
            Schema::table('users', fn (Blueprint $table) => $table->integer($name)->nullable());
        }
        if (Schema::hasTable('users') ? false : true) {
            return;
        }
        Schema::create('last', function (Blueprint $table) {
            $table->id();
        });
        return;
        Schema::drop('last');
    }
};
