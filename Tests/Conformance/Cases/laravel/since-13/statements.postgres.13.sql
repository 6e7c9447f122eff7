create table "users" ("id" uuid not null);
alter table "users" add primary key ("id");
create table "posts" ("id" bigserial not null primary key, "user_id" uuid not null, "other_id" char(26) null);
alter table "posts" add constraint "posts_user_id_foreign" foreign key ("user_id") references "users" ("id");
