create table "kept" ("id" bigserial primary key not null);
create table "inside" ("id" bigserial primary key not null);
create table "level_2" ("id" bigserial primary key not null);
