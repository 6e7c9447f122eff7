create table "a" ("id" integer primary key autoincrement not null, "created_at" datetime, "updated_at" datetime, "b" varchar not null default 'x');
alter table "a" drop column "created_at";
alter table "a" drop column "updated_at";
alter table "a" add column "c" varchar;
