CREATE TABLE a (id int SPARKLING, b text);
CREATE SCHEMA s CREATE TABLE inside (id int);
