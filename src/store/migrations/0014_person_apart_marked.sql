CREATE TABLE person_apart (
  subject INTEGER NOT NULL,
  effective_from INTEGER NOT NULL,
  effective_to INTEGER NOT NULL,
  recorded_in INTEGER NOT NULL,
  leaf INTEGER NOT NULL,
  superseded_in INTEGER NOT NULL,
  other_person INTEGER,
  PRIMARY KEY (subject, effective_from, recorded_in, leaf),
  CHECK (effective_from < effective_to),
  CHECK (recorded_in <= superseded_in)
) STRICT, WITHOUT ROWID;
CREATE INDEX person_apart_by_entry ON person_apart (recorded_in);
CREATE INDEX person_apart_by_other_person ON person_apart (other_person, effective_from, subject);
-- Made anew from the names as soon as this has run.
DROP TABLE person_search;
CREATE TABLE person_search (
  person INTEGER NOT NULL,
  sort_key BLOB NOT NULL,
  fold TEXT NOT NULL,
  marked TEXT NOT NULL,
  PRIMARY KEY (sort_key, person)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX person_search_person ON person_search (person);
