create table "a" ("id" bigserial not null primary key, "b" macaddr not null, "c" inet not null, "d" time(0) with time zone not null, "e" integer null);
create temporary table "t" ("id" bigserial not null primary key);
