create table "a" ("id" integer primary key autoincrement not null, "l" varchar not null default 'it''s');
