create table "a" ("id" bigserial not null primary key, "l" varchar(255) not null default 'it''s');
