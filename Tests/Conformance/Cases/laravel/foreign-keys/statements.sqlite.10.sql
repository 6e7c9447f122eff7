create table "users" ("id" integer primary key autoincrement not null, "uuid" varchar not null, "code" varchar not null);
create unique index "users_uuid_unique" on "users" ("uuid");
create unique index "users_code_unique" on "users" ("code");
create table "categories" ("id" integer primary key autoincrement not null);
create table "posts" ("id" integer primary key autoincrement not null, "user_id" integer not null, "author_id" integer, "editor_id" integer not null, "user_uuid" varchar not null, "category_id" integer not null, "code" varchar not null, "plain_id" integer not null, "indexed_id" integer not null, "parent_id" integer, foreign key("user_id") references "users"("id"), foreign key("author_id") references "users"("id") on delete set null, foreign key("editor_id") references "users"("id") on update cascade, foreign key("user_uuid") references "users"("uuid") on delete cascade, foreign key("category_id") references "categories"("id") on delete restrict on update cascade, foreign key("code") references "users"("code") on delete restrict);
create index "posts_indexed_id_index" on "posts" ("indexed_id");
alter table "posts" add column "later_id" integer;
