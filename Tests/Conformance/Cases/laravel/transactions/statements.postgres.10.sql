create table "kept" ("id" bigserial not null primary key);
create table "inside" ("id" bigserial not null primary key);
create table "level_2" ("id" bigserial not null primary key);
