ALTER TABLE fine ADD COLUMN w int;
CREATE TABLE half (
  id int,
  name te