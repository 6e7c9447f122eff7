CREATE TABLE d (
  a varchar(10) DEFAULT 'x', b char(3) DEFAULT 'abc', c text DEFAULT '', e integer DEFAULT -1, f numeric DEFAULT 0.50,
  g boolean DEFAULT FALSE, h timestamptz DEFAULT now(), i timestamp DEFAULT CURRENT_TIMESTAMP, j date DEFAULT CURRENT_DATE,
  k uuid DEFAULT gen_random_uuid(), l jsonb DEFAULT '{}', m jsonb DEFAULT '{}'::jsonb, n text[] DEFAULT '{}', o integer[] DEFAULT ARRAY[]::integer[],
  p text DEFAULT NULL, q bigint DEFAULT 5, r real DEFAULT 1, s double precision DEFAULT 1.5, t timestamptz DEFAULT (now() AT TIME ZONE 'utc'),
  u interval DEFAULT '1 day', v smallint DEFAULT '3', w date DEFAULT '2020-01-01', x text DEFAULT 'a' || 'b', y integer DEFAULT (1 + 2) * 3,
  z text DEFAULT CURRENT_USER, aa timestamptz DEFAULT (now() + '1 day'::interval), ab bytea DEFAULT '\x00', ac boolean DEFAULT 't',
  ad numeric(10,2) DEFAULT 1, ae text DEFAULT 5::text, af timestamp DEFAULT (timezone('utc', now())), ag timestamptz,
  ah double precision DEFAULT extract(epoch from now()), ai text DEFAULT lower('X'), aj text DEFAULT md5(random()::text), ak inet DEFAULT '127.0.0.1',
  al varchar DEFAULT 'x'::varchar, am time DEFAULT '10:00', an timestamp DEFAULT LOCALTIMESTAMP, ao bit(3) DEFAULT B'101', ap text DEFAULT 'true',
  aq bigint DEFAULT 5000000000, ar boolean DEFAULT 1 = 1, "as" text DEFAULT concat('a', 1), at text[] DEFAULT ARRAY['a', 'b']
);

-- jsonb keeps the value and not its text, json the text.
CREATE TABLE documents (
  a jsonb DEFAULT '{"bb": 1, "a": [true, null, {}], "a": 2}',
  b jsonb NOT NULL DEFAULT '{
    "renotify": 1440, "x": -0, "y": 1.50
  }'::jsonb,
  c json DEFAULT '{"b":1,"a":2}',
  d jsonb DEFAULT '"tab\tquote\"u\u00e9\u001f"', e jsonb DEFAULT ' [ ] ', f jsonb[] DEFAULT '{}',
  g jsonb DEFAULT 'null'
);
