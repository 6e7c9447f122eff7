CREATE TABLE types (
  a int, b int4, c int8, d int2, e smallint, f bigint, g float, h float4, i float8, j float(10),
  k double precision, l real, m decimal, n decimal(10), o decimal(10,2), p numeric(12, 4), q money,
  r bool, s char, t char(5), u character varying, v varchar(20), w bpchar, x text, y bytea,
  z timestamp, aa timestamp(3), ab timestamptz, ac timestamp(6) with time zone, ad time, ae timetz,
  af time(2) with time zone, ag date, ah interval, ai interval year to month, aj interval(3),
  ak uuid, al json, am jsonb, an xml, ao inet, ap cidr, aq macaddr, ar bit, "as" bit(8),
  at bit varying(10), au varbit, av int[], aw text[][], ax varchar(5) array, ay numeric(6,2)[3],
  az tsvector, ba tsquery, bb point, bc int4range, bd tstzrange, be name, bf oid, bg "char", bh regclass,
  bi national character varying(7), bj nchar(4), bk timestamp without time zone, bl dec(5,1), bm interval day to second(2)
);
