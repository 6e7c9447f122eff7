ALTER TABLE notes ADD locked boolean;
ALTER TABLE tags ALTER id SET NOT NULL;
