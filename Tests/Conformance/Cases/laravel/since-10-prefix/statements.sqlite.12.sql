create table "app_a" ("id" integer primary key autoincrement not null, "of_app_" varchar);
