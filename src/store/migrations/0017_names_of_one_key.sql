-- Names that differ only in where a tone's mark is set have one key from here on. Made anew from
-- the names as soon as this has run.
DROP TABLE person_search;
CREATE TABLE person_search (
  person INTEGER NOT NULL,
  sort_key BLOB NOT NULL,
  fold TEXT NOT NULL,
  marked TEXT NOT NULL,
  PRIMARY KEY (sort_key, person)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX person_search_person ON person_search (person);
