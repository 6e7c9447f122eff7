create table "a" ("of_type" varchar(255) not null, "of_id" uuid not null);
create index "a_of_type_of_id_index" on "a" ("of_type", "of_id");
create table "b" ("of_type" varchar(255) not null, "of_id" char(26) not null);
create index "b_of_type_of_id_index" on "b" ("of_type", "of_id");
create table "c" ("of_type" varchar(255) not null, "of_id" bigint not null);
create index "c_of_type_of_id_index" on "c" ("of_type", "of_id");
create table "d" ("id" bigserial primary key not null, "a_id" bigint not null);
alter table "d" add column "made" varchar(255) null;
create table "e" ("id" bigserial primary key not null);
