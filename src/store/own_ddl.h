// The store's own tables, each column with its meaning. Private to store/schema.cpp.
#pragma once

namespace giaoban::store {

inline constexpr char const* own_ddl = R"sql(
-- Settings, sealed: schema (version), store (number), last_id, head (where the journal and the
-- access log end).
CREATE TABLE meta (
  name TEXT NOT NULL PRIMARY KEY,
  value TEXT NOT NULL,
  seal BLOB NOT NULL              -- keyed hash of name and value
) STRICT, WITHOUT ROWID;
-- The journal: one row per verb, chained by hash.
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
  hash BLOB NOT NULL,
  asked BLOB,                     -- keyed hash of what the nonce was used for
  accesses INTEGER,               -- lines of the access log by then
  mark BLOB                       -- keyed hash of hash, asked, accesses and the last line's seal
) STRICT;
-- Leaves that say: this entry supersedes that fact.
CREATE TABLE supersession (
  entry INTEGER NOT NULL,
  leaf INTEGER NOT NULL,
  kind INTEGER NOT NULL,          -- number of the fact kind
  subject INTEGER NOT NULL,
  target_entry INTEGER NOT NULL,
  target_leaf INTEGER NOT NULL,
  PRIMARY KEY (entry, leaf)
) STRICT, WITHOUT ROWID;
-- Each person's secret, wrapped by the key outside the store. Deleted by erasure.
CREATE TABLE person_key (
  person INTEGER NOT NULL PRIMARY KEY,
  wrapped BLOB NOT NULL
) STRICT;
-- Leaves of facts whose values and secret are gone. Each row is itself a leaf of the entry that
-- erased, because the blanked fact can no longer prove its own days.
CREATE TABLE erased_leaf (
  entry INTEGER NOT NULL,
  leaf INTEGER NOT NULL,
  hash BLOB NOT NULL,
  erased_in INTEGER NOT NULL,
  erased_leaf INTEGER NOT NULL,   -- this row's place among the leaves of erased_in
  PRIMARY KEY (entry, leaf)
) STRICT, WITHOUT ROWID;
-- Who read which personal file, list or export. A chain of its own: each
-- line's seal is a keyed hash of the line and of the seal before.
CREATE TABLE access (
  id INTEGER NOT NULL PRIMARY KEY,
  at INTEGER NOT NULL,
  actor TEXT NOT NULL,
  what TEXT NOT NULL,
  subject INTEGER,
  seal BLOB NOT NULL
) STRICT;
CREATE INDEX access_by_subject ON access (subject, id);
)sql";

}  // namespace giaoban::store
