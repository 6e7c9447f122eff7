CREATE EXTENSION pg_stat_statements;
CREATE VIEW v AS SELECT * FROM pg_stat_statements;
