CREATE TABLE unit_succession (
  subject INTEGER NOT NULL,
  effective_from INTEGER NOT NULL,
  effective_to INTEGER NOT NULL,
  recorded_in INTEGER NOT NULL,
  leaf INTEGER NOT NULL,
  superseded_in INTEGER NOT NULL,
  successor INTEGER,
  heir TEXT,
  PRIMARY KEY (subject, effective_from, recorded_in, leaf),
  CHECK (effective_from < effective_to),
  CHECK (recorded_in <= superseded_in)
) STRICT, WITHOUT ROWID;
CREATE INDEX unit_succession_by_entry ON unit_succession (recorded_in);
CREATE INDEX unit_succession_by_successor ON unit_succession (successor, effective_from, subject);
