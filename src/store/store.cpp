#include "store/store.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sodium.h>
#include <unistd.h>

#include <algorithm>
#include <condition_variable>
#include <exception>
#include <filesystem>
#include <mutex>

#include "base/patience.h"
#include "base/target.h"
#include "store/anchors.h"
#include "store/bytes.h"
#include "store/checks.h"
#include "store/damage.h"
#include "store/discretion.h"
#include "store/files.h"
#include "store/journal_end.h"
#include "store/meta.h"
#include "store/opening.h"
#include "store/queries.h"
#include "store/schema.h"
#include "store/seals.h"
#include "store/strange.h"

namespace giaoban::store {

namespace {

constexpr std::ptrdiff_t batch_max = 64;
constexpr int reader_cache_kb = 2 * 1024;
constexpr std::chrono::minutes long_work{2};
constexpr std::chrono::milliseconds looks_every{100};

}  // namespace

// A verb, or a write outside the journal, that waits for its turn.
struct Waiting {
  Act const* act = nullptr;
  std::function<Result<void>(Tx&)> const* verb = nullptr;
  std::function<void(Db&)> const* plain = nullptr;  // in place of both
  Bounds bounds = Patience::of_this_thread();       // whoever leads
  std::chrono::steady_clock::time_point until = Patience::until();
  std::optional<Result<Written>> outcome;  // of a verb
  std::vector<Record> met;                 // when it was refused: Tx::meets
  std::exception_ptr thrown;
  bool kept = false;                 // its entry is to be committed
  bool blanked = false;              // erased a person
  std::vector<Kind const*> adopted;  // kinds of which it wrote a whole draft
  // The members that are read while another leads.
  bool begun = false;  // no longer free to leave
  bool done = false;   // committed or failed

  // Work of many minutes, such as an import: who came with it would wait for its commit.
  [[nodiscard]] bool is_long() const {
    return until != std::chrono::steady_clock::time_point::max() &&
           until - std::chrono::steady_clock::now() > long_work;
  }
};

class Store::Inside {
 public:
  std::string address;
  Catalogue const* catalogue = nullptr;
  Clock const* clock = nullptr;
  Opening opening = Opening::to_write;
  StoreKeys keys;
  Shelf shelf;
  Tries tries;
  std::unique_ptr<Follower> follower;

  Outcome write(Act const& act, std::function<Result<void>(Tx&)> const& verb) {
    Waiting mine;
    mine.act = &act;
    mine.verb = &verb;
    take_turn(mine);
    if (!mine.adopted.empty()) settle(mine.adopted);
    return {*std::move(mine.outcome), std::move(mine.met)};
  }

  // A write outside the journal: ids, access log, sessions.
  void write_plain(std::function<void(Db&)> const& body) {
    Waiting mine;
    mine.plain = &body;
    take_turn(mine);
  }

  Db& writer() {
    if (!writer_) writer_ = connect(address, IfMissing::fail, opening);
    return *writer_;
  }
  void use_writer(std::unique_ptr<Db> db) { writer_ = std::move(db); }

  std::unique_ptr<Db> borrow() {
    {
      std::lock_guard const lock(readers_mutex_);
      if (!readers_.empty()) {
        auto db = std::move(readers_.back());
        readers_.pop_back();
        return db;
      }
    }
    auto db = connect(address, IfMissing::fail, opening);
    // As many as there are questions at once, so each keeps little: SQLite lets go of it whenever
    // somebody else wrote, and the system keeps the file for all. The writer keeps much.
    if (db->dialect() == Dialect::sqlite) {
      db->each(fmt::format("PRAGMA cache_size = -{}", reader_cache_kb), Params(),
               [](RowView const&) {});
    }
    return db;
  }
  void give_back(std::unique_ptr<Db> db) {
    std::lock_guard const lock(readers_mutex_);
    readers_.push_back(std::move(db));
  }

  // Whether the journal has the entry as it is told.
  bool stands(Head const& told) {
    if (told.entry == 0) return true;
    auto const hash = writer().first(queries::entry_hash, Params(told.entry),
                                     [](RowView const& row) { return hash_in(row, 1); });
    return hash == told.hash;
  }
  Result<void> anchor_to(std::string const& file,
                         std::function<void(std::string_view)> const& on_fault) {
    if (!may_be_written(file, begins_as_anchors)) return refuse(not_anchors, {{"file", file}});
    if (auto const last = last_anchor(file); last && !stands(*last)) {
      return refuse(anchors_of_another, {{"file", file}, {"entry", std::to_string(last->entry)}});
    }
    int const opened =
        ::open(file.c_str(), O_CREAT | O_APPEND | O_WRONLY | O_CLOEXEC | O_NOFOLLOW, 0600);
    if (opened < 0) return refuse(anchors_unusable, {{"file", file}});
    anchors_ = std::make_unique<AnchorFile>(opened, on_fault);
    anchors_->note(sealed_head(writer(), keys));
    return {};
  }

