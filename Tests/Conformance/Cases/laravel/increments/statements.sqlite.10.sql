create table "a" ("id" integer primary key autoincrement not null);
create table "b" ("id" integer primary key autoincrement not null);
create table "c" ("id" integer primary key autoincrement not null);
create table "d" ("id" integer primary key autoincrement not null);
create table "e" ("id" integer primary key autoincrement not null);
create table "f" ("id" integer primary key autoincrement not null);
create table "g" ("key" integer primary key autoincrement not null, "number" integer not null);
create table "h" ("number" integer primary key autoincrement not null);
