create table `users` (`id` bigint unsigned not null auto_increment primary key, `name` varchar(255) not null) default character set utf8mb4 collate 'utf8mb4_unicode_ci';
ALTER TABLE users ADD COLUMN raw integer;
CREATE TABLE made (id integer PRIMARY KEY, name varchar(20) NOT NULL); CREATE INDEX by_name ON made (name);
alter table `users` add index `users_raw_index`(`raw`);
ALTER TABLE made ADD COLUMN more text;
    CREATE TABLE heredoc (
        id integer PRIMARY KEY,
        made_id integer REFERENCES made (id)
    );
