-- Measures that committees define, with their yearly targets; tables of figures and dashboards.
CREATE TABLE dashboard_layout (
  subject INTEGER NOT NULL,
  effective_from INTEGER NOT NULL,
  effective_to INTEGER NOT NULL,
  recorded_in INTEGER NOT NULL,
  leaf INTEGER NOT NULL,
  superseded_in INTEGER NOT NULL,
  headlines TEXT,
  bars TEXT,
  over_years TEXT,
  saved_table TEXT,
  PRIMARY KEY (subject, effective_from, recorded_in, leaf),
  CHECK (effective_from < effective_to),
  CHECK (recorded_in <= superseded_in)
) STRICT, WITHOUT ROWID;
CREATE TABLE indicator_definition (
  subject INTEGER NOT NULL,
  effective_from INTEGER NOT NULL,
  effective_to INTEGER NOT NULL,
  recorded_in INTEGER NOT NULL,
  leaf INTEGER NOT NULL,
  superseded_in INTEGER NOT NULL,
  unit INTEGER,
  code TEXT,
  name TEXT,
  population TEXT,
  counts TEXT,
  base TEXT,
  base_name TEXT,
  citation TEXT,
  PRIMARY KEY (subject, effective_from, recorded_in, leaf),
  CHECK (effective_from < effective_to),
  CHECK (recorded_in <= superseded_in)
) STRICT, WITHOUT ROWID;
CREATE TABLE indicator_target (
  subject INTEGER NOT NULL,
  year INTEGER NOT NULL,
  effective_from INTEGER NOT NULL,
  effective_to INTEGER NOT NULL,
  recorded_in INTEGER NOT NULL,
  leaf INTEGER NOT NULL,
  superseded_in INTEGER NOT NULL,
  bound TEXT,
  amount INTEGER,
  project TEXT,
  PRIMARY KEY (subject, year, effective_from, recorded_in, leaf),
  CHECK (effective_from < effective_to),
  CHECK (recorded_in <= superseded_in)
) STRICT, WITHOUT ROWID;
CREATE TABLE saved_table (
  subject INTEGER NOT NULL,
  effective_from INTEGER NOT NULL,
  effective_to INTEGER NOT NULL,
  recorded_in INTEGER NOT NULL,
  leaf INTEGER NOT NULL,
  superseded_in INTEGER NOT NULL,
  unit INTEGER,
  name TEXT,
  sharing TEXT,
  rows TEXT,
  chosen TEXT,
  measures TEXT,
  days TEXT,
  PRIMARY KEY (subject, effective_from, recorded_in, leaf),
  CHECK (effective_from < effective_to),
  CHECK (recorded_in <= superseded_in)
) STRICT, WITHOUT ROWID;
CREATE INDEX dashboard_layout_by_entry ON dashboard_layout (recorded_in);
CREATE INDEX indicator_definition_by_code ON indicator_definition (code, subject);
CREATE INDEX indicator_definition_by_entry ON indicator_definition (recorded_in);
CREATE INDEX indicator_definition_by_unit ON indicator_definition (unit, effective_from, subject);
CREATE INDEX indicator_target_by_entry ON indicator_target (recorded_in);
CREATE INDEX saved_table_by_entry ON saved_table (recorded_in);
CREATE INDEX saved_table_by_unit ON saved_table (unit, effective_from, subject);
