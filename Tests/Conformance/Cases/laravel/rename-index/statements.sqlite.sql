create table "a" ("id" integer not null primary key autoincrement, "x" varchar not null, "y" varchar not null);
create index "a_x_index" on "a" ("x");
create unique index "a_y_unique" on "a" ("y");
DROP INDEX a_x_index;
CREATE INDEX by_x ON a (x);
