-- +goose Up
CREATE TABLE a (id integer);
-- +goose StatementBegin
CREATE FUNCTION f() RETURNS void AS $$
BEGIN
  CREATE TABLE made (id integer);
END;
$$ LANGUAGE plpgsql;
-- +goose StatementEnd
-- +goose Down
DROP TABLE a;
