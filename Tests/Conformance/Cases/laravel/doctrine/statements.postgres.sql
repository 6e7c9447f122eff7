create table "a" ("id" bigserial primary key not null, "b" varchar(255) not null);
create index "a_b_index" on "a" ("b");
create table "answers" ("column_id" varchar(255) null, "column_b" varchar(255) null, "has_index" varchar(255) null, "named_b" varchar(255) null, "tables_1" varchar(255) null);
