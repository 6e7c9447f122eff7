CREATE TABLE users (id INTEGER PRIMARY KEY, name TEXT);
CREATE TABLE posts (id INTEGER PRIMARY KEY, user_id INTEGER, title TEXT);
CREATE VIEW names AS SELECT name FROM users;
CREATE VIEW everything AS SELECT * FROM posts, users WHERE users.id = posts.user_id;
CREATE VIEW joined AS SELECT p.title, users.name AS author FROM posts p JOIN users ON users.id = p.user_id;
