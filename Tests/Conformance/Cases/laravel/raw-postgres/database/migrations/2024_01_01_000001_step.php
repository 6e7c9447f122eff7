<?php

use Illuminate\Database\Migrations\Migration;
use Illuminate\Database\Schema\Blueprint;
use Illuminate\Support\Facades\DB;
use Illuminate\Support\Facades\Schema;

return new class extends Migration
{
    public function up()
    {
        DB::statement('CREATE SCHEMA IF NOT EXISTS app');
        DB::statement("CREATE TYPE mood AS ENUM ('sad', 'ok')");
        Schema::create('users', function (Blueprint $table) {
            $table->id();
            $table->string('email');
            $table->jsonb('data')->default('{}');
        });
        DB::statement('ALTER TABLE users ADD COLUMN mood mood');
        DB::statement('CREATE UNIQUE INDEX users_lower ON users (lower(email))');
        DB::statement("DO $$ BEGIN IF NOT EXISTS (SELECT 1 FROM pg_type WHERE typname = 'mood') THEN CREATE TYPE mood AS ENUM ('x'); END IF; END $$;");
        DB::unprepared('CREATE FUNCTION f() RETURNS trigger AS $f$ BEGIN RETURN NEW; END $f$ LANGUAGE plpgsql;');
        DB::statement('ALTER TABLE users ALTER COLUMN email TYPE text');
        DB::statement('CREATE VIEW emails AS SELECT id, email FROM users');
    }
};
