create table "a" ("id" bigserial not null primary key, "created_at" timestamp(0) without time zone null, "updated_at" timestamp(0) without time zone null, "deleted_at" timestamp(0) without time zone null, "b_id" bigint null);
alter table "a" add constraint "a_b_id_foreign" foreign key ("b_id") references "a" ("id") on update no action;
create table "b" ("id" bigserial not null primary key, "gone_at" timestamp(3) without time zone null);
alter table "b" add column "had" varchar(255) null;
alter table "b" add column "had_not" varchar(255) null;
