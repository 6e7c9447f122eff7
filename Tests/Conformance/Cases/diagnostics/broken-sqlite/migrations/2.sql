CREATE TABLE fine (id INTEGER);
/* SQLite lets a comment end with the file