create table "app_users" ("id" integer primary key autoincrement not null, "email" varchar not null);
create unique index "users_email_unique" on "app_users" ("email");
create table "app_posts" ("id" integer primary key autoincrement not null, "user_id" integer not null, "title" varchar not null, foreign key("user_id") references "app_users"("id"));
create index "posts_title_index" on "app_posts" ("title");
drop index "posts_title_index";
create index "posts_title_user_id_index" on "app_posts" ("title", "user_id");
alter table "app_posts" rename to "app_articles";
