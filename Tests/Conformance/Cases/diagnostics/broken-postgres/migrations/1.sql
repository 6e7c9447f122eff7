CREATE TABLE a (id int PRIMARY KEY);
CREATE TABLE b (id int,,);
CREATE TABLE c (id int;
CREATE TABEL d (id int);
CREAT TABLE e (id int);
ALTER TABLE a ADD COLMN y int;
CREATE TABLE f (id int)
CREATE TABLE g (id int);
CREATE TABLE h (id int));
CREATE TABLE fine (id int);
