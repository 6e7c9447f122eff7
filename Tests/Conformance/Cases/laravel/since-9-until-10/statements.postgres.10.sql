create table "a" ("id" bigserial not null primary key);
