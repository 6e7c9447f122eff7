CREATE TABLE g (
  a int NOT NULL, b int AS (a * 2), c int GENERATED ALWAYS AS (a + 1) STORED, d int AS (a) PERSISTENT UNIQUE, e varchar(10) GENERATED ALWAYS AS (concat('x', a)) VIRTUAL COMMENT 'made',
  j json, k varchar(20) AS (JSON_UNQUOTE(JSON_EXTRACT(j, '$.k'))) STORED, KEY (k)
);
ALTER TABLE g ADD COLUMN f int AS (a - 1) VIRTUAL AFTER a;
ALTER TABLE g MODIFY b bigint AS (a * 2);
