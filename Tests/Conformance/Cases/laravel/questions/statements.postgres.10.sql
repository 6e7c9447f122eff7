create table "owners" ("id" bigserial not null primary key);
create table "things" ("id" bigserial not null primary key, "name" varchar(255) not null, "code" varchar(20) not null, "owner_id" bigint null);
alter table "things" add constraint "things_owner_id_foreign" foreign key ("owner_id") references "owners" ("id");
create index "things_name_index" on "things" ("name");
alter table "things" add constraint "things_code_unique" unique ("code");
create view names as select name from things;
create table "answers" ("id" bigserial not null primary key, "listed_id" varchar(255) null, "listed_name" varchar(255) null, "listed_code" varchar(255) null, "listed_owner_id" varchar(255) null, "has_view" varchar(255) null, "column_id" varchar(255) null, "column_name" varchar(255) null, "column_code" varchar(255) null, "column_owner_id_null" varchar(255) null, "index_code_unique" varchar(255) null, "index_name_plain" varchar(255) null, "index_id_primary" varchar(255) null, "listed_index" varchar(255) null, "has_index" varchar(255) null, "has_named_index" varchar(255) null, "key_owner_id_owners_id" varchar(255) null, "table_owners" varchar(255) null, "table_things" varchar(255) null, "table_listed" varchar(255) null, "view_names" varchar(255) null, "types_0" varchar(255) null);
