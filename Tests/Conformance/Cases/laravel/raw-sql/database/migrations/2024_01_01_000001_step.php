<?php

use Illuminate\Database\Migrations\Migration;
use Illuminate\Database\Schema\Blueprint;
use Illuminate\Support\Facades\DB;
use Illuminate\Support\Facades\Schema;

return new class extends Migration
{
    public function up()
    {
        Schema::create('users', function (Blueprint $table) {
            $table->id();
            $table->string('name');
        });
        DB::statement('ALTER TABLE users ADD COLUMN raw integer');
        DB::unprepared('CREATE TABLE made (id integer PRIMARY KEY, name varchar(20) NOT NULL); CREATE INDEX by_name ON made (name);');
        if (Schema::hasColumn('users', 'raw') && Schema::hasTable('made')) {
            Schema::table('users', function (Blueprint $table) {
                $table->index('raw');
            });
        }
        $table = 'made';
        DB::statement("ALTER TABLE {$table} ADD COLUMN more text");
        DB::statement(<<<SQL
            CREATE TABLE heredoc (
                id integer PRIMARY KEY,
                {$table}_id integer REFERENCES made (id)
            )
        SQL);
        DB::insert('insert into made (id, name) values (?, ?)', [1, 'x']);
        DB::table('made')->where('id', 1)->update(['name' => 'y']);
        foreach (DB::table('users')->get() as $user) {
            Schema::drop('users');
        }
    }
};
