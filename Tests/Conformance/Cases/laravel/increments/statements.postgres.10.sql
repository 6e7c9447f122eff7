create table "a" ("id" serial not null primary key);
create table "b" ("id" serial not null primary key);
create table "c" ("id" smallserial not null primary key);
create table "d" ("id" smallserial not null primary key);
create table "e" ("id" serial not null primary key);
create table "f" ("id" bigserial not null primary key);
create table "g" ("key" bigserial not null primary key, "number" bigint not null);
create table "h" ("number" serial not null primary key);