 private:
  // The first to come leads, and commits for all who wait behind it. Whose patience ends before its
  // verb has begun leaves.
  void take_turn(Waiting& mine) {
    std::unique_lock lock(mutex_);
    queue_.push_back(&mine);
    while (!mine.done) {
      if (!leading_) {
        lead(lock);
        continue;
      }
      turn_.wait_for(lock, looks_every, [&] { return mine.done || !leading_; });
      auto const lost = mine.begun ? std::nullopt : Patience::lost();
      if (!lost) continue;
      std::erase(queue_, &mine);
      std::ranges::replace(batch_, &mine, nullptr);
      throw OutOfPatience(*lost);
    }
    lock.unlock();
    if (mine.thrown) std::rethrow_exception(mine.thrown);
    if (mine.kept && mine.act != nullptr) Patience::note_kept();
  }

  // The batch starts at the queue's front, where who leads may not stand. Long work goes alone.
  void lead(std::unique_lock<std::mutex>& lock) {
    auto end = queue_.begin();
    while (end != queue_.end() && end - queue_.begin() < batch_max) {
      bool const is_long = (*end)->is_long();
      if (is_long && end != queue_.begin()) break;
      ++end;
      if (is_long) break;
    }
    batch_.assign(queue_.begin(), end);
    queue_.erase(queue_.begin(), end);
    leading_ = true;
    lock.unlock();
    {
      WorkFor const all{Bounds{}};
      run();
    }
    lock.lock();
    leading_ = false;
    for (Waiting* waiting : batch_) {
      if (waiting != nullptr) waiting->done = true;
    }
    batch_.clear();
    turn_.notify_all();
  }

  // From now on it may not leave; nullptr: it has left.
  Waiting* begin(std::size_t place) {
    std::lock_guard const lock(mutex_);
    if (batch_[place] != nullptr) batch_[place]->begun = true;
    return batch_[place];
  }

  // Those of the batch that have not left, none of which can any more.
  std::vector<Waiting*> begin_all() {
    std::vector<Waiting*> begun;
    for (std::size_t place = 0; place < batch_size(); ++place) {
      if (Waiting* const waiting = begin(place)) begun.push_back(waiting);
    }
    return begun;
  }

  std::size_t batch_size() {
    std::lock_guard const lock(mutex_);
    return batch_.size();
  }

  void run() noexcept {
    try {
      Db& db = writer();
      db.begin_write();
      try {
        batch_size() == 1 ? run_alone(db) : run_together(db);
      } catch (...) {
        db.rollback();
        throw;
      }
      note_anchor(db);
      if (scrub_due_) scrub(db);
    } catch (...) {
      for (Waiting* waiting : begin_all()) {
        waiting->outcome.reset();
        waiting->kept = false;
        waiting->thrown = std::current_exception();
      }
      writer_.reset();  // the connection may be broken: the next write opens a new one
    }
  }

  // Others wait for a commit, so the log of an import is not worked off in it, but in settle().
  static void commit(Db& db, std::vector<Waiting*> const& begun) {
    bool const large =
        db.dialect() == Dialect::sqlite &&
        std::ranges::any_of(begun, [](Waiting const* one) { return !one->adopted.empty(); });
    auto const checkpoint_every = [&](int pages) {
      db.each(fmt::format("PRAGMA wal_autocheckpoint = {}", pages), Params(),
              [](RowView const&) {});
    };
    if (large) checkpoint_every(0);
    db.commit();
    if (large) checkpoint_every(1000);
  }

