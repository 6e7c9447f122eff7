-- migrate:up
CREATE TABLE a (id int PRIMARY KEY);

-- migrate:down
DROP TABLE a;
