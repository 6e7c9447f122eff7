create table "a" ("id" bigserial primary key not null, "b" macaddr not null, "c" inet not null, "d" time(0) with time zone not null, "e" integer null);
create temporary table "t" ("id" bigserial primary key not null);