  // After an import, while others already write. The import stands: what fails here is made up for
  // by the database in its own time.
  void settle(std::vector<Kind const*> const& adopted) noexcept {
    WorkFor const all{Bounds{}};
    try {
      auto db = borrow();
      if (db->dialect() == Dialect::sqlite) {
        db->each("PRAGMA wal_checkpoint(PASSIVE)", Params(), [](RowView const&) {});
      } else {
        // Until its own turn comes PostgreSQL plans as if the tables were still empty.
        for (Kind const* kind : adopted) db->script(fmt::format("ANALYZE {}", kind->table));
        for (Derived const* derived : catalogue->derived) {
          db->script(fmt::format("ANALYZE {}", derived->table));
        }
      }
      give_back(std::move(db));
    } catch (...) {
    }
  }

  // What an erasure deleted still stands in SQLite's log and in PostgreSQL's dead rows. The erasure
  // is committed, so a failure here is not the verb's: it is tried again after the next write.
  void scrub(Db& db) noexcept {
    try {
      if (db.dialect() == Dialect::sqlite) {
        auto const patience = [&](int milliseconds) {
          db.each(fmt::format("PRAGMA busy_timeout = {}", milliseconds), Params(),
                  [](RowView const&) {});
        };
        patience(500);  // for readers who still look at the past
        db.each("PRAGMA wal_checkpoint(TRUNCATE)", Params(),
                [&](RowView const& row) { scrub_due_ = row.integer(0) != 0; });
        patience(10'000);
        return;
      }
      // All kinds: a name is taken out of texts of any. Of few dead rows VACUUM by itself leaves
      // what their indexes hold.
      std::string tables = "person_key, entry";
      for (Kind const* kind : catalogue->kinds) tables += fmt::format(", {}", kind->table);
      for (Derived const* derived : catalogue->derived) {
        tables += fmt::format(", {}", derived->table);
      }
      db.script("VACUUM (INDEX_CLEANUP ON) " + tables);
      scrub_due_ = false;
    } catch (...) {
      scrub_due_ = true;
    }
  }

  // Who is alone has no savepoint, for which SQLite would copy each page that it changes: what it
  // wrote in vain goes with the transaction.
  void run_alone(Db& db) {
    Waiting* const alone = begin(0);
    if (alone != nullptr) run_one(db, *alone);
    if (alone == nullptr || !alone->kept) return db.rollback();
    commit(db, {alone});
    scrub_due_ = scrub_due_ || alone->blanked;
  }

  void run_together(Db& db) {
    std::vector<Waiting*> begun;
    for (std::size_t place = 0; place < batch_size(); ++place) {
      Waiting* const waiting = begin(place);
      if (waiting == nullptr) continue;
      begun.push_back(waiting);
      db.savepoint();
      run_one(db, *waiting);
      waiting->kept ? db.release_savepoint() : db.rollback_to_savepoint();
    }
    commit(db, begun);
    for (Waiting const* waiting : begun) scrub_due_ = scrub_due_ || waiting->blanked;
  }

  // What one throws is its own, the others go on.
  void run_one(Db& db, Waiting& waiting) {
    WorkFor const whom(waiting.bounds);
    try {
      if (waiting.plain != nullptr) {
        (*waiting.plain)(db);
        waiting.kept = true;
      } else {
        waiting.outcome = one_entry(db, waiting);
      }
    } catch (DiskFull const&) {
      throw;  // SQLite has rolled everything back: none of the batch stands
    } catch (...) {
      waiting.outcome.reset();
      waiting.kept = false;
      waiting.thrown = std::current_exception();
    }
  }

  Result<Written> one_entry(Db& db, Waiting& waiting) {
    PassingNothing const strict;
    Act const& act = *waiting.act;
    ensure(act.nonce.empty() || !act.asked.empty(), "a nonce goes with what was asked");
    ensure(act.verb != nullptr && act.verb->right != nullptr, "a verb declares its right");
    if (!act.actor.may(*act.verb->right)) {
      return refuse(not_allowed, {{"actor", act.actor.name}, {"right", act.verb->right->label}});
    }
    auto const asked = digest_of(act, keys);
    TRY_INTO(auto const written, written_before(db, act, asked));
    if (written) return *written;
    Head head = sealed_head(db, keys);
    TRY_VOID(ends_as_sealed(db, head));
    EntryNumber const number = head.entry + 1;
    Tx tx(db, *catalogue, keys, *clock, act, number);
    std::optional<DocumentId> document;
    if (act.basis) {
      document = tx.new_id_of<DocumentId>();
      TRY_VOID(tx.event(document->value, act.basis->signed_on, act.basis->document));
    }
    std::int64_t const before = tx.leaves().count();
    auto done = (*waiting.verb)(tx);
    if (!done) waiting.met = tx.met();
    TRY_VOID(std::move(done));
    if (tx.leaves().count() == before) {
      // Nothing was written: all goes, with the document it would have rested on.
      return Written{number - 1, head.hash, tx.warnings(), Made::nothing};
    }
    done = tx.finish();
    if (!done) waiting.met = tx.met();
    TRY_VOID(std::move(done));
    Entry entry{.number = number,
                .actor = act.actor.name,
                .at = clock->now(),
                .verb = std::string(act.verb->name),
                .document = document,
                .reason = act.reason,
                .nonce = act.nonce,
                .based_on = act.based_on,
                .leaf_count = tx.leaves().count(),
                .root = tx.leaves().root(),
                .previous = head.hash,
                .hash = {}};
    entry.hash = hash_of(entry);
    insert(db, entry, asked, head);
    waiting.kept = true;
    waiting.blanked = tx.blanked();
    waiting.adopted = tx.adopted();
    return Written{number, entry.hash, tx.warnings()};
  }

  // What the nonce was written as; refused when something else was asked under it.
  static Result<std::optional<Written>> written_before(Db& db, Act const& act,
                                                       std::optional<Blob> const& asked) {
    if (act.nonce.empty()) return std::nullopt;
    bool same = false;
    auto before = db.first(queries::entry_by_nonce, Params(act.nonce), [&](RowView const& row) {
      // An entry from before the seals says only who and what.
      same = row.null(4) ? row.text(2) == act.actor.name && row.text(3) == act.verb->name
                         : row.blob(4) == asked;
      return Written{row.integer(0), hash_in(row, 1), {}, Made::before};
    });
    if (before && !same) return refuse(nonce_used_otherwise);
    return before;
  }

  void insert(Db& db, Entry const& entry, std::optional<Blob> const& asked, Head head) {
    auto const text = [](std::string const& s) {
      return s.empty() ? std::optional<std::string>{} : std::optional(s);
    };
    auto const blob = [](Hash const& h) { return Blob{std::string(h.view())}; };
    db.execute(queries::insert_entry,
               Params(entry.number, entry.actor, entry.at.microseconds, entry.verb, entry.document,
                      text(entry.reason), text(entry.nonce), entry.based_on, entry.leaf_count,
                      blob(entry.root), blob(entry.previous), blob(entry.hash), asked,
                      head.accesses, mark_of(entry.hash, asked, head, keys)));
    head.entry = entry.number;
    head.hash = entry.hash;
    set_head(db, keys, head);
  }

  // The batch stands by now, whatever becomes of the anchor.
  void note_anchor(Db& db) noexcept {
    try {
      if (anchors_) anchors_->note(sealed_head(db, keys));
    } catch (...) {
    }
  }

  std::mutex mutex_;
  std::condition_variable turn_;
  std::vector<Waiting*> queue_;
  std::vector<Waiting*> batch_;  // of who leads; nullptr: one who has left
  bool leading_ = false;
  bool scrub_due_ = false;  // of who leads
  std::unique_ptr<Db> writer_;
  std::unique_ptr<AnchorFile> anchors_;

  std::mutex readers_mutex_;
  std::vector<std::unique_ptr<Db>> readers_;
};

// --- opening -----------------------------------------------------------------------------------

Result<std::unique_ptr<Store>> Store::open(OpenOptions const& options) {
  ensure(sodium_init() >= 0, "libsodium starts");
  bool const file = dialect_of(options.address) == Dialect::sqlite;
  if (file && !std::filesystem::exists(options.address)) {
    if (options.if_missing == IfMissing::fail) {
      return refuse(no_such_store, {{"address", options.address}});
    }
    TRY_VOID(no_log_alone(options.address));
    auto const folder = std::filesystem::path(options.address).parent_path();
    if (!folder.empty()) std::filesystem::create_directories(folder);
  }
  if (file && std::filesystem::exists(options.address) && !may_be_store(options.address)) {
    return refuse(not_a_store, {{"address", options.address}});
  }
  if (file && options.opening == Opening::to_write) TRY_VOID(no_writes_lost(options.address));
  auto inside = std::make_unique<Inside>();
  inside->address = options.address;
  inside->catalogue = options.catalogue;
  inside->clock = options.clock;
  inside->opening = options.opening;
  std::string const keys_path =
      options.keys_path.empty() ? default_keys_path(options.address) : options.keys_path;
  if (is_of_a_database(keys_path)) return refuse(name_of_a_log, {{"file", keys_path}});
  std::unique_ptr<Db> db;
  try {
    db = connect(options.address, options.if_missing, options.opening);
  } catch (Unreachable const&) {
    return refuse(no_answer, {{"address", without_password(options.address)}});
  }
  if (!table_exists(*db, "meta")) {
    if (holds_tables(*db)) return refuse(not_a_store, {{"address", options.address}});
    if (options.if_missing == IfMissing::fail) {
      return refuse(no_such_store, {{"address", options.address}});
    }
    TRY_VOID(make_store(*db, options, keys_path));
  }
  int const schema = schema_version(*db);
  if (schema > latest_schema()) {
    return refuse(newer_store, {{"address", options.address},
                                {"schema", std::to_string(schema)},
                                {"known", std::to_string(latest_schema())}});
  }
  TRY_INTO(inside->keys, read_keys(keys_path));
  TRY_VOID(prove_keys(*db, inside->keys, keys_path));
  if (options.opening == Opening::to_write) {
    if (auto const law = foreign_law_in(*db)) {
      return refuse(foreign_law, {{"address", without_password(options.address)}, {"name", *law}});
    }
  } else if (schema < latest_schema()) {
    return refuse(older_store, {{"address", without_password(options.address)},
                                {"schema", std::to_string(schema)},
                                {"known", std::to_string(latest_schema())}});
  }
  if (schema < latest_schema()) TRY_VOID(bring_up_to_date(*db, inside->keys, *inside->catalogue));
  if (options.opening == Opening::to_write) note_sealed(keys_path);
  inside->use_writer(std::move(db));
  return std::unique_ptr<Store>(new Store(std::move(inside)));
}

Store::Store(std::unique_ptr<Inside> inside) : inside_(std::move(inside)) {}
// What follows may still be reading.
Store::~Store() {
  inside_->follower.reset();
}

Result<Written> Store::write(Act const& act, std::function<Result<void>(Tx&)> const& verb) {
  TRY_VOID(check_act(act));
  return as_told(*this, inside_->tries, act, inside_->write(act, verb));
}

Result<void> Store::tries_left(Act const& act) {
  return inside_->tries.check(act, *inside_->clock);
}

namespace {

// A snapshot that borrows its connection and gives it back.
template <class Inside>
class BorrowedSnapshot final : public Snapshot {
 public:
  BorrowedSnapshot(std::unique_ptr<Db> db, Inside& inside)
      : Snapshot(*db, *inside.catalogue, inside.keys, *inside.clock),
        own_(std::move(db)),
        inside_(inside) {
    own_->begin_read();
    shelf_ = &inside.shelf;
  }
  ~BorrowedSnapshot() override {
    own_->rollback();
    inside_.give_back(std::move(own_));
  }

