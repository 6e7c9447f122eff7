create table "here" ("id" bigserial not null primary key);
create table "named" ("key" bigserial not null primary key, "name" varchar(30) null, "price" decimal(8, 4) not null, "a" smallint null, "b" smallint null, "c" smallint null, "t" varchar(255) null default 'it', "n" integer null default '7', "u" varchar(255) null default 'ABC_1-2-3', "v" varchar(255) null default 'foo_bar', "coalesced" varchar(255) null, "shouted" timestamp(0) without time zone not null);
create index "spread" on "named" ("key", "name");
