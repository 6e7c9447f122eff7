CREATE SCHEMA tools;
CREATE SEQUENCE numbers;
CREATE TYPE mood AS ENUM ('sad', 'glad');
CREATE FUNCTION bass(n integer) RETURNS integer LANGUAGE sql IMMUTABLE AS 'SELECT n + 1';
ALTER FUNCTION bass(integer) RENAME TO base;
CREATE FUNCTION twice(n integer) RETURNS integer LANGUAGE sql IMMUTABLE RETURN base(n) * 2;
CREATE FUNCTION twice(t text) RETURNS text AS $$ BEGIN RETURN t || t; END $$ LANGUAGE plpgsql IMMUTABLE STRICT;
CREATE OR REPLACE FUNCTION twice(n integer) RETURNS integer LANGUAGE sql IMMUTABLE RETURN base(n) + base(n);
CREATE FUNCTION tools."Next Label"(prefix text DEFAULT 'N') RETURNS text LANGUAGE plpgsql AS $body$
DECLARE found integer;
BEGIN
  SELECT count(*) INTO found FROM items;
  RETURN prefix || found || base(found);
END
$body$;
CREATE FUNCTION is_code(t text) RETURNS boolean IMMUTABLE LANGUAGE sql AS $$ SELECT t ~ '^[A-Z]+$' $$;
CREATE DOMAIN code AS text CHECK (is_code(VALUE));
CREATE FUNCTION cheer(m mood) RETURNS mood IMMUTABLE LANGUAGE sql AS $$ SELECT 'glad'::mood $$;
CREATE FUNCTION unused() RETURNS integer LANGUAGE sql AS 'SELECT 1';
CREATE FUNCTION on_change() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$;
CREATE TABLE items (
  id integer PRIMARY KEY,
  label text DEFAULT tools."Next Label"('I'),
  number text DEFAULT 'no-' || nextval('numbers'),
  doubled integer GENERATED ALWAYS AS (twice(id)) STORED,
  mood mood DEFAULT cheer('sad'),
  code code,
  CHECK (twice(label) <> '')
);
CREATE TRIGGER changed BEFORE UPDATE ON items FOR EACH ROW EXECUTE FUNCTION on_change();
CREATE FUNCTION shown(item items) RETURNS text IMMUTABLE LANGUAGE sql AS $$ SELECT item.label || item.code $$;
CREATE INDEX items_shown ON items (shown(items.*));
CREATE INDEX items_twice ON items (twice(label)) WHERE base(id) > 1;
CREATE FUNCTION all_items() RETURNS SETOF items LANGUAGE sql STABLE AS 'SELECT * FROM items';
CREATE VIEW listed AS SELECT a.id, a.label FROM all_items() AS a;
