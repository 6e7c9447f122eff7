CREATE TABLE products (
    id          bigserial PRIMARY KEY,
    sku         varchar(40) NOT NULL UNIQUE,
    title       text NOT NULL,
    price       numeric(10, 2) NOT NULL CHECK (price >= 0),
    is_listed   boolean NOT NULL DEFAULT false,
    deleted_at  timestamptz,
    created_at  timestamptz,
    updated_at  timestamptz
);

CREATE TABLE tags (
    id   bigserial PRIMARY KEY,
    name varchar(80) NOT NULL UNIQUE
);

CREATE TABLE product_tag (
    product_id bigint NOT NULL REFERENCES products (id) ON DELETE CASCADE,
    tag_id     bigint NOT NULL REFERENCES tags (id) ON DELETE CASCADE,
    PRIMARY KEY (product_id, tag_id)
);
