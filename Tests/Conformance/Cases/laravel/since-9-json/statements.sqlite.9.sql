create table "t" ("id" integer not null primary key autoincrement, "data" text not null, "a" varchar as (json_extract("data", '$."name"')));
create table "u" ("id" integer not null primary key autoincrement, "data" text not null, "a" varchar as (json_extract("data", '$."name"')) stored);
