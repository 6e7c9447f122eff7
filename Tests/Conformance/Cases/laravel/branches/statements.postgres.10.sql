create table "users" ("id" bigserial not null primary key, "name" varchar(255) not null);
alter table "users" add column "nick" varchar(255) null;
create table "only_pgsql" ("id" bigserial not null primary key);
ALTER TABLE users ADD COLUMN switched text;
alter table "users" add column "matched" varchar(255) null;
alter table "users" add column "a" integer null;
alter table "users" add column "b" integer null;
create table "last" ("id" bigserial not null primary key);
