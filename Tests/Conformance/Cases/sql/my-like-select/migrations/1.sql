CREATE TABLE s (id int unsigned NOT NULL AUTO_INCREMENT PRIMARY KEY, name varchar(20) NOT NULL DEFAULT 'n' COMMENT 'c', n decimal(8,2), KEY (name)) ENGINE=MyISAM;
CREATE TABLE copied LIKE s;
CREATE TABLE selected AS SELECT id, name, n FROM s;
CREATE TABLE mixed (extra int, id bigint) SELECT id, name FROM s;
CREATE TABLE computed AS SELECT id + 1 AS next, concat(name, 'x') AS both_, count(*) AS total, 'abc' AS word, now() AS made FROM s GROUP BY id, name;
CREATE TEMPORARY TABLE temp (id int);
DROP TEMPORARY TABLE temp;
DROP TABLE IF EXISTS nothing, computed;
