create table "t" ("id" bigserial not null primary key, "a" integer null, "b" integer not null);
alter table "t" add constraint "t_a_unique" unique nulls not distinct ("a");
create index concurrently "t_b_index" on "t" ("b");
