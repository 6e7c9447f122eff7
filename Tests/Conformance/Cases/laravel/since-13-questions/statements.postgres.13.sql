create table "owners" ("id" bigserial not null primary key);
create table "things" ("id" bigserial not null primary key, "name" varchar(255) not null, "code" varchar(20) not null, "owner_id" bigint null);
alter table "things" add constraint "things_owner_id_foreign" foreign key ("owner_id") references "owners" ("id");
create index "things_name_index" on "things" ("name");
alter table "things" add constraint "things_code_unique" unique ("code");
create view names as select name from things;
create table "answers" ("id" bigserial not null primary key, "has_by_columns" boolean not null, "has_not_other" boolean not null, "has_by_name" boolean not null);
