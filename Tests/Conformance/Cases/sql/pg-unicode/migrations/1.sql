CREATE TABLE U&"d\0061t\+000061" (
  U&"\0441\043B\043E\043D" text DEFAULT U&'\0441\+01F600 it''s \\ done',
  b text DEFAULT U&'\D83D\DE00',
  U int
);
CREATE INDEX i ON U&"data" (b);
