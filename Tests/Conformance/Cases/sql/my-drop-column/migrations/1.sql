CREATE TABLE t (id int PRIMARY KEY, a int, b int, c int, d int, KEY ab (a, b), KEY bc (b, c), KEY only_a (a), CHECK (d > 0));
ALTER TABLE t DROP COLUMN a;
ALTER TABLE t DROP b;
ALTER TABLE t DROP COLUMN d;
