create table "users" ("id" bigserial not null primary key, "name" varchar(255) not null, "email" varchar(255) not null, "email_verified_at" timestamp(0) without time zone null, "remember_token" varchar(100) null, "created_at" timestamp(0) without time zone null, "updated_at" timestamp(0) without time zone null);
alter table "users" add constraint "users_email_unique" unique ("email");
create table "posts" ("id" bigserial not null primary key, "user_id" bigint not null, "title" varchar(100) not null, "body" text null, "state" varchar(255) check ("state" in ('draft', 'published')) not null default 'draft', "deleted_at" timestamp(0) without time zone null);
alter table "posts" add constraint "posts_user_id_foreign" foreign key ("user_id") references "users" ("id") on delete cascade;
create index "posts_user_id_state_index" on "posts" ("user_id", "state");
