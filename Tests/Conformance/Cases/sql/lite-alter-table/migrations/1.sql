CREATE TABLE parents (id INTEGER PRIMARY KEY, name TEXT);
CREATE TABLE children (id INTEGER PRIMARY KEY, parent_id INTEGER REFERENCES parents (id) ON DELETE CASCADE, a INT, b INT CHECK (b > 0));
CREATE INDEX by_a ON children (a) WHERE b > 0;
ALTER TABLE parents RENAME TO ancestors;
ALTER TABLE ancestors RENAME COLUMN id TO key;
ALTER TABLE children ADD COLUMN c TEXT NOT NULL DEFAULT 'c';
ALTER TABLE children ADD d INTEGER REFERENCES ancestors;
ALTER TABLE children RENAME b TO bb;
ALTER TABLE children DROP COLUMN c;
ALTER TABLE children ADD COLUMN g INT AS (a + 1) VIRTUAL;

-- What stands in a column's definition goes with it.
CREATE TABLE drop_target (x INTEGER PRIMARY KEY, y INT, UNIQUE (x, y));
CREATE TABLE drop_declared (
  id INTEGER PRIMARY KEY, a INT REFERENCES drop_target (x), b INT CHECK (b > 0),
  c INT CONSTRAINT named_key REFERENCES drop_target, d INT REFERENCES drop_target (x)
);
ALTER TABLE drop_declared RENAME COLUMN b TO old_b;
ALTER TABLE drop_declared DROP COLUMN a;
ALTER TABLE drop_declared DROP COLUMN old_b;
ALTER TABLE drop_declared DROP COLUMN c;
