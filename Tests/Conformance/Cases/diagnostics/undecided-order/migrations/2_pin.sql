ALTER TABLE notes ADD pinned boolean;
ALTER TABLE tags ADD colour text;
