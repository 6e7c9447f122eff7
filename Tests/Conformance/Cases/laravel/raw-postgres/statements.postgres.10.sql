CREATE SCHEMA IF NOT EXISTS app;
CREATE TYPE mood AS ENUM ('sad', 'ok');
create table "users" ("id" bigserial not null primary key, "email" varchar(255) not null, "data" jsonb not null default '{}');
ALTER TABLE users ADD COLUMN mood mood;
CREATE UNIQUE INDEX users_lower ON users (lower(email));
CREATE FUNCTION f() RETURNS trigger AS $f$ BEGIN RETURN NEW; END $f$ LANGUAGE plpgsql;
ALTER TABLE users ALTER COLUMN email TYPE text;
CREATE VIEW emails AS SELECT id, email FROM users;
