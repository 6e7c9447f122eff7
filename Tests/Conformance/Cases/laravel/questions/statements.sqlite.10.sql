create table "owners" ("id" integer primary key autoincrement not null);
create table "things" ("id" integer primary key autoincrement not null, "name" varchar not null, "code" varchar not null, "owner_id" integer, foreign key("owner_id") references "owners"("id"));
create index "things_name_index" on "things" ("name");
create unique index "things_code_unique" on "things" ("code");
create view names as select name from things;
create table "answers" ("id" integer primary key autoincrement not null, "listed_id" varchar, "listed_name" varchar, "listed_code" varchar, "listed_owner_id" varchar, "has_view" varchar, "column_id" varchar, "column_name" varchar, "column_code" varchar, "column_owner_id_null" varchar, "index_id_primary" varchar, "index_code_unique" varchar, "index_name_plain" varchar, "listed_index" varchar, "has_index" varchar, "has_named_index" varchar, "key_owner_id_owners_id" varchar, "table_owners" varchar, "table_things" varchar, "table_listed" varchar, "view_names" varchar);
