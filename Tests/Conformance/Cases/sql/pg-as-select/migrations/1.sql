CREATE TABLE source (id integer PRIMARY KEY, name varchar(20) NOT NULL, n numeric(10,2), tags text[], at timestamptz);
CREATE TABLE copy AS SELECT * FROM source;
CREATE TABLE several AS SELECT id, name AS title, n + 1 AS more, count(*) OVER () AS total, now() AS made FROM source;
CREATE TABLE empty AS TABLE source WITH NO DATA;
CREATE TABLE named (a, b) AS SELECT id, name FROM source;
SELECT id, upper(name) AS loud, 'x' AS constant, 1 AS one, true AS yes, NULL AS nothing INTO into_table FROM source;
CREATE TEMP TABLE gone AS SELECT 1 AS x;
CREATE TABLE joined AS SELECT s.id, e.name, s.name AS other, coalesce(s.n, 0) AS n, s.at::date AS day, array_agg(s.id) AS ids
  FROM source s LEFT JOIN empty e ON e.id = s.id GROUP BY s.id, e.name, s.name, s.n, s.at;
CREATE TABLE valued AS VALUES (1, 'one'), (2, 'two');
CREATE TABLE cased AS SELECT CASE WHEN id > 1 THEN 'big' ELSE 'small' END AS size, id::text || name AS both, length(name) AS len FROM source;
