create table "users" ("id" varchar not null, "u" varchar not null, "uuid" varchar not null, primary key ("id"));
create table "posts" ("id" integer primary key autoincrement not null, "user_id" varchar not null, "a_type" varchar not null, "a_id" varchar not null, "b_type" varchar, "b_id" varchar, foreign key("user_id") references "users"("id") on delete no action);
create index "posts_a_type_a_id_index" on "posts" ("a_type", "a_id");
create index "posts_b_type_b_id_index" on "posts" ("b_type", "b_id");
