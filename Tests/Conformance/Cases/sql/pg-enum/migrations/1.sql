CREATE TYPE mood AS ENUM ('sad', 'ok');
CREATE TABLE people (id integer, mood mood NOT NULL DEFAULT 'ok', moods mood[] DEFAULT '{}');
ALTER TYPE mood ADD VALUE 'happy';
ALTER TYPE mood ADD VALUE IF NOT EXISTS 'happy';
ALTER TYPE mood ADD VALUE 'meh' BEFORE 'ok';
ALTER TYPE mood ADD VALUE 'great' AFTER 'ok';
ALTER TYPE mood RENAME VALUE 'sad' TO 'unhappy';
ALTER TYPE mood RENAME TO feeling;
