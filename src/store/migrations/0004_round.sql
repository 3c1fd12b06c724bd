CREATE TABLE cap_allowance (
  subject INTEGER NOT NULL,
  year INTEGER NOT NULL,
  effective_from INTEGER NOT NULL,
  effective_to INTEGER NOT NULL,
  recorded_in INTEGER NOT NULL,
  leaf INTEGER NOT NULL,
  superseded_in INTEGER NOT NULL,
  part TEXT,
  percent INTEGER,
  reason TEXT,
  PRIMARY KEY (subject, year, effective_from, recorded_in, leaf),
  CHECK (effective_from < effective_to),
  CHECK (recorded_in <= superseded_in)
) STRICT, WITHOUT ROWID;
CREATE TABLE person_condition (
  subject INTEGER NOT NULL,
  year INTEGER NOT NULL,
  effective_from INTEGER NOT NULL,
  effective_to INTEGER NOT NULL,
  recorded_in INTEGER NOT NULL,
  leaf INTEGER NOT NULL,
  superseded_in INTEGER NOT NULL,
  condition TEXT,
  amount INTEGER,
  evidence BLOB,
  evidence_index BLOB,
  PRIMARY KEY (subject, year, effective_from, recorded_in, leaf),
  CHECK (effective_from < effective_to),
  CHECK (recorded_in <= superseded_in)
) STRICT, WITHOUT ROWID;
CREATE TABLE person_remark (
  subject INTEGER NOT NULL,
  year INTEGER NOT NULL,
  effective_from INTEGER NOT NULL,
  effective_to INTEGER NOT NULL,
  recorded_in INTEGER NOT NULL,
  leaf INTEGER NOT NULL,
  superseded_in INTEGER NOT NULL,
  aspect TEXT,
  step TEXT,
  words TEXT,
  PRIMARY KEY (subject, year, effective_from, recorded_in, leaf),
  CHECK (effective_from < effective_to),
  CHECK (recorded_in <= superseded_in)
) STRICT, WITHOUT ROWID;
CREATE TABLE person_step (
  subject INTEGER NOT NULL,
  year INTEGER NOT NULL,
  effective_from INTEGER NOT NULL,
  effective_to INTEGER NOT NULL,
  recorded_in INTEGER NOT NULL,
  leaf INTEGER NOT NULL,
  superseded_in INTEGER NOT NULL,
  aspect TEXT,
  step TEXT,
  grade TEXT,
  common_points INTEGER,
  result_points INTEGER,
  common_rating TEXT,
  result_rating TEXT,
  PRIMARY KEY (subject, year, effective_from, recorded_in, leaf),
  CHECK (effective_from < effective_to),
  CHECK (recorded_in <= superseded_in)
) STRICT, WITHOUT ROWID;
CREATE TABLE round_deadline (
  subject INTEGER NOT NULL,
  effective_from INTEGER NOT NULL,
  effective_to INTEGER NOT NULL,
  recorded_in INTEGER NOT NULL,
  leaf INTEGER NOT NULL,
  superseded_in INTEGER NOT NULL,
  level TEXT,
  deadline INTEGER,
  PRIMARY KEY (subject, effective_from, recorded_in, leaf),
  CHECK (effective_from < effective_to),
  CHECK (recorded_in <= superseded_in)
) STRICT, WITHOUT ROWID;
CREATE TABLE round_opening (
  subject INTEGER NOT NULL,
  effective_from INTEGER NOT NULL,
  effective_to INTEGER NOT NULL,
  recorded_in INTEGER NOT NULL,
  leaf INTEGER NOT NULL,
  superseded_in INTEGER NOT NULL,
  year_graded INTEGER,
  unit INTEGER,
  roster_on INTEGER,
  PRIMARY KEY (subject, effective_from, recorded_in, leaf),
  CHECK (effective_from < effective_to),
  CHECK (recorded_in <= superseded_in)
) STRICT, WITHOUT ROWID;
CREATE TABLE unit_condition (
  subject INTEGER NOT NULL,
  year INTEGER NOT NULL,
  effective_from INTEGER NOT NULL,
  effective_to INTEGER NOT NULL,
  recorded_in INTEGER NOT NULL,
  leaf INTEGER NOT NULL,
  superseded_in INTEGER NOT NULL,
  condition TEXT,
  amount INTEGER,
  evidence TEXT,
  PRIMARY KEY (subject, year, effective_from, recorded_in, leaf),
  CHECK (effective_from < effective_to),
  CHECK (recorded_in <= superseded_in)
) STRICT, WITHOUT ROWID;
CREATE TABLE unit_remark (
  subject INTEGER NOT NULL,
  year INTEGER NOT NULL,
  effective_from INTEGER NOT NULL,
  effective_to INTEGER NOT NULL,
  recorded_in INTEGER NOT NULL,
  leaf INTEGER NOT NULL,
  superseded_in INTEGER NOT NULL,
  aspect TEXT,
  step TEXT,
  words TEXT,
  PRIMARY KEY (subject, year, effective_from, recorded_in, leaf),
  CHECK (effective_from < effective_to),
  CHECK (recorded_in <= superseded_in)
) STRICT, WITHOUT ROWID;
CREATE TABLE unit_step (
  subject INTEGER NOT NULL,
  year INTEGER NOT NULL,
  effective_from INTEGER NOT NULL,
  effective_to INTEGER NOT NULL,
  recorded_in INTEGER NOT NULL,
  leaf INTEGER NOT NULL,
  superseded_in INTEGER NOT NULL,
  aspect TEXT,
  step TEXT,
  grade TEXT,
  common_points INTEGER,
  result_points INTEGER,
  common_rating TEXT,
  result_rating TEXT,
  PRIMARY KEY (subject, year, effective_from, recorded_in, leaf),
  CHECK (effective_from < effective_to),
  CHECK (recorded_in <= superseded_in)
) STRICT, WITHOUT ROWID;
CREATE INDEX cap_allowance_by_entry ON cap_allowance (recorded_in);
CREATE INDEX person_condition_by_entry ON person_condition (recorded_in);
CREATE INDEX person_condition_by_evidence ON person_condition (evidence_index, subject);
CREATE INDEX person_remark_by_entry ON person_remark (recorded_in);
CREATE INDEX person_step_by_entry ON person_step (recorded_in);
CREATE INDEX round_deadline_by_entry ON round_deadline (recorded_in);
CREATE INDEX round_opening_by_entry ON round_opening (recorded_in);
CREATE INDEX round_opening_by_unit ON round_opening (unit, effective_from, subject);
CREATE INDEX unit_condition_by_entry ON unit_condition (recorded_in);
CREATE INDEX unit_remark_by_entry ON unit_remark (recorded_in);
CREATE INDEX unit_step_by_entry ON unit_step (recorded_in);
