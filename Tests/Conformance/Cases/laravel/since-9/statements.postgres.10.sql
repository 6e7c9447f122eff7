create table "users" ("id" char(26) not null, "u" char(26) not null, "uuid" uuid not null);
alter table "users" add primary key ("id");
create table "posts" ("id" bigserial not null primary key, "user_id" char(26) not null, "a_type" varchar(255) not null, "a_id" char(26) not null, "b_type" varchar(255) null, "b_id" char(26) null);
alter table "posts" add constraint "posts_user_id_foreign" foreign key ("user_id") references "users" ("id") on delete no action;
create index "posts_a_type_a_id_index" on "posts" ("a_type", "a_id");
create index "posts_b_type_b_id_index" on "posts" ("b_type", "b_id");
comment on table "posts" is 'All posts';
