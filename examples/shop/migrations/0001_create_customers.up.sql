CREATE TYPE customer_status AS ENUM ('active', 'suspended', 'closed');

CREATE TABLE customers (
    id         bigserial PRIMARY KEY,
    email      varchar(255) NOT NULL UNIQUE,
    name       text NOT NULL,
    status     customer_status NOT NULL DEFAULT 'active',
    settings   jsonb,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now()
);

COMMENT ON TABLE customers IS 'People who buy from the shop';
COMMENT ON COLUMN customers.settings IS 'Preferences, as the front end keeps them';
