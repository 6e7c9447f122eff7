create table "a" ("id" bigserial not null primary key, "x" varchar(255) not null, "y" varchar(255) not null);
create index "a_x_index" on "a" ("x");
alter table "a" add constraint "a_y_unique" unique ("y");
alter index "a_x_index" rename to "by_x";
