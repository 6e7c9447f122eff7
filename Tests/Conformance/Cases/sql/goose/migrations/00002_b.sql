-- +goose Up
CREATE TABLE b (id integer);

-- +goose Down
DROP TABLE b;
