create table "people" ("id" integer primary key autoincrement not null, "state" varchar not null default 'active', "kind" varchar check ("kind" in ('active', 'gone')) not null, "level" integer not null default '1');
create table "teams" ("id" varchar not null, "user_id" integer not null, "name" varchar not null, "label" varchar not null default 'from env', "missing" varchar not null default 'fallback', foreign key("user_id") references "people"("id"), primary key ("id"));
create table "members" ("team_id" varchar not null, "person_id" integer not null, "common" varchar, "stamped_at" datetime);
create table "extra" ("id" integer primary key autoincrement not null);
