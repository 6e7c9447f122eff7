create table "people" ("id" bigserial not null primary key, "state" varchar(255) not null default 'active', "kind" varchar(255) check ("kind" in ('active', 'gone')) not null, "level" integer not null default '1');
create table "teams" ("id" uuid not null, "user_id" bigint not null, "name" varchar(40) not null, "label" varchar(255) not null default 'from env', "missing" varchar(255) not null default 'fallback');
alter table "teams" add constraint "teams_user_id_foreign" foreign key ("user_id") references "people" ("id");
alter table "teams" add primary key ("id");
create table "members" ("team_id" uuid not null, "person_id" bigint not null, "common" varchar(255) null, "stamped_at" timestamp(0) without time zone null);
create table "extra" ("id" bigserial not null primary key);
