CREATE TABLE "double" ("a b" TEXT, [c d] INT, `e f` INT, 'g h' INT, key TEXT, "with ""q""" TEXT);
CREATE TABLE IF NOT EXISTS 'single' (id INTEGER PRIMARY KEY); -- comment; here
/* CREATE TABLE wrong (id); */
CREATE INDEX "idx 1" ON "double" ("a b", [c d]);
ALTER TABLE [double] RENAME COLUMN "a b" TO ab;
CREATE TABLE main.qualified (id INT);
BEGIN;
CREATE TABLE in_transaction (id INT);
COMMIT;
INSERT INTO qualified VALUES (1); DELETE FROM qualified;
