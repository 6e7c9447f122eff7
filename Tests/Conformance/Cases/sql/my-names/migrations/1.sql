CREATE TABLE `Mixed Case` (`Id` int PRIMARY KEY, `select` int, Name varchar(10), KEY (Name));
ALTER TABLE `Mixed Case` CHANGE ID id2 int;
ALTER TABLE `Mixed Case` DROP COLUMN NAME;
CREATE TABLE checks (a int CHECK (a > 0), b int, CHECK (b > 0), CONSTRAINT CHECK (a > b), CONSTRAINT c1 CHECK (a <> 3));
ALTER TABLE checks ADD CHECK (b < 100), ADD CONSTRAINT big CHECK (b < 1000);
ALTER TABLE checks DROP CONSTRAINT CONSTRAINT_1;
ALTER TABLE checks DROP CONSTRAINT IF EXISTS none;
CREATE TABLE uniq (a int, b int, UNIQUE (a), UNIQUE (a, b), UNIQUE (b), UNIQUE a_2x (a), KEY (b), KEY (b));

-- A prefix as long as the column is none.
CREATE TABLE whole (a varchar(191) NOT NULL, b char(8), c varbinary(16), d text, KEY whole_a (a(191), b(8)),
  UNIQUE whole_c (c(16)), KEY parts (a(190), d(32)));
CREATE TABLE prefixed_key (token text NOT NULL, part varchar(20), other int, PRIMARY KEY (token(191), part(20)));
ALTER TABLE prefixed_key RENAME COLUMN token TO secret;
