create table "users" ("id" bigserial primary key not null);
create table "posts" ("id" bigserial primary key not null, "user_id" bigint not null);
alter table "posts" add constraint "posts_user_id_foreign" foreign key ("user_id") references "users" ("id");
alter table "posts" drop constraint "posts_user_id_foreign";
