CREATE TABLE IF NOT EXISTS "migrations" ("id" integer not null primary key autoincrement, "migration" varchar not null, "batch" integer not null);
CREATE TABLE IF NOT EXISTS "old" ("id" integer not null primary key autoincrement, "name" varchar);
INSERT INTO migrations VALUES(1,'2024_01_01_000001_step',1);

alter table "old" add column "new" varchar;