  std::unique_ptr<Snapshot> beside() override {
    auto second = std::make_unique<BorrowedSnapshot>(inside_.borrow(), inside_);
    if (second->head() != head()) second.reset();
    return second;
  }

  Follower* follower() override { return inside_.follower.get(); }

 private:
  std::unique_ptr<Db> own_;
  Inside& inside_;
};

}  // namespace

std::unique_ptr<Snapshot> Store::read() {
  return std::make_unique<BorrowedSnapshot<Inside>>(inside_->borrow(), *inside_);
}

void Store::follow_with(std::unique_ptr<Follower> follower) {
  inside_->follower = std::move(follower);
}

std::int64_t Store::reserve_ids(std::int64_t count) {
  std::int64_t first = 0;
  inside_->write_plain([&](Db& db) {
    first = std::stoll(sealed_meta(db, inside_->keys, "last_id")) + 1;
    set_meta(db, inside_->keys, "last_id", std::to_string(first + count - 1));
  });
  return first;
}

void Store::write_own(std::function<void(OwnRows&)> const& body) {
  inside_->write_plain([&](Db& db) {
    OwnRows rows(db, inside_->keys);
    body(rows);
  });
}

Result<void> Store::anchor_to(std::string const& file,
                              std::function<void(std::string_view)> const& on_fault) {
  return inside_->anchor_to(file, on_fault);
}

Catalogue const& Store::catalogue() const {
  return *inside_->catalogue;
}
StoreKeys const& Store::keys() const {
  return inside_->keys;
}
Clock const& Store::clock() const {
  return *inside_->clock;
}
std::string const& Store::address() const {
  return inside_->address;
}

}  // namespace giaoban::store
