create table "without_computed" ("id" integer primary key autoincrement not null);
create table "without_set" ("id" integer primary key autoincrement not null);
