CREATE TABLE t (a tinytext, b text, c mediumtext, d varchar(100), e char(10), f varchar(10) CHARACTER SET ascii) DEFAULT CHARACTER SET latin1;
ALTER TABLE t CONVERT TO CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
CREATE TABLE u (a text CHARACTER SET latin1, b text) CHARSET utf8;
ALTER TABLE u DEFAULT CHARACTER SET utf8mb4;
ALTER TABLE u MODIFY a text CHARACTER SET utf8mb4;
