create table "users" ("id" integer primary key autoincrement not null, "name" varchar not null);
create table "caught" ("id" integer primary key autoincrement not null);
alter table "users" add column "added" varchar;
create table "finally" ("id" integer primary key autoincrement not null);
alter table "finally" add column "stop" varchar;
drop table if exists "nothing";
