create table "a" ("id" bigserial primary key not null);
create table "found" ("id" bigserial primary key not null);
