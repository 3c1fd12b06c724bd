// The store: opening it, reading a snapshot, writing through verbs. Start here; fact.h declares
// kinds, snapshot.h reads, tx.h writes.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/clock.h"
#include "store/catalogue.h"
#include "store/db.h"
#include "store/follower.h"
#include "store/hash.h"
#include "store/keys.h"
#include "store/own_rows.h"
#include "store/snapshot.h"
#include "store/tx.h"

namespace giaoban::store {

struct OpenOptions {
  std::string address;  // file or postgresql://
  Catalogue const* catalogue = nullptr;
  Clock const* clock = nullptr;
  std::string keys_path = {};  // empty: default_keys_path
  IfMissing if_missing = IfMissing::fail;
  std::optional<std::int64_t> store_number = {};  // 1..1048575; random for a new store
  Opening opening = Opening::to_write;
};

// One entry as the journal keeps it. Never holds a value of a fact.
struct Entry {
  EntryNumber number = 0;
  std::string actor;
  Instant at;
  std::string verb;
  std::optional<DocumentId> document;
  std::string reason;
  std::string nonce;
  std::optional<EntryNumber> based_on;
  std::int64_t leaf_count = 0;
  Hash root;
  Hash previous;
  Hash hash;
};
Hash hash_of(Entry const& entry);  // over all but `hash`
// The leaf that proves an entry whose reason was blanked: what is left of it, and what proved it
// before.
Hash leaf_of_blanked(Entry const& left, Hash const& original);
// Where `erased_leaf` keeps the hash of an entry itself, among its leaves.
inline constexpr std::int64_t leaf_of_the_entry = -1;

// Whether a write made its entry: now, at an earlier asking with the same nonce, or not at all,
// since there was no fact to record.
enum class Made { now, before, nothing };

// What a write came to. Where it made nothing, `entry` is the head it was read at, which another
// wrote: it is told to nobody as this one's.
struct Written {
  EntryNumber entry = 0;
  Hash hash;
  std::vector<Refusal> warnings;
  Made made = Made::now;
};

struct Access {  // a line of the access log
  std::int64_t number = 0;
  Instant at;
  std::string actor;
  std::string what;
  std::optional<std::int64_t> subject;
};

// Where the journal and the access log end. Sealed with the key file at each commit, and what an
// anchor file has a line of.
struct Head {
  EntryNumber entry = 0;
  Hash hash;
  std::int64_t accesses = 0;
  Blob access_seal;  // of the last line
  bool operator==(Head const&) const = default;
  [[nodiscard]] std::string text() const;  // "57:<hash> 120:<seal>", in hex
  static std::optional<Head> parse(std::string_view text);
};

class Store {
 public:
  // Refused: no such store, a store of a newer version, wrong keys, keys missing, not a store.
  static Result<std::unique_ptr<Store>> open(OpenOptions const& options);
  ~Store();
  Store(Store const&) = delete;
  Store& operator=(Store const&) = delete;

  // Runs the verb as one entry, or as nothing when it refuses or throws. Verbs that wait together
  // commit together. A nonce seen before answers with the entry it made. A verb that wrote no fact
  // makes no entry and answers with the head.
  Result<Written> write(Act const& act, std::function<Result<void>(Tx&)> const& verb);

  // Refused when the actor has used up the hour's tries of the verb at records of others: for what
  // foresees a verb and answers without writing.
  Result<void> tries_left(Act const& act);

  // One consistent view for several questions.
  [[nodiscard]] std::unique_ptr<Snapshot> read();

  // From now on every snapshot leads to it. Before others read.
  void follow_with(std::unique_ptr<Follower> follower);

  // Ids for facts prepared ahead; a gap is harmless. The first of `count` consecutive ones.
  std::int64_t reserve_ids(std::int64_t count);

  // Writes tables outside the journal (Catalogue::own_tables), as one transaction.
  void write_own(std::function<void(OwnRows&)> const& body);

  // From now on the head goes to the end of this file after each commit: a disk that who holds the
  // store does not hold. Nobody waits for it; `on_fault` is told when it cannot be written. Before
  // others write. Refused when the file cannot be opened.
  Result<void> anchor_to(std::string const& file,
                         std::function<void(std::string_view)> const& on_fault);

