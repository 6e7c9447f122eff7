CREATE UNLOGGED TABLE u (id integer);
CREATE TEMPORARY TABLE t (id integer);
CREATE TABLE IF NOT EXISTS u (other integer);
CREATE TABLE dropped (id integer);
DROP TABLE dropped, t;
DROP TABLE IF EXISTS nothing;
