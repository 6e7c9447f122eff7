create table "t" ("a" varchar(255) not null);
alter table "t" alter column "a" type integer using a::integer, alter column "a" set not null, alter column "a" drop default, alter column "a" drop identity if exists;
comment on column "t"."a" is NULL;
create extension if not exists "plpgsql";
create table "in_public" ("id" bigserial not null primary key, "of_public" varchar(255) not null, "schemas_1" varchar(255) not null);
