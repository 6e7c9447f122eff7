create table "a" ("id" bigserial primary key not null);
