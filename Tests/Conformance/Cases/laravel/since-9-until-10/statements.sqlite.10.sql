create table "a" ("id" integer primary key autoincrement not null);
