create table "t" ("id" integer primary key autoincrement not null, "a" varchar default 'x', "b" integer not null default '3', "c" varchar not null, "d" text, "e" numeric not null, "f" tinyint(1) not null default '0', "g" datetime, "u_id" integer not null);
create unique index "t_c_unique" on "t" ("c");
create index "t_u_id_index" on "t" ("u_id");
create table "__temp__t" ("id" integer primary key autoincrement not null, "a" varchar not null, "b" integer not null default ('3'), "c" text not null, "d" varchar not null, "e" numeric not null, "f" tinyint(1) not null default ('0'), "g" datetime, "u_id" integer not null);
drop table "t";
alter table "__temp__t" rename to "t";
create unique index "t_c_unique" on "t" ("c");
create index "t_u_id_index" on "t" ("u_id");
alter table "t" rename column "b" to "bb";
