create table "kept" ("id" integer not null primary key autoincrement);
create table "inside" ("id" integer not null primary key autoincrement);
create table "level_1" ("id" integer not null primary key autoincrement);
