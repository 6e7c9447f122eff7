create table "without_computed" ("id" bigserial not null primary key);
create table "without_set" ("id" bigserial not null primary key);
