CREATE EXTENSION btree_gist;
CREATE TABLE bookings (id serial PRIMARY KEY, room integer NOT NULL, during tstzrange NOT NULL, EXCLUDE USING gist (room WITH =, during WITH &&), CONSTRAINT named EXCLUDE USING gist (during WITH &&) WHERE (room > 1));
ALTER TABLE bookings ADD CONSTRAINT positive CHECK (room > 0) NOT VALID;
ALTER TABLE bookings ADD CONSTRAINT once UNIQUE NULLS NOT DISTINCT (room, during);
ALTER TABLE bookings DROP CONSTRAINT bookings_room_during_excl;
