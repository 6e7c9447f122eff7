-- +goose NO TRANSACTION
-- +goose Up
SELECT f();
ALTER TABLE b ADD COLUMN ten integer;