  // A line in the access log: who read which personal file, list or export, and why.
  // Answers the number of the line.
  std::int64_t log_access(std::string const& actor, std::string const& what,
                          std::optional<std::int64_t> subject);
  std::vector<Access> accesses(std::optional<std::int64_t> subject);

  [[nodiscard]] Catalogue const& catalogue() const;
  [[nodiscard]] StoreKeys const& keys() const;
  [[nodiscard]] Clock const& clock() const;
  [[nodiscard]] std::string const& address() const;

 private:
  class Inside;
  explicit Store(std::unique_ptr<Inside> inside);
  std::unique_ptr<Inside> inside_;
};

extern RefusalKind const no_such_store;  // nothing at the address
extern RefusalKind const no_answer;      // the database server does not answer
extern RefusalKind const not_a_store;    // something else stands there
extern RefusalKind const newer_store;    // made by a later version of the program
extern RefusalKind const older_store;    // to be brought up to date, but opened to be read
extern RefusalKind const foreign_law;  // a trigger, view or rule stands in it that we did not make
extern RefusalKind const torn_log;     // its log holds writes behind a place that cannot be read
extern RefusalKind const keys_missing;
extern RefusalKind const wrong_keys;
extern RefusalKind const already_there;         // restore onto something
extern RefusalKind const nonce_used_otherwise;  // by somebody else, or for something else
extern RefusalKind const anchors_unusable;      // the file cannot be read or added to

// --- journal -----------------------------------------------------------------------------------
std::vector<Entry> entries(Snapshot& snapshot, EntryNumber from, std::int64_t count);
std::optional<Entry> entry(Snapshot& snapshot, EntryNumber number);
// The last entry recorded by the end of the day, in Vietnam; 0: none yet.
EntryNumber head_on(Snapshot& snapshot, Day day);
// What an entry wrote, one line per fact, without personal values: kind, subject, span, and
// whether it was recorded or superseded.
struct EntryLine {
  Kind const* kind;
  std::int64_t subject;
  Span span;
  enum class What { recorded, superseded } what;
  EntryNumber entry;
};
std::vector<EntryLine> lines_of(Snapshot& snapshot, EntryNumber number);
// Of every entry after the one that was seen, those of one kind together.
std::vector<EntryLine> lines_after(Snapshot& snapshot, EntryNumber seen);

// Reverses entry `number`, unless later facts build on it.
Result<void> undo(Tx& tx, EntryNumber number);
extern Verb const undo_verb;

// Destroys what identifies a person. `ground`: the legal ground, said in the journal.
struct Erasure {  // an event of the person; stays when all else that names the person is gone
  std::string ground;
  static Kind const kind;
};
Result<void> erase(Tx& tx, PersonId person, std::string const& ground);
// The entry that erased the person; what a drill-down says in place of the name.
std::optional<EntryNumber> erased_in(Snapshot& snapshot, PersonId person);
// When somebody was erased last: what was made of the store before may hold that person.
std::optional<Instant> last_erasure(Snapshot& snapshot);
extern Verb const erase_verb;
extern RefusalKind const cannot_undo_erasure;
extern RefusalKind const undo_breaks_law;
extern RefusalKind const nobody_to_erase;

// --- check, backup -----------------------------------------------------------------------------
struct Anchor {
  EntryNumber number;
  std::string mark;  // ten characters from a printed document
  static std::optional<Anchor> parse(std::string_view text);  // "57:3F0A9C21BE"
};
struct CheckReport {
  std::int64_t entries = 0;
  std::int64_t facts = 0;
  std::int64_t erased = 0;
  EntryNumber head = 0;
  std::string head_mark;
  std::vector<std::string> faults;  // one sentence each, naming table and record
};
// Proves the chain, the leaves, the supersessions, the invariants, the derived tables and all
// seals, and holds the store against what was printed and what an anchor file says.
CheckReport check(Store& store, std::optional<Anchor> const& anchor = {},
                  std::vector<Head> const& filed = {});
// What `Store::anchor_to` wrote; a line that a power cut tore is passed over.
Result<std::vector<Head>> read_anchors(std::string const& file);

// Copies the whole store into a new SQLite file, and its keys into another file.
Result<void> backup(Store& store, std::string const& file, std::string const& keys_file);
// Makes a new store at `options.address` from a backup; refused when something stands there.
Result<void> restore(std::string const& file, std::string const& keys_file,
                     OpenOptions const& options);

}  // namespace giaoban::store
