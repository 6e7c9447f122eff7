create table "app_users" ("id" bigserial not null primary key, "email" varchar(255) not null);
alter table "app_users" add constraint "users_email_unique" unique ("email");
create table "app_posts" ("id" bigserial not null primary key, "user_id" bigint not null, "title" varchar(255) not null);
alter table "app_posts" add constraint "posts_user_id_foreign" foreign key ("user_id") references "app_users" ("id");
create index "posts_title_index" on "app_posts" ("title");
drop index "posts_title_index";
create index "posts_title_user_id_index" on "app_posts" ("title", "user_id");
alter table "app_posts" rename to "app_articles";
