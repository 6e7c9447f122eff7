create table "owners" ("id" bigserial not null primary key);
create table "t" ("id" bigserial not null primary key, "a" integer not null, "b" integer not null, "owner_id" bigint not null, "other_id" bigint not null);
alter table "t" add constraint "t_a_unique" unique ("a") deferrable initially deferred;
alter table "t" add constraint "t_owner_id_foreign" foreign key ("owner_id") references "owners" ("id") deferrable initially immediate;
alter table "t" add constraint "t_other_id_foreign" foreign key ("other_id") references "owners" ("id") not valid;
create index "t_b_index" on "t" using hash ("b");
