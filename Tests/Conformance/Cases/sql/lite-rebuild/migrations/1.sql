PRAGMA foreign_keys = OFF;
CREATE TABLE users (id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT, old TEXT);
CREATE TABLE posts (id INTEGER PRIMARY KEY, user_id INTEGER REFERENCES users (id));
CREATE INDEX users_name ON users (name);
CREATE TABLE new_users (id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL);
INSERT INTO new_users (id, name) SELECT id, name FROM users;
DROP TABLE users;
ALTER TABLE new_users RENAME TO users;
CREATE INDEX users_name ON users (name);
