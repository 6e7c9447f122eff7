create table "users" ("id" varchar not null, primary key ("id"));
create table "posts" ("id" integer primary key autoincrement not null, "user_id" varchar not null, "other_id" varchar, foreign key("user_id") references "users"("id"));
