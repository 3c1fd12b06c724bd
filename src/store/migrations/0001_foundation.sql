-- The foundation: the journal and the first domains, as declared.
CREATE TABLE access (
  id INTEGER NOT NULL PRIMARY KEY,
  at INTEGER NOT NULL,
  actor TEXT NOT NULL,
  what TEXT NOT NULL,
  subject INTEGER,
  seal BLOB NOT NULL
) STRICT;
CREATE TABLE document (
  subject INTEGER NOT NULL,
  effective_from INTEGER NOT NULL,
  effective_to INTEGER NOT NULL,
  recorded_in INTEGER NOT NULL,
  leaf INTEGER NOT NULL,
  superseded_in INTEGER NOT NULL,
  type TEXT,
  number TEXT,
  issuer TEXT,
  subject_text TEXT,
  term TEXT,
  signer TEXT,
  file TEXT,
  PRIMARY KEY (subject, effective_from, recorded_in, leaf),
  CHECK (effective_from < effective_to),
  CHECK (recorded_in <= superseded_in)
) STRICT, WITHOUT ROWID;
CREATE TABLE entry (
  number INTEGER NOT NULL PRIMARY KEY,
  actor TEXT NOT NULL,
  at INTEGER NOT NULL,            -- microseconds since 1970, UTC
  verb TEXT NOT NULL,
  document INTEGER,               -- what the verb rests on
  reason TEXT,
  nonce TEXT UNIQUE,              -- of the form or file: the same one is written once
  based_on INTEGER,               -- the head the actor saw
  leaf_count INTEGER NOT NULL,
  root BLOB NOT NULL,             -- Merkle root over the leaves
  previous BLOB NOT NULL,         -- hash of the entry before
  hash BLOB NOT NULL
) STRICT;
CREATE TABLE erased_leaf (
  entry INTEGER NOT NULL,
  leaf INTEGER NOT NULL,
  hash BLOB NOT NULL,
  erased_in INTEGER NOT NULL,
  erased_leaf INTEGER NOT NULL,   -- this row's place among the leaves of erased_in
  PRIMARY KEY (entry, leaf)
) STRICT, WITHOUT ROWID;
CREATE TABLE erasure (
  subject INTEGER NOT NULL,
  effective_from INTEGER NOT NULL,
  effective_to INTEGER NOT NULL,
  recorded_in INTEGER NOT NULL,
  leaf INTEGER NOT NULL,
  superseded_in INTEGER NOT NULL,
  ground TEXT,
  PRIMARY KEY (subject, effective_from, recorded_in, leaf),
  CHECK (effective_from < effective_to),
  CHECK (recorded_in <= superseded_in)
) STRICT, WITHOUT ROWID;
CREATE TABLE member_cell (
  subject INTEGER NOT NULL,
  effective_from INTEGER NOT NULL,
  effective_to INTEGER NOT NULL,
  recorded_in INTEGER NOT NULL,
  leaf INTEGER NOT NULL,
  superseded_in INTEGER NOT NULL,
  cell INTEGER,
  cause TEXT,
  place TEXT,
  PRIMARY KEY (subject, effective_from, recorded_in, leaf),
  CHECK (effective_from < effective_to),
  CHECK (recorded_in <= superseded_in)
) STRICT, WITHOUT ROWID;
CREATE TABLE member_exemption (
  subject INTEGER NOT NULL,
  effective_from INTEGER NOT NULL,
  effective_to INTEGER NOT NULL,
  recorded_in INTEGER NOT NULL,
  leaf INTEGER NOT NULL,
  superseded_in INTEGER NOT NULL,
  reason TEXT,
  PRIMARY KEY (subject, effective_from, recorded_in, leaf),
  CHECK (effective_from < effective_to),
  CHECK (recorded_in <= superseded_in)
) STRICT, WITHOUT ROWID;
CREATE TABLE member_standing (
  subject INTEGER NOT NULL,
  effective_from INTEGER NOT NULL,
  effective_to INTEGER NOT NULL,
  recorded_in INTEGER NOT NULL,
  leaf INTEGER NOT NULL,
  superseded_in INTEGER NOT NULL,
  standing TEXT,
  decided_on INTEGER,
  PRIMARY KEY (subject, effective_from, recorded_in, leaf),
  CHECK (effective_from < effective_to),
  CHECK (recorded_in <= superseded_in)
) STRICT, WITHOUT ROWID;
CREATE TABLE member_suspension (
  subject INTEGER NOT NULL,
  effective_from INTEGER NOT NULL,
  effective_to INTEGER NOT NULL,
  recorded_in INTEGER NOT NULL,
  leaf INTEGER NOT NULL,
  superseded_in INTEGER NOT NULL,
  reason TEXT,
  PRIMARY KEY (subject, effective_from, recorded_in, leaf),
  CHECK (effective_from < effective_to),
  CHECK (recorded_in <= superseded_in)
) STRICT, WITHOUT ROWID;
CREATE TABLE meta (
  name TEXT NOT NULL PRIMARY KEY,
  value TEXT NOT NULL,
  seal BLOB NOT NULL              -- keyed hash of name and value
) STRICT, WITHOUT ROWID;
CREATE TABLE party_card (
  subject INTEGER NOT NULL,
  effective_from INTEGER NOT NULL,
  effective_to INTEGER NOT NULL,
  recorded_in INTEGER NOT NULL,
  leaf INTEGER NOT NULL,
  superseded_in INTEGER NOT NULL,
  number BLOB,
  number_index BLOB,
  PRIMARY KEY (subject, effective_from, recorded_in, leaf),
  CHECK (effective_from < effective_to),
  CHECK (recorded_in <= superseded_in)
) STRICT, WITHOUT ROWID;
CREATE TABLE person_contact (
  subject INTEGER NOT NULL,
  effective_from INTEGER NOT NULL,
  effective_to INTEGER NOT NULL,
  recorded_in INTEGER NOT NULL,
  leaf INTEGER NOT NULL,
  superseded_in INTEGER NOT NULL,
  residence TEXT,
  temporary_residence TEXT,
  phone BLOB,
  phone_index BLOB,
  occupation TEXT,
  PRIMARY KEY (subject, effective_from, recorded_in, leaf),
  CHECK (effective_from < effective_to),
  CHECK (recorded_in <= superseded_in)
) STRICT, WITHOUT ROWID;
CREATE TABLE person_grade (
  subject INTEGER NOT NULL,
  year INTEGER NOT NULL,
  effective_from INTEGER NOT NULL,
  effective_to INTEGER NOT NULL,
  recorded_in INTEGER NOT NULL,
  leaf INTEGER NOT NULL,
  superseded_in INTEGER NOT NULL,
  aspect TEXT,
  grade TEXT,
  not_assessed TEXT,
  roster_on INTEGER,
  PRIMARY KEY (subject, year, effective_from, recorded_in, leaf),
  CHECK (effective_from < effective_to),
  CHECK (recorded_in <= superseded_in)
) STRICT, WITHOUT ROWID;
CREATE TABLE person_identity (
  subject INTEGER NOT NULL,
  effective_from INTEGER NOT NULL,
  effective_to INTEGER NOT NULL,
  recorded_in INTEGER NOT NULL,
  leaf INTEGER NOT NULL,
  superseded_in INTEGER NOT NULL,
  citizen_number BLOB,
  citizen_number_index BLOB,
  PRIMARY KEY (subject, effective_from, recorded_in, leaf),
  CHECK (effective_from < effective_to),
  CHECK (recorded_in <= superseded_in)
) STRICT, WITHOUT ROWID;
CREATE TABLE person_key (
  person INTEGER NOT NULL PRIMARY KEY,
  wrapped BLOB NOT NULL
) STRICT;
CREATE TABLE person_merge (
  subject INTEGER NOT NULL,
  effective_from INTEGER NOT NULL,
  effective_to INTEGER NOT NULL,
  recorded_in INTEGER NOT NULL,
  leaf INTEGER NOT NULL,
  superseded_in INTEGER NOT NULL,
  into_person INTEGER,
  PRIMARY KEY (subject, effective_from, recorded_in, leaf),
  CHECK (effective_from < effective_to),
  CHECK (recorded_in <= superseded_in)
) STRICT, WITHOUT ROWID;
CREATE TABLE person_particulars (
  subject INTEGER NOT NULL,
  effective_from INTEGER NOT NULL,
  effective_to INTEGER NOT NULL,
  recorded_in INTEGER NOT NULL,
  leaf INTEGER NOT NULL,
  superseded_in INTEGER NOT NULL,
  full_name TEXT,
  birth_name TEXT,
  other_names TEXT,
  born INTEGER,
  birthplace TEXT,
  native_place TEXT,
  file_number TEXT,
  PRIMARY KEY (subject, effective_from, recorded_in, leaf),
  CHECK (effective_from < effective_to),
  CHECK (recorded_in <= superseded_in)
) STRICT, WITHOUT ROWID;
CREATE TABLE person_search (
  person INTEGER NOT NULL,
  sort_key BLOB NOT NULL,
  fold TEXT NOT NULL,
  PRIMARY KEY (sort_key, person)
) STRICT, WITHOUT ROWID;
CREATE TABLE person_traits (
  subject INTEGER NOT NULL,
  effective_from INTEGER NOT NULL,
  effective_to INTEGER NOT NULL,
  recorded_in INTEGER NOT NULL,
  leaf INTEGER NOT NULL,
  superseded_in INTEGER NOT NULL,
  sex TEXT,
  ethnicity TEXT,
  religion TEXT,
  schooling TEXT,
  profession TEXT,
  theory TEXT,
  PRIMARY KEY (subject, effective_from, recorded_in, leaf),
  CHECK (effective_from < effective_to),
  CHECK (recorded_in <= superseded_in)
) STRICT, WITHOUT ROWID;
CREATE TABLE post_holding (
  subject INTEGER NOT NULL,
  effective_from INTEGER NOT NULL,
  effective_to INTEGER NOT NULL,
  recorded_in INTEGER NOT NULL,
  leaf INTEGER NOT NULL,
  superseded_in INTEGER NOT NULL,
  person INTEGER,
  unit INTEGER,
  title TEXT,
  title_text TEXT,
  PRIMARY KEY (subject, effective_from, recorded_in, leaf),
  CHECK (effective_from < effective_to),
  CHECK (recorded_in <= superseded_in)
) STRICT, WITHOUT ROWID;
CREATE TABLE supersession (
  entry INTEGER NOT NULL,
  leaf INTEGER NOT NULL,
  kind INTEGER NOT NULL,          -- number of the fact kind
  subject INTEGER NOT NULL,
  target_entry INTEGER NOT NULL,
  target_leaf INTEGER NOT NULL,
  PRIMARY KEY (entry, leaf)
) STRICT, WITHOUT ROWID;
CREATE TABLE temporary_activity (
  subject INTEGER NOT NULL,
  effective_from INTEGER NOT NULL,
  effective_to INTEGER NOT NULL,
  recorded_in INTEGER NOT NULL,
  leaf INTEGER NOT NULL,
  superseded_in INTEGER NOT NULL,
  host INTEGER,
  host_place TEXT,
  PRIMARY KEY (subject, effective_from, recorded_in, leaf),
  CHECK (effective_from < effective_to),
  CHECK (recorded_in <= superseded_in)
) STRICT, WITHOUT ROWID;
CREATE TABLE unit_class (
  subject INTEGER NOT NULL,
  effective_from INTEGER NOT NULL,
  effective_to INTEGER NOT NULL,
  recorded_in INTEGER NOT NULL,
  leaf INTEGER NOT NULL,
  superseded_in INTEGER NOT NULL,
  unit_kind TEXT,
  PRIMARY KEY (subject, effective_from, recorded_in, leaf),
  CHECK (effective_from < effective_to),
  CHECK (recorded_in <= superseded_in)
) STRICT, WITHOUT ROWID;
CREATE TABLE unit_code (
  subject INTEGER NOT NULL,
  effective_from INTEGER NOT NULL,
  effective_to INTEGER NOT NULL,
  recorded_in INTEGER NOT NULL,
  leaf INTEGER NOT NULL,
  superseded_in INTEGER NOT NULL,
  code TEXT,
  PRIMARY KEY (subject, effective_from, recorded_in, leaf),
  CHECK (effective_from < effective_to),
  CHECK (recorded_in <= superseded_in)
) STRICT, WITHOUT ROWID;
CREATE TABLE unit_existence (
  subject INTEGER NOT NULL,
  effective_from INTEGER NOT NULL,
  effective_to INTEGER NOT NULL,
  recorded_in INTEGER NOT NULL,
  leaf INTEGER NOT NULL,
  superseded_in INTEGER NOT NULL,
  origin TEXT,
  PRIMARY KEY (subject, effective_from, recorded_in, leaf),
  CHECK (effective_from < effective_to),
  CHECK (recorded_in <= superseded_in)
) STRICT, WITHOUT ROWID;
CREATE TABLE unit_grade (
  subject INTEGER NOT NULL,
  year INTEGER NOT NULL,
  effective_from INTEGER NOT NULL,
  effective_to INTEGER NOT NULL,
  recorded_in INTEGER NOT NULL,
  leaf INTEGER NOT NULL,
  superseded_in INTEGER NOT NULL,
  aspect TEXT,
  grade TEXT,
  not_assessed TEXT,
  roster_on INTEGER,
  PRIMARY KEY (subject, year, effective_from, recorded_in, leaf),
  CHECK (effective_from < effective_to),
  CHECK (recorded_in <= superseded_in)
) STRICT, WITHOUT ROWID;
CREATE TABLE unit_name (
  subject INTEGER NOT NULL,
  effective_from INTEGER NOT NULL,
  effective_to INTEGER NOT NULL,
  recorded_in INTEGER NOT NULL,
  leaf INTEGER NOT NULL,
  superseded_in INTEGER NOT NULL,
  name TEXT,
  short_name TEXT,
  PRIMARY KEY (subject, effective_from, recorded_in, leaf),
  CHECK (effective_from < effective_to),
  CHECK (recorded_in <= superseded_in)
) STRICT, WITHOUT ROWID;
CREATE TABLE unit_parent (
  subject INTEGER NOT NULL,
  effective_from INTEGER NOT NULL,
  effective_to INTEGER NOT NULL,
  recorded_in INTEGER NOT NULL,
  leaf INTEGER NOT NULL,
  superseded_in INTEGER NOT NULL,
  parent INTEGER,
  PRIMARY KEY (subject, effective_from, recorded_in, leaf),
  CHECK (effective_from < effective_to),
  CHECK (recorded_in <= superseded_in)
) STRICT, WITHOUT ROWID;
CREATE INDEX access_by_subject ON access (subject, id);
CREATE INDEX member_cell_by_cell ON member_cell (cell, effective_from, subject);
CREATE INDEX party_card_by_number ON party_card (number_index, subject);
CREATE INDEX person_contact_by_phone ON person_contact (phone_index, subject);
CREATE INDEX person_identity_by_citizen_number ON person_identity (citizen_number_index, subject);
CREATE INDEX person_merge_by_into_person ON person_merge (into_person, effective_from, subject);
CREATE INDEX person_particulars_by_file_number ON person_particulars (file_number, subject);
CREATE UNIQUE INDEX person_search_person ON person_search (person);
CREATE INDEX post_holding_by_person ON post_holding (person, effective_from, subject);
CREATE INDEX post_holding_by_unit ON post_holding (unit, effective_from, subject);
CREATE INDEX temporary_activity_by_host ON temporary_activity (host, effective_from, subject);
CREATE INDEX unit_code_by_code ON unit_code (code, subject);
CREATE INDEX unit_parent_by_parent ON unit_parent (parent, effective_from, subject);
