-- Names that papers spell in several ways (Lý, Lí; Y-Bhăm, Y Bhăm) have one key from here on, apart
-- from that of their order. Made anew from the names as soon as this has run.
DROP TABLE person_search;
CREATE TABLE person_search (
  person INTEGER NOT NULL,
  sort_key BLOB NOT NULL,
  fold TEXT NOT NULL,
  marked TEXT NOT NULL,
  namesake TEXT NOT NULL,
  PRIMARY KEY (sort_key, person)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX person_search_person ON person_search (person);
CREATE INDEX person_search_namesake ON person_search (namesake);
