CREATE TABLE t (id integer);
DO $$ BEGIN
  CREATE TYPE state AS ENUM ('on', 'off');
EXCEPTION WHEN duplicate_object THEN NULL;
END $$;
DO $$ BEGIN
  CREATE TYPE state AS ENUM ('other');
EXCEPTION WHEN duplicate_object THEN RAISE NOTICE 'there';
END $$;
DO $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM information_schema.columns WHERE table_name = 't' AND column_name = 'name') THEN
    ALTER TABLE t ADD COLUMN name text;
  END IF;
  IF EXISTS (SELECT FROM pg_catalog.pg_class WHERE relname = 't' AND relkind = 'r') THEN
    ALTER TABLE t ADD COLUMN state state;
  ELSE
    CREATE TABLE wrong (id int);
  END IF;
END $$;
DO $$
DECLARE
  part text;
  number integer := 0;
BEGIN
  FOR i IN 1..3 LOOP
    EXECUTE format('CREATE TABLE part_%s (id integer, %I text)', i, 'Col' || i);
  END LOOP;
  FOREACH part IN ARRAY ARRAY['x', 'y'] LOOP
    EXECUTE 'ALTER TABLE t ADD COLUMN ' || quote_ident(part) || ' integer';
    number := number + 1;
  END LOOP;
  WHILE number < 4 LOOP
    number := number + 1;
    EXECUTE format('CREATE TABLE w%s (id integer)', number);
  END LOOP;
END $$;
DO $$
DECLARE r record;
BEGIN
  FOR r IN SELECT table_name FROM information_schema.tables WHERE table_schema = 'public' AND table_name LIKE 'part_%' ORDER BY 1 LOOP
    EXECUTE format('ALTER TABLE %I ADD COLUMN added integer', r.table_name);
  END LOOP;
  FOR r IN SELECT conname, conrelid::regclass AS tbl FROM pg_constraint WHERE contype = 'p' AND connamespace = 'public'::regnamespace LOOP
    EXECUTE format('ALTER TABLE %s DROP CONSTRAINT %I', r.tbl, r.conname);
  END LOOP;
END $$;

-- Names that are cut after 63 bytes may meet: the second constraint is refused, whatever its kind.
CREATE TABLE versions (id int PRIMARY KEY);
CREATE TABLE graphs_to_flag_versions (graph int NOT NULL, version int NOT NULL,
  CONSTRAINT "graphs_to_flag_versions_graph_version_of_the_composition_of_a_flag_pk" PRIMARY KEY (graph, version));
DO $$ BEGIN
  ALTER TABLE graphs_to_flag_versions ADD CONSTRAINT
    "graphs_to_flag_versions_graph_version_of_the_composition_of_a_flag_fk" FOREIGN KEY (version) REFERENCES versions (id);
EXCEPTION WHEN duplicate_object THEN NULL;
END $$;
ALTER TABLE graphs_to_flag_versions DROP CONSTRAINT "graphs_to_flag_versions_graph_version_of_the_composition_of_a_flag_pk";
ALTER TABLE graphs_to_flag_versions ALTER COLUMN version DROP NOT NULL;
