create table "a" ("id" integer not null primary key autoincrement);
