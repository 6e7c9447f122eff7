create table "a" ("id" bigserial not null primary key, "d" integer default 5 not null, "e" bigint null, "f" float(53) not null, "g" float(24) not null, "h" double precision not null, "i" bytea not null, "j" bytea not null);
alter table "a" add constraint "a_e_foreign" foreign key ("e") references "a" ("id") on update set null;
alter table "a" add column "had_index" integer null;
alter table "a" drop constraint "a_e_foreign";
