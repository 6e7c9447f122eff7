/* An open comment
ALTER TABLE a ADD COLUMN z int;
