CREATE TABLE teams (
  id integer NOT NULL PRIMARY KEY,
  name varchar(100) NOT NULL UNIQUE,
  size integer DEFAULT 0 CHECK (size >= 0)
);
CREATE TABLE users (
  id integer NOT NULL,
  team_id integer REFERENCES teams (id) ON DELETE CASCADE,
  email varchar(255) NOT NULL,
  active boolean NOT NULL DEFAULT true,
  note text,
  price decimal(10, 2) DEFAULT 1.5,
  created_at timestamp DEFAULT CURRENT_TIMESTAMP,
  PRIMARY KEY (id),
  UNIQUE (team_id, email),
  CONSTRAINT users_email_at CHECK (email LIKE '%@%')
);
CREATE INDEX users_note ON users (team_id, active);
