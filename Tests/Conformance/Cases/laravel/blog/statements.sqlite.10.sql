create table "users" ("id" integer primary key autoincrement not null, "name" varchar not null, "email" varchar not null, "email_verified_at" datetime, "remember_token" varchar, "created_at" datetime, "updated_at" datetime);
create unique index "users_email_unique" on "users" ("email");
create table "posts" ("id" integer primary key autoincrement not null, "user_id" integer not null, "title" varchar not null, "body" text, "state" varchar check ("state" in ('draft', 'published')) not null default 'draft', "deleted_at" datetime, foreign key("user_id") references "users"("id") on delete cascade);
create index "posts_user_id_state_index" on "posts" ("user_id", "state");
