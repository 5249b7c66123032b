-- When what was too old was last looked for: a clock that is far ahead of it may be wrong, and nothing is deleted by such a one.
ALTER TABLE ledger ADD COLUMN purged_ms INTEGER;
