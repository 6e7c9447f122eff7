create table "t" ("id" integer primary key autoincrement not null, "a" varchar default 'x', "b" varchar not null default 'b', "c" integer not null default '5', "d" tinyint(1) not null default '1', "e" tinyint(1) not null default '0', "f" datetime not null default CURRENT_TIMESTAMP, "g" numeric not null default '1.5', "h" float not null default '0', "i" varchar not null, "j" integer not null, "k" text, "l" varchar, "m" date not null default '2020-01-01', "n" integer not null default '-3', "o" datetime default CURRENT_TIMESTAMP, "p" varchar not null default 'raw', "q" datetime not null default CURRENT_TIMESTAMP, "r" integer not null default '7', "s" varchar not null default '', "u" integer as (c + 1) stored, "v" text, "w" integer not null default '0', "x" varchar not null, "y" varchar not null, "z" varchar not null);
create unique index "t_b_unique" on "t" ("b");
create index "t_c_index" on "t" ("c");
create index "by_x" on "t" ("x");
create unique index "only_y" on "t" ("y");
