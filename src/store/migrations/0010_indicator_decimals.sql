ALTER TABLE indicator_definition ADD COLUMN decimals INTEGER;
ALTER TABLE indicator_definition ADD COLUMN rounding TEXT;
