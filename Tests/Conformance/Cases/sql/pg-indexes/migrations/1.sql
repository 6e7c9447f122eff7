CREATE EXTENSION IF NOT EXISTS pg_trgm;
CREATE TABLE docs (id integer PRIMARY KEY, title text, body jsonb, tags text[], at timestamptz, deleted boolean, "Order" integer);
CREATE INDEX docs_title ON docs USING btree (title DESC NULLS LAST);
CREATE UNIQUE INDEX docs_live ON docs (title) WHERE NOT deleted;
CREATE UNIQUE INDEX docs_live2 ON docs (title, at) WHERE deleted IS NULL AND title <> '';
CREATE INDEX docs_lower ON docs (lower(title));
CREATE INDEX docs_body ON docs USING gin (body jsonb_path_ops);
CREATE INDEX docs_trgm ON docs USING gin (title gin_trgm_ops);
CREATE INDEX CONCURRENTLY docs_at ON docs (at) INCLUDE (title);
CREATE INDEX IF NOT EXISTS docs_at ON docs (id);
CREATE INDEX docs_key ON docs ((body ->> 'key'));
CREATE INDEX docs_path ON docs ((body #>> '{a,b}'), "Order");
CREATE INDEX docs_coalesce ON docs (COALESCE(title, 'none'));
CREATE UNIQUE INDEX docs_nulls ON docs (at) NULLS NOT DISTINCT;
CREATE INDEX docs_hash ON docs USING hash (title);
CREATE INDEX docs_brin ON docs USING brin (at);
CREATE INDEX docs_in ON docs (title) WHERE title IN ('a', 'b');
ALTER INDEX docs_hash RENAME TO docs_hashed;
DROP INDEX docs_brin;
DROP INDEX IF EXISTS docs_none, docs_coalesce;
CREATE UNIQUE INDEX docs_order ON docs ("Order");
ALTER TABLE docs ADD CONSTRAINT docs_order_unique UNIQUE USING INDEX docs_order;

-- One row at most; and tests for null in larger expressions.
CREATE TABLE once (version int, a int, b int, c text);
CREATE UNIQUE INDEX once_version ON once ((version is not null));
CREATE INDEX once_tests ON once ((a = b is null), (c is null), lower(c));
