CREATE TABLE people (
  height_cm numeric,
  height_in numeric GENERATED ALWAYS AS (height_cm / 2.54),
  height_m numeric GENERATED ALWAYS AS (height_cm / 100) VIRTUAL,
  height_mm numeric GENERATED ALWAYS AS (height_cm * 10) STORED
);
ALTER TABLE people ADD COLUMN double numeric GENERATED ALWAYS AS (height_cm * 2);
ALTER TABLE people ALTER COLUMN height_mm DROP EXPRESSION;
