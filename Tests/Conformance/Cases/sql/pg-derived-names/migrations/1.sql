CREATE TABLE parents (id integer PRIMARY KEY, a integer, b integer, UNIQUE (a, b), UNIQUE (b));
CREATE TABLE children (
  id integer PRIMARY KEY,
  parent_id integer REFERENCES parents,
  other_id integer REFERENCES parents (id),
  a integer CHECK (a > 0), b integer, c integer,
  CHECK (b > c), CHECK (b > 0), CHECK (c > 0 AND a < 100),
  FOREIGN KEY (a, b) REFERENCES parents (a, b),
  EXCLUDE USING gist (int4range(a, b) WITH &&)
);
CREATE INDEX ON children (a);
CREATE INDEX ON children (a, b);
CREATE INDEX ON children (a);
CREATE INDEX ON children (lower(a::text));
CREATE INDEX ON children ((a + b), c);
ALTER TABLE children ADD FOREIGN KEY (parent_id) REFERENCES parents (id);
ALTER TABLE children ADD UNIQUE (b);
ALTER TABLE children ADD UNIQUE (b);
CREATE TABLE a_very_long_table_name_that_goes_on_and_on_without_any_end_in_sight_at_all (
  a_quite_long_column_name_as_well_with_many_words serial PRIMARY KEY,
  another_quite_long_column_name_with_many_words integer UNIQUE REFERENCES parents (id),
  third_column integer CHECK (third_column > 0)
);
CREATE INDEX ON a_very_long_table_name_that_goes_on_and_on_without_any_end_in_sight_at_all (third_column);
ALTER TABLE children DROP CONSTRAINT children_parent_id_fkey1;
ALTER TABLE children DROP CONSTRAINT children_check;
ALTER TABLE parents DROP CONSTRAINT parents_a_b_key CASCADE;
