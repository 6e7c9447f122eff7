CREATE TABLE a (id integer);
CREATE OR REPLACE FUNCTION add_stamp(tbl text) RETURNS void AS $$
BEGIN
  EXECUTE format('ALTER TABLE %I ADD COLUMN updated_at timestamptz', tbl);
END;
$$ LANGUAGE plpgsql;
SELECT add_stamp('a');
CREATE PROCEDURE make(name text, n integer DEFAULT 2) LANGUAGE plpgsql AS $$
BEGIN
  FOR i IN 1..n LOOP
    EXECUTE 'CREATE TABLE ' || name || '_' || i || ' (id bigserial PRIMARY KEY)';
  END LOOP;
END $$;
CALL make('made');
CALL make('more', 1);
CREATE FUNCTION in_sql() RETURNS void LANGUAGE sql AS 'CREATE TABLE from_sql (id integer)';
SELECT in_sql();
CREATE FUNCTION on_change() RETURNS trigger AS $$
BEGIN
  CREATE TABLE never (id integer);
  RETURN NEW;
END $$ LANGUAGE plpgsql;
CREATE TRIGGER t BEFORE INSERT ON a FOR EACH ROW EXECUTE FUNCTION on_change();
DO $$ BEGIN PERFORM add_stamp('from_sql'); END $$;
DROP FUNCTION add_stamp(text);
DROP PROCEDURE make;
