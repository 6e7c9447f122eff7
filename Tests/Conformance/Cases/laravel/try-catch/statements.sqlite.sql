create table "users" ("id" integer not null primary key autoincrement, "name" varchar not null);
create table "caught" ("id" integer not null primary key autoincrement);
alter table "users" add column "added" varchar;
create table "finally" ("id" integer not null primary key autoincrement);
alter table "finally" add column "stop" varchar;
drop table if exists "nothing";
