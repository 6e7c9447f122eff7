create table "a" ("id" bigserial primary key not null, "b" varchar(255) not null);
alter table "a" add column "prefix_0" varchar(255) null, add column "of_pgsql_pgsql" varchar(255) null, add column "driver_pgsql" varchar(255) null, add column "database" varchar(255) null;
create table "empty" ("id" bigserial primary key not null);
create table none_found (id integer);
create table quiet (id integer);
alter table "a" add column "with_default" varchar(255) not null default 'plain';
