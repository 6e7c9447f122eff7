create table "t" ("id" bigserial not null primary key, "name" varchar(191) not null, "code" varchar(20) not null, "owner_type" varchar(191) not null, "owner_id" uuid not null, "made_at" timestamp(0) without time zone null, "made_by" bigint null);
create index "t_owner_type_owner_id_index" on "t" ("owner_type", "owner_id");
