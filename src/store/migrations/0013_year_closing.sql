CREATE TABLE year_closing (
  subject INTEGER NOT NULL,
  year INTEGER NOT NULL,
  effective_from INTEGER NOT NULL,
  effective_to INTEGER NOT NULL,
  recorded_in INTEGER NOT NULL,
  leaf INTEGER NOT NULL,
  superseded_in INTEGER NOT NULL,
  roster_on INTEGER,
  reason TEXT,
  PRIMARY KEY (subject, year, effective_from, recorded_in, leaf),
  CHECK (effective_from < effective_to),
  CHECK (recorded_in <= superseded_in)
) STRICT, WITHOUT ROWID;
CREATE INDEX year_closing_by_entry ON year_closing (recorded_in);
