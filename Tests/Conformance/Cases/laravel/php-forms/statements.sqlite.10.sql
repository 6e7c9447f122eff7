create table "here" ("id" integer primary key autoincrement not null);
create table "named" ("key" integer primary key autoincrement not null, "name" varchar, "price" numeric not null, "a" integer, "b" integer, "c" integer, "t" varchar default 'it', "n" integer default '7', "u" varchar default 'ABC_1-2-3', "v" varchar default 'foo_bar', "coalesced" varchar, "shouted" datetime not null);
create index "spread" on "named" ("key", "name");
