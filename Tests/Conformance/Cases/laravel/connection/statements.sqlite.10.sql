create table "a" ("id" integer primary key autoincrement not null, "b" varchar not null);
alter table "a" add column "prefix_0" varchar;
alter table "a" add column "of_sqlite_sqlite" varchar;
alter table "a" add column "driver_sqlite" varchar;
alter table "a" add column "database" varchar;
create table "empty" ("id" integer primary key autoincrement not null);
create table none_found (id integer);
create table quiet (id integer);
alter table "a" add column "with_default" varchar not null default 'plain';
