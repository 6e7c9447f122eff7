create table "users" ("id" bigserial not null primary key);
create table "posts" ("id" bigserial not null primary key, "user_id" bigint not null);
alter table "posts" add constraint "posts_user_id_foreign" foreign key ("user_id") references "users" ("id");
alter table "posts" drop column "user_id";
