// Everything the store must know of the domains above it, handed in by app/: fact kinds, verbs,
// derived tables, invariants.
#pragma once

#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "store/db.h"
#include "store/fact.h"

namespace giaoban::store {

class Snapshot;
class Tx;

// What one needs in order to call a verb or read a register. Deny by default.
struct Right {
  std::string_view name;  // "member.write"
  Msg label;
  bool operator==(Right const& other) const { return name == other.name; }
};

// A way to write. Named in the journal; page, API and command call it by the same name.
struct Verb {
  std::string_view name;  // "member.transfer"
  Msg label;              // "Chuyển sinh hoạt đảng chính thức"
  Right const* right = nullptr;
  // For a verb that asks for its right over a particular unit (who gave the task, not who does it):
  // each of these, with the units above it, must be held by who undoes it. Null: where its
  // subjects stand.
  std::vector<std::vector<std::int64_t>> (*undone_over)(Snapshot&, Entity const&, std::int64_t id,
                                                        Moment const&) = nullptr;
};

// Rows of a derived table that are made beside a draft's facts, before others have to wait for
// them.
class DerivedDraft {
 public:
  virtual ~DerivedDraft() = default;
  // A fact of one of the sources.
  virtual void take(Kind const& kind, FactHead const& head, void const* fact) = 0;
  // Once, when the draft's facts stand in their tables.
  virtual void write(Tx& tx) = 0;
};

// A table computed from facts, for speed. Rebuildable: `check` compares it with `expected`.
struct Derived {
  std::string_view table;
  std::string_view ddl;              // CREATE TABLE and its indexes
  std::vector<Kind const*> sources;  // a change of these refreshes the subject's rows
  // Brings the rows of these subjects up to date, inside the transaction that changed them.
  void (*refresh)(Tx&, std::span<std::int64_t const> subjects) = nullptr;
  // What differs from the facts, one sentence each; empty when right.
  std::vector<std::string> (*check)(Snapshot&) = nullptr;
  // Null: what a draft writes is refreshed like everything else.
  std::unique_ptr<DerivedDraft> (*drafted)() = nullptr;
};

// What restoring a backup does to an own table. A session, a token or a job of the day of the
// backup is not one of today.
enum class AtRestore { comes_back, is_emptied };

// A table outside the journal: what is neither a fact nor made from facts (a session, a job's
// result, which slide is shown). Not in the chain; each row bears a seal over all its columns
// (own_rows.h, which alone writes and reads it). That a row was deleted cannot be seen: a missing
// one must never open anything.
struct OwnTable {
  std::string_view table;
  std::string_view ddl;      // CREATE TABLE, with `seal BLOB` as its last column, and its indexes
  std::string_view key;      // "account": the columns of the primary key
  std::string_view columns;  // "account, hash": all but the seal, as OwnRows takes and gives them
  AtRestore at_restore;
};

// A law of a domain, named as a claim: "every_member_has_one_cell".
struct Invariant {
  std::string_view claim;
  // One sentence per breach, with the records; empty when it holds.
  std::vector<std::string> (*breaches)(Snapshot&) = nullptr;
  // Undoing a fact of these kinds is refused when it would break the claim. Verbs see to their own
  // laws by themselves; undo knows none, so what is quick to ask of the whole is asked there.
  std::vector<Kind const*> held_by_undo_of = {};
};

struct Catalogue {
  std::vector<Entity const*> entities;
  std::vector<Kind const*> kinds;
  std::vector<Verb const*> verbs;
  std::vector<Derived const*> derived;
  std::vector<OwnTable const*> own_tables = {};
  std::vector<Invariant const*> invariants;
  std::vector<RefusalKind const*> refusals;  // for the generated list and the translation check
  std::vector<Query> queries;                // for the coverage test
  std::vector<Right const*> rights = {};     // that no verb names: of reading; roles hand them out

  // Adds a domain's part.
  void add(Catalogue const& part);
  [[nodiscard]] Kind const& kind(std::string_view table) const;
};

// The store's own kinds, verbs and refusals: documents, erasure, undo.
Catalogue store_catalogue();

}  // namespace giaoban::store
