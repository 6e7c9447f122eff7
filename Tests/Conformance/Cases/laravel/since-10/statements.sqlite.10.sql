create table "a" ("id" integer primary key autoincrement not null, "created_at" datetime, "updated_at" datetime, "deleted_at" datetime, "b_id" integer, foreign key("b_id") references "a"("id") on update no action);
create table "b" ("id" integer primary key autoincrement not null, "gone_at" datetime);
alter table "b" add column "had" varchar;
alter table "b" add column "had_not" varchar;
