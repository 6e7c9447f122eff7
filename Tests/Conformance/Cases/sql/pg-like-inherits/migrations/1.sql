CREATE TABLE base (
  id serial PRIMARY KEY, name text NOT NULL DEFAULT 'x', size integer CHECK (size > 0),
  double integer GENERATED ALWAYS AS (size * 2) STORED
);
COMMENT ON COLUMN base.name IS 'The name';
CREATE INDEX base_name ON base (name);
CREATE TABLE plain_copy (LIKE base, extra text);
CREATE TABLE full_copy (LIKE base INCLUDING ALL);
CREATE TABLE some_copy (LIKE base INCLUDING DEFAULTS INCLUDING CONSTRAINTS, extra text);
CREATE TABLE most_copy (LIKE base INCLUDING ALL EXCLUDING INDEXES);
CREATE TABLE child (more text) INHERITS (base);
ALTER TABLE base ADD COLUMN later integer;
ALTER TABLE base RENAME COLUMN name TO title;
CREATE TABLE orphan (more text) INHERITS (base);
ALTER TABLE orphan NO INHERIT base;
CREATE TABLE adopted (LIKE base INCLUDING DEFAULTS INCLUDING CONSTRAINTS);
ALTER TABLE base DROP COLUMN later;
