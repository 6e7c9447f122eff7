create table "a" ("id" serial primary key not null);
create table "b" ("id" serial primary key not null);
create table "c" ("id" smallserial primary key not null);
create table "d" ("id" smallserial primary key not null);
create table "e" ("id" serial primary key not null);
create table "f" ("id" bigserial primary key not null);
create table "g" ("key" bigserial primary key not null, "number" bigint not null);
create table "h" ("number" serial primary key not null);
