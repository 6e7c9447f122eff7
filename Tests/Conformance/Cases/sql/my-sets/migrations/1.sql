CREATE TABLE t (a ENUM('x','y z','it''s','a,b') NOT NULL DEFAULT 'x', b SET('r','g') DEFAULT 'r,g', c ENUM('Ä', "q") CHARACTER SET utf8mb4);
ALTER TABLE t MODIFY a ENUM('x','y z','it''s','a,b','new') DEFAULT NULL;
ALTER TABLE t MODIFY b SET('r','g','b') NOT NULL;
