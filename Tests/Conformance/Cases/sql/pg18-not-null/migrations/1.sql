CREATE TABLE products (
  product_no integer NOT NULL,
  name text CONSTRAINT products_name_not_null NOT NULL,
  price numeric,
  stock integer,
  CONSTRAINT price_given NOT NULL price NO INHERIT
);
ALTER TABLE products ADD CONSTRAINT stock_given NOT NULL stock NOT VALID;
ALTER TABLE products VALIDATE CONSTRAINT stock_given;
ALTER TABLE products RENAME CONSTRAINT price_given TO price_known;
ALTER TABLE products ALTER CONSTRAINT price_known INHERIT;
ALTER TABLE products DROP CONSTRAINT products_product_no_not_null;
ALTER TABLE products DROP CONSTRAINT products_name_not_null;
ALTER TABLE products ADD CONSTRAINT positive CHECK (price > 0) NOT ENFORCED;
