create table "t" ("id" integer primary key autoincrement not null, "data" text not null, "a" varchar as (json_extract("data", '$."name"')));
create table "u" ("id" integer primary key autoincrement not null, "data" text not null, "a" varchar as (json_extract("data", '$."name"')) stored);
