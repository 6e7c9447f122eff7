create table "a" ("id" integer not null primary key autoincrement);
create table "b" ("id" integer not null primary key autoincrement);
create table "c" ("id" integer not null primary key autoincrement);
create table "d" ("id" integer not null primary key autoincrement);
create table "e" ("id" integer not null primary key autoincrement);
create table "f" ("id" integer not null primary key autoincrement);
create table "g" ("key" integer not null primary key autoincrement, "number" integer not null);
create table "h" ("number" integer not null primary key autoincrement);
