CREATE TABLE notes (id int);
CREATE TABLE tags (id int);
