ALTER TABLE orders
    ADD COLUMN delivery_address text,
    ADD COLUMN approver_id bigint REFERENCES customers (id) ON DELETE SET NULL;

DO $$
BEGIN
    IF NOT EXISTS (
        SELECT 1 FROM information_schema.columns
        WHERE table_name = 'products' AND column_name = 'weight'
    ) THEN
        ALTER TABLE products ADD COLUMN weight double precision;
    END IF;
END $$;
