create table "app_a" ("id" bigserial not null primary key, "of_app_" varchar(255) null);
