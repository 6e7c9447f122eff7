create table "users" ("id" integer not null primary key autoincrement, "name" varchar not null);
alter table "users" add column "nick" varchar;
create table "only_sqlite" ("id" integer not null primary key autoincrement);
ALTER TABLE users ADD COLUMN switched integer;
alter table "users" add column "matched" varchar;
alter table "users" add column "a" integer;
alter table "users" add column "b" integer;
create table "last" ("id" integer not null primary key autoincrement);
