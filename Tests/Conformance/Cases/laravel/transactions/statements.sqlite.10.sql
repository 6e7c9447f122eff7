create table "kept" ("id" integer primary key autoincrement not null);
create table "inside" ("id" integer primary key autoincrement not null);
create table "level_1" ("id" integer primary key autoincrement not null);
