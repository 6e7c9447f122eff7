CREATE TABLE users (id int PRIMARY KEY, name varchar(20));
CREATE VIEW all_users AS SELECT * FROM users;
CREATE OR REPLACE ALGORITHM=MERGE SQL SECURITY INVOKER VIEW named (a, b) AS SELECT id, upper(name) FROM users;
CREATE VIEW expressions AS SELECT count(*), max(name) AS top, 1 + 1, u.id FROM users u GROUP BY u.id;
ALTER VIEW all_users AS SELECT id FROM users;
CREATE VIEW gone AS SELECT 1 AS one;
DROP VIEW IF EXISTS gone, never;
RENAME TABLE named TO renamed;
