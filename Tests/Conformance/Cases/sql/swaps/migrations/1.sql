CREATE TABLE a (id int PRIMARY KEY, only_a int);
CREATE TABLE b (id int PRIMARY KEY, a_id int, only_b int, FOREIGN KEY (a_id) REFERENCES a (id));
ALTER TABLE a RENAME TO tmp;
ALTER TABLE b RENAME TO a;
ALTER TABLE tmp RENAME TO b;
ALTER TABLE a RENAME COLUMN only_b TO swap;
ALTER TABLE a RENAME COLUMN a_id TO only_b;
ALTER TABLE a RENAME COLUMN swap TO a_id;
CREATE INDEX by_only ON a (only_b, a_id);
