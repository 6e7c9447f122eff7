create table "users" ("id" bigserial not null primary key, "name" varchar(255) not null);
ALTER TABLE users ADD COLUMN raw integer;
CREATE TABLE made (id integer PRIMARY KEY, name varchar(20) NOT NULL); CREATE INDEX by_name ON made (name);
create index "users_raw_index" on "users" ("raw");
ALTER TABLE made ADD COLUMN more text;
    CREATE TABLE heredoc (
        id integer PRIMARY KEY,
        made_id integer REFERENCES made (id)
    );
