ALTER TABLE orders DROP COLUMN approver_id, DROP COLUMN delivery_address;
