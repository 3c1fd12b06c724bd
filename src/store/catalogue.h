// Everything the store must know of the domains above it, handed in by app/: fact kinds, verbs,
// derived tables, invariants.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "store/db.h"
#include "store/fact.h"

namespace giaoban::store {

struct Actor;
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
  // Makes all rows anew, after a migration: an older program may have made them otherwise. Null:
  // what they are made by has never changed.
  void (*remake)(Db&) = nullptr;
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

// One fact as pages and sheets name it: `key` is the code of the key field, or empty.
struct FactPlace {
  Kind const* kind = nullptr;
  std::int64_t subject = 0;
  std::int64_t year = 0;  // of yearly kinds
  std::string key = {};
};
// Why a fact is not this actor's to write by any verb that has its right, and the page where it is
// put right.
struct Kept {
  Refusal why;
  std::string page = {};
};

// What a domain asks of every fact of these kinds, whichever verb writes or supersedes one: its
// own, another domain's, an import, an undoing. Who declares the kind need not know who guards it.
struct Guard {
  std::string_view claim;  // "results_change_by_who_decides_them"
  std::vector<Kind const*> kinds;
  // Asked once at the end of an entry that touched one of the kinds.
  Result<void> (*check)(Tx&) = nullptr;
  // For pages and sheets, before anything is written; null: nothing can be told beforehand.
  std::optional<Kept> (*kept)(Snapshot&, Actor const&, FactPlace const&) = nullptr;
};

// Kinds of another domain that a verb writes as well. Whoever writes what another declares says
// what holds both to one law; an entry that writes beyond its declarations is a bug.
struct Writing {
  Verb const* verb = nullptr;
  std::vector<Kind const*> kinds;
  std::string_view held_by;  // a sentence: who decides, and where that is held
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
  std::vector<Guard const*> guards = {};
  std::vector<Writing> writings = {};
  std::map<void const*, int> parts = {};  // of kinds and verbs: which part brought them (add)

  // Adds a domain's part.
  void add(Catalogue const& part);
  // Whether the verb may write the kind: of its own part, declared, or one of the store's own.
  [[nodiscard]] bool may_write(Verb const& verb, Kind const& kind) const;
  [[nodiscard]] Kind const& kind(std::string_view table) const;
};

// What keeps the fact, by the first guard that says so.
std::optional<Kept> kept(Snapshot& snapshot, Actor const& actor, FactPlace const& place);

// The store's own kinds, verbs and refusals: documents, erasure, undo.
Catalogue store_catalogue();

}  // namespace giaoban::store
