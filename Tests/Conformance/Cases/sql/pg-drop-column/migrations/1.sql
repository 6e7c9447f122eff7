CREATE TABLE t (
  id integer PRIMARY KEY, a integer, b integer, c integer, d integer, e text,
  UNIQUE (a, b), CHECK (c > 0), CHECK (c > d), CONSTRAINT only_d CHECK (d > 0)
);
CREATE INDEX t_c_d ON t (c, d);
CREATE INDEX t_d ON t (d) WHERE c > 0;
CREATE INDEX t_expr ON t ((c + d));
CREATE INDEX t_e ON t (e) INCLUDE (d);
CREATE VIEW v AS SELECT e FROM t;
CREATE TABLE r (id integer PRIMARY KEY, t_id integer REFERENCES t);
ALTER TABLE t DROP COLUMN b;
ALTER TABLE t DROP COLUMN c;
ALTER TABLE t DROP COLUMN e CASCADE;
ALTER TABLE t DROP COLUMN id CASCADE;
