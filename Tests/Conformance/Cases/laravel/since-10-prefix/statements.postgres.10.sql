create table "app_a" ("id" bigserial not null primary key, "of_" varchar(255) null);
