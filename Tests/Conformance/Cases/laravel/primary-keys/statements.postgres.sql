create table "a" ("x" integer not null, "y" integer not null);
alter table "a" add primary key ("x");
alter table "a" drop constraint "a_pkey";
alter table "a" add primary key ("x", "y");
