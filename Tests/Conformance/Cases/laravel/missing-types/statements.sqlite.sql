create table "without_computed" ("id" integer not null primary key autoincrement);
create table "without_set" ("id" integer not null primary key autoincrement);
