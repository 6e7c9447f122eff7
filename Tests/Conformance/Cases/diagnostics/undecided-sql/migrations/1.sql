CREATE TABLE a (id int);
INSERT INTO a SELECT 1;
CREATE EXTENSION pgcrypto;
DO $$ BEGIN
  IF current_setting('app.mode') = 'x' THEN
    ALTER TABLE a ADD COLUMN maybe int;
  END IF;
END $$;
