create table "t" ("id" bigserial not null primary key, "a" varchar(255) null default 'x', "b" varchar(255) not null default 'b', "c" integer not null default '5', "d" boolean not null default '1', "e" boolean not null default '0', "f" timestamp(0) without time zone not null default CURRENT_TIMESTAMP, "g" decimal(8, 2) not null default '1.5', "h" float(53) not null default '0', "i" varchar(20) collate "C" not null, "j" integer not null, "k" json null, "l" varchar(255) null, "m" date not null default '2020-01-01', "n" integer not null default '-3', "o" timestamp(0) without time zone null default CURRENT_TIMESTAMP, "p" varchar(255) not null default 'raw', "q" timestamp(0) without time zone not null default CURRENT_TIMESTAMP, "r" bigint not null default '7', "s" varchar(255) not null default '', "u" integer null generated always as (c + 1) stored, "v" text null, "w" bigint not null default '0', "x" varchar(255) not null, "y" varchar(255) not null, "z" varchar(10) not null);
alter table "t" add constraint "t_b_unique" unique ("b");
create index "t_c_index" on "t" ("c");
create index "by_x" on "t" ("x");
alter table "t" add constraint "only_y" unique ("y");
alter sequence t_id_seq restart with 1000;
comment on column "t"."a" is 'A note';
comment on column "t"."w" is 'It''s; a ''note''';
