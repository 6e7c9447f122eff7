PRAGMA foreign_keys = OFF;
ALTER TABLE users RENAME TO users_old;
CREATE TABLE users (id INTEGER PRIMARY KEY, name TEXT, email TEXT UNIQUE);
INSERT INTO users (id, name) SELECT id, name FROM users_old;
DROP TABLE users_old;
