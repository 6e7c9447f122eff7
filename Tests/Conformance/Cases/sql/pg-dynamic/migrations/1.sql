CREATE TABLE part_a (id integer);
CREATE TABLE part_b (id integer, CONSTRAINT odd_name CHECK (id > 0));
CREATE TABLE other (id integer);
DO $$
DECLARE
  t text;
  c record;
  names text[] := ARRAY['x', 'y'];
  total int;
BEGIN
  FOR t IN SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename LIKE 'part\_%' LOOP
    EXECUTE format('ALTER TABLE %I ADD COLUMN %s integer DEFAULT %L', t, names[1] || '_1', '5');
  END LOOP;
  SELECT count(*) INTO total FROM information_schema.tables WHERE table_schema = 'public';
  IF total = 3 THEN
    EXECUTE 'CREATE TABLE counted_' || total || ' (id int)';
  END IF;
  FOR c IN SELECT conname FROM pg_constraint WHERE conrelid = 'part_b'::regclass AND contype = 'c' LOOP
    EXECUTE 'ALTER TABLE part_b RENAME CONSTRAINT ' || quote_ident(c.conname) || ' TO part_b_check';
  END LOOP;
  CASE WHEN total > 5 THEN
    DROP TABLE other;
  ELSE
    ALTER TABLE other ADD COLUMN kept integer;
  END CASE;
  BEGIN
    ALTER TABLE missing ADD COLUMN x integer;
  EXCEPTION
    WHEN undefined_table THEN
      CREATE TABLE was_missing (id integer);
    WHEN OTHERS THEN
      DROP TABLE other;
  END;
  IF to_regclass('public.other') IS NOT NULL AND NOT EXISTS (SELECT 1 FROM pg_indexes WHERE indexname = 'nope') THEN
    CREATE INDEX nope ON other (id);
  END IF;
  PERFORM 1 FROM information_schema.columns WHERE table_name = 'other' AND column_name = 'kept';
  IF FOUND THEN
    ALTER TABLE other RENAME COLUMN kept TO found;
  END IF;
END
$$;
