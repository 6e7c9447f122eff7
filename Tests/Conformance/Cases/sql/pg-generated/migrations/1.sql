CREATE TABLE boxes (
  w numeric NOT NULL, h numeric NOT NULL,
  area numeric GENERATED ALWAYS AS (w * h) STORED,
  label text GENERATED ALWAYS AS ('box' || w::text) STORED NOT NULL
);
ALTER TABLE boxes ADD COLUMN half numeric GENERATED ALWAYS AS (w / 2) STORED;
ALTER TABLE boxes ALTER COLUMN label DROP EXPRESSION;
