create table "t" ("id" integer primary key autoincrement not null, "name" varchar not null, "code" varchar not null, "owner_type" varchar not null, "owner_id" varchar not null, "made_at" datetime, "made_by" integer);
create index "t_owner_type_owner_id_index" on "t" ("owner_type", "owner_id");
