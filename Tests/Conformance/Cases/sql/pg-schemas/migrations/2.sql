CREATE TABLE moved (id integer PRIMARY KEY);
CREATE SCHEMA archive;
ALTER TABLE moved SET SCHEMA archive;
ALTER SCHEMA archive RENAME TO old;
CREATE SCHEMA doomed;
CREATE TABLE doomed.inside (id integer);
DROP SCHEMA doomed CASCADE;
ALTER TYPE app.kind SET SCHEMA public;
