// A fact as a database row and as a leaf: the generic SQL and the canonical encoding that follow
// from a Kind. Private to store/.
#pragma once

#include <string>
#include <vector>

#include "store/db.h"
#include "store/fact.h"
#include "store/hash.h"
#include "store/keys.h"

namespace giaoban::store {

// The generic statements of a kind, written once per thread.
struct KindSql {
  // "subject, effective_from, ... , name, phone, phone_index": the order of every statement.
  std::vector<std::string> columns;
  std::string column_list;
  std::string insert;      // one place a column
  std::string history;     // of ?1 subject known at ?2, by day
  std::string in_force;    // of ?1 subject on ?2 known at ?3
  std::string of_year;     // of ?1 subject and ?4 year on ?2 known at ?3
  std::string of_subject;  // all rows of ?1, superseded ones too
  std::string supersede;   // ?1 entry; ?2 subject, ?3 from, ?4 recorded_in, ?5 leaf, ?6 year
};
KindSql const& sql_of(Kind const& kind);
std::vector<std::string> columns_of(Kind const& kind);
std::string column_list(Kind const& kind);
// CREATE TABLE and its indexes, in SQLite's words.
std::string ddl_of(Kind const& kind);

// The row in the order of columns_of: sensitive values sealed and indexed. `cipher` is of the
// person that an identifying kind is about; not needed otherwise.
std::vector<Value> to_row(Kind const& kind, FactHead const& head, std::vector<Value> const& values,
                          PersonCipher const* cipher, StoreKeys const& keys);
// And back. With no cipher (an erased person) sensitive values are null.
RawFact from_row(Kind const& kind, RowView const& row, PersonCipher const* cipher);
FactHead head_from_row(Kind const& kind, RowView const& row);

// The canonical encoding: fixed numbers of kinds and fields, integers little-endian, texts with
// their length, nulls left out (so that a new field keeps old hashes), nothing of superseded_in.
std::string encode(Kind const& kind, FactHead const& head, std::vector<Value> const& values);
Hash leaf_of(Kind const& kind, FactHead const& head, std::vector<Value> const& values,
             PersonCipher const* cipher);
// The leaf that says: this entry supersedes that fact.
struct Supersession {
  std::int64_t leaf = 0;
  std::uint16_t kind = 0;
  std::int64_t subject = 0;
  std::int64_t target_entry = 0;
  std::int64_t target_leaf = 0;
};
Hash leaf_of(Supersession const& supersession);

// The leaf that says: this entry blanked that fact, whose leaf was `original`.
Hash leaf_of_erased(Kind const& kind, FactHead const& head, Hash const& original);

// The same of a fact that lost a text only: what is left of it is proven by this leaf.
Hash leaf_of_blanked(Kind const& kind, RawFact const& left, Hash const& original);

// How a sensitive value is written before it is sealed or indexed.
std::string text_of(Value const& value);

// How many places the fixed columns take before the fields'.
int fixed_columns(Kind const& kind);

}  // namespace giaoban::store
