create table "users" ("id" bigserial primary key not null, "name" varchar(255) not null);
alter table "users" add column "nick" varchar(255) null;
create table "only_pgsql" ("id" bigserial primary key not null);
ALTER TABLE users ADD COLUMN switched text;
alter table "users" add column "matched" varchar(255) null;
alter table "users" add column "a" integer null;
alter table "users" add column "b" integer null;
create table "last" ("id" bigserial primary key not null);
