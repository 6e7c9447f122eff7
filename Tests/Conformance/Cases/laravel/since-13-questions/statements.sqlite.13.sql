create table "owners" ("id" integer primary key autoincrement not null);
create table "things" ("id" integer primary key autoincrement not null, "name" varchar not null, "code" varchar not null, "owner_id" integer, foreign key("owner_id") references "owners"("id"));
create index "things_name_index" on "things" ("name");
create unique index "things_code_unique" on "things" ("code");
create view names as select name from things;
create table "answers" ("id" integer primary key autoincrement not null, "has_by_columns" tinyint(1) not null, "has_not_other" tinyint(1) not null, "has_not_by_name" tinyint(1) not null);
