CREATE TABLE `parents` (
  `id` int unsigned NOT NULL AUTO_INCREMENT,
  `code` varchar(10) NOT NULL,
  PRIMARY KEY (`id`), UNIQUE KEY `code_unique` (`code`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci COMMENT='All parents';
CREATE TABLE children (
  id bigint NOT NULL AUTO_INCREMENT PRIMARY KEY COMMENT 'the key',
  parent_id int unsigned NOT NULL,
  other int unsigned,
  name varchar(100) NOT NULL DEFAULT '' COMMENT 'it''s a name',
  body text,
  email varchar(255) UNIQUE,
  KEY (name), KEY (name, email), INDEX by_body (body(20)), FULLTEXT KEY ft (body), FULLTEXT (name, body),
  UNIQUE (parent_id, name), UNIQUE INDEX named (other, name DESC),
  CONSTRAINT fk_parent FOREIGN KEY (parent_id) REFERENCES parents (id) ON DELETE CASCADE ON UPDATE CASCADE,
  FOREIGN KEY (other) REFERENCES parents (id) ON DELETE SET NULL,
  CONSTRAINT chk CHECK (body <> ''), CHECK (name <> '')
) AUTO_INCREMENT=100 ROW_FORMAT=DYNAMIC;
CREATE TABLE IF NOT EXISTS children (x int);
CREATE TABLE serials (id SERIAL, n INT DEFAULT 3 CHECK (n > 1), m INT CHECK (m > n));
CREATE TABLE inline_keys (id int PRIMARY KEY, p int unsigned REFERENCES parents (id), q int UNIQUE KEY);
