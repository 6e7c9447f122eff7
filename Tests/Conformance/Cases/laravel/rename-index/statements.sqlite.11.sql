create table "a" ("id" integer primary key autoincrement not null, "x" varchar not null, "y" varchar not null);
create index "a_x_index" on "a" ("x");
create unique index "a_y_unique" on "a" ("y");
drop index "a_x_index";
create index "by_x" on "a" ("x");
