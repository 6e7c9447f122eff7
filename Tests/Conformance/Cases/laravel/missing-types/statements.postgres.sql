create table "without_computed" ("id" bigserial primary key not null);
create table "without_set" ("id" bigserial primary key not null);
