CREATE TABLE t (id int);;
CREATE PROCEDURE add_column(tbl varchar(64), col varchar(64), def varchar(200))
BEGIN
  DECLARE CONTINUE HANDLER FOR 1060 BEGIN END;
  SET @sql = CONCAT('ALTER TABLE ', tbl, ' ADD COLUMN ', col, ' ', def);
  PREPARE s FROM @sql;
  EXECUTE s;
  DEALLOCATE PREPARE s;
END;;
CALL add_column('t', 'a', 'int NOT NULL');;
CALL add_column('t', 'a', 'int NOT NULL');;
CALL add_column('t', 'b', 'varchar(20)');;
CREATE PROCEDURE maybe()
BEGIN
  DECLARE n int DEFAULT 0;
  IF NOT EXISTS (SELECT * FROM information_schema.columns WHERE table_schema = DATABASE() AND table_name = 't' AND column_name = 'c') THEN
    ALTER TABLE t ADD COLUMN c int;
  END IF;
  WHILE n < 3 DO
    SET n = n + 1;
    IF n = 2 THEN
      CREATE TABLE two (id int);
    ELSE
      SET @x = CONCAT('CREATE TABLE n', n, ' (id int)');
      PREPARE s FROM @x;
      EXECUTE s;
    END IF;
  END WHILE;
END;;
CALL maybe();;
DROP PROCEDURE maybe;;
SET @s = IF((SELECT COUNT(*) FROM information_schema.statistics WHERE table_schema = DATABASE() AND table_name = 't' AND index_name = 'by_a') = 0, 'CREATE INDEX by_a ON t (a)', 'SELECT 1');;
PREPARE q FROM @s;;
EXECUTE q;;
EXECUTE IMMEDIATE 'ALTER TABLE t ADD COLUMN d int';;
CREATE TRIGGER tr BEFORE INSERT ON t FOR EACH ROW SET NEW.a = 1;;
