create table "a" ("of_type" varchar not null, "of_id" varchar not null);
create index "a_of_type_of_id_index" on "a" ("of_type", "of_id");
create table "b" ("of_type" varchar not null, "of_id" varchar not null);
create index "b_of_type_of_id_index" on "b" ("of_type", "of_id");
create table "c" ("of_type" varchar not null, "of_id" integer not null);
create index "c_of_type_of_id_index" on "c" ("of_type", "of_id");
create table "d" ("id" integer primary key autoincrement not null, "a_id" integer not null);
alter table "d" add column "made" varchar;
create table "e" ("id" integer primary key autoincrement not null);
