CREATE TABLE rooms (
  id int4range NOT NULL,
  valid_at daterange NOT NULL,
  PRIMARY KEY (id, valid_at WITHOUT OVERLAPS)
);
CREATE TABLE bookings (
  id int4range,
  room_id int4range,
  valid_at daterange,
  CONSTRAINT bookings_once UNIQUE (id, valid_at WITHOUT OVERLAPS),
  FOREIGN KEY (room_id, PERIOD valid_at) REFERENCES rooms (id, PERIOD valid_at)
);
