create table "users" ("id" integer primary key autoincrement not null, "name" varchar not null);
alter table "users" add column "nick" varchar;
create table "only_sqlite" ("id" integer primary key autoincrement not null);
ALTER TABLE users ADD COLUMN switched integer;
alter table "users" add column "matched" varchar;
alter table "users" add column "a" integer;
alter table "users" add column "b" integer;
create table "last" ("id" integer primary key autoincrement not null);
