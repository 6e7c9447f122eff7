DROP TABLE product_tag; DROP TABLE tags; DROP TABLE products;
