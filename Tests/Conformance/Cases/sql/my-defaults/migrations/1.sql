CREATE TABLE d (
  a varchar(10) DEFAULT 'x', b int DEFAULT 5, c int DEFAULT '5', e decimal(10,2) DEFAULT 1.5, f float DEFAULT 1.50, g bool DEFAULT true,
  h timestamp NOT NULL DEFAULT CURRENT_TIMESTAMP ON UPDATE CURRENT_TIMESTAMP, i datetime DEFAULT NOW(), j datetime(3) DEFAULT CURRENT_TIMESTAMP(3),
  k varchar(36) DEFAULT (UUID()), l int DEFAULT -1, m varchar(5) DEFAULT NULL, n text DEFAULT 'text', o json DEFAULT '{}', p int DEFAULT (1 + 2),
  q bit(1) DEFAULT b'0', r enum('a','b') NOT NULL DEFAULT 'a', s date DEFAULT '2020-01-01', t timestamp NOT NULL, u timestamp NOT NULL, v timestamp NULL DEFAULT NULL,
  w char(1) DEFAULT "q", x double DEFAULT 0, y date DEFAULT CURRENT_DATE, z datetime DEFAULT '0000-00-00 00:00:00', aa varchar(9) DEFAULT 'it''s', ab binary(2) DEFAULT 0x4142,
  ac decimal(5,1) DEFAULT 3, ad int unsigned DEFAULT 0, ae time DEFAULT '10:00', af double DEFAULT '1.0', ag tinyint(1) DEFAULT '0', ah bigint DEFAULT 1e3, ai varchar(10) DEFAULT 5
);
SET sql_mode = '';
