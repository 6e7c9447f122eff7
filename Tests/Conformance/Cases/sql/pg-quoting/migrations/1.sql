CREATE TABLE "User" (Id integer PRIMARY KEY, "firstName" text DEFAULT 'it''s', "select" text DEFAULT E'a\nb', "with ""quotes""" text);
CREATE TABLE USERS (ID integer, "userId" integer REFERENCES "User" (ID));
/* a comment /* nested */ still */
CREATE TABLE d (a text DEFAULT $$dollar 'quoted'$$, b text DEFAULT $x$y$x$);
COMMENT ON TABLE "User" IS 'People; with a semicolon -- and dashes';
COMMENT ON COLUMN "User"."firstName" IS E'line\ttab';
COMMENT ON TABLE users IS 'gone';
COMMENT ON TABLE users IS NULL;
ALTER TABLE "User" RENAME COLUMN "firstName" TO first_name;
CREATE INDEX "User_idx" ON "User" (first_name, "select");
CREATE TABLE "Ünï" ("ö" int);
