create table "a" ("id" bigserial not null primary key, "created_at" timestamp(0) with time zone null, "updated_at" timestamp(0) with time zone null, "b" varchar(255) not null default 'x');
alter table "a" drop column "created_at", drop column "updated_at";
alter table "a" add column "c" varchar(255) null;
