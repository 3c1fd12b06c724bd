#include "store/store.h"

#include <fmt/format.h>
#include <sodium.h>
#include <sys/stat.h>

#include <condition_variable>
#include <cstdlib>
#include <exception>
#include <filesystem>
#include <fstream>
#include <mutex>
#include <sstream>

#include "store/files.h"
#include "store/meta.h"
#include "store/queries.h"
#include "store/schema.h"

namespace giaoban::store {

namespace {

constexpr int sequence_bits = 33;  // with 20 bits of store number an id stays exact in JSON
constexpr std::int64_t store_number_max = (1 << 20) - 1;
constexpr std::size_t batch_max = 64;

void put(std::string& out, std::int64_t value) {
  for (int i = 0; i < 8; ++i) out += static_cast<char>((value >> (8 * i)) & 0xff);
}
void put(std::string& out, std::string_view text) {
  put(out, static_cast<std::int64_t>(text.size()));
  out += text;
}

}  // namespace

void write_keys(std::string const& path, StoreKeys const& keys) {
  auto const folder = std::filesystem::path(path).parent_path();
  if (!folder.empty()) std::filesystem::create_directories(folder);
  mode_t const before = umask(0077);
  std::ofstream out(path);
  umask(before);
  out << keys.text();
  out.close();
  if (!out) throw Breakage(fmt::format("cannot write the key file {}", path));
}

namespace {

Result<StoreKeys> read_keys(std::string const& path) {
  std::ifstream in(path, std::ios::binary);
  if (!in) return refuse(keys_missing, {{"file", path}});
  std::stringstream text;
  text << in.rdbuf();
  auto const keys = StoreKeys::parse(text.str());
  if (!keys) return refuse(wrong_keys, {{"file", path}});
  return *keys;
}

bool table_exists(Db& db, std::string_view table) {
  bool found = false;
  db.each(db.dialect() == Dialect::sqlite
              ? "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = ?1"
              : "SELECT 1 FROM information_schema.tables WHERE table_schema = current_schema() AND "
                "table_name = ?1",
          Params(table), [&](RowView const&) { found = true; });
  return found;
}

}  // namespace

bool holds_tables(Db& db) {
  bool found = false;
  db.each(db.dialect() == Dialect::sqlite
              ? "SELECT 1 FROM sqlite_master LIMIT 1"
              : "SELECT 1 FROM information_schema.tables WHERE table_schema = current_schema() "
                "LIMIT 1",
          Params(), [&](RowView const&) { found = true; });
  return found;
}

namespace {

bool looks_like_sqlite(std::string const& path) {
  std::ifstream in(path, std::ios::binary);
  std::string head(16, '\0');
  in.read(head.data(), 16);
  return in.gcount() == 0 || head.starts_with("SQLite format 3");
}

}  // namespace

Hash hash_of(Entry const& entry) {
  std::string out = "giaoban entry 1\n";
  put(out, entry.number);
  put(out, entry.actor);
  put(out, entry.at.microseconds);
  put(out, entry.verb);
  put(out, entry.document ? entry.document->value : 0);
  put(out, entry.reason);
  put(out, entry.nonce);
  put(out, entry.based_on.value_or(-1));
  put(out, entry.leaf_count);
  out += entry.root.view();
  out += entry.previous.view();
  return hash(out);
}

// A verb waiting for its turn to write.
struct Waiting {
  Act const* act = nullptr;
  std::function<Result<void>(Tx&)> const* verb = nullptr;
  std::optional<Result<Written>> outcome;
  std::exception_ptr thrown;
  [[nodiscard]] bool done() const { return outcome.has_value() || thrown != nullptr; }
};

class Store::Inside {
 public:
  std::string address;
  Catalogue const* catalogue = nullptr;
  Clock const* clock = nullptr;
  StoreKeys keys;

  // --- writing: the first to come leads, and commits for all who wait behind it ---
  Result<Written> write(Act const& act, std::function<Result<void>(Tx&)> const& verb) {
    Waiting mine{.act = &act, .verb = &verb, .outcome = {}, .thrown = {}};
    std::unique_lock lock(mutex_);
    queue_.push_back(&mine);
    turn_.wait(lock, [&] { return mine.done() || !leading_; });
    if (!mine.done()) {
      leading_ = true;
      std::size_t const count = std::min(queue_.size(), batch_max);
      std::vector<Waiting*> const batch(queue_.begin(),
                                        queue_.begin() + static_cast<std::ptrdiff_t>(count));
      queue_.erase(queue_.begin(), queue_.begin() + static_cast<std::ptrdiff_t>(count));
      lock.unlock();
      run(batch);
      lock.lock();
      leading_ = false;
      turn_.notify_all();
    }
    // The leader's batch starts at the queue's front, where its own verb may not stand: wait on.
    while (!mine.done()) {
      turn_.wait(lock, [&] { return mine.done() || !leading_; });
      if (mine.done()) break;
      leading_ = true;
      std::vector<Waiting*> const batch = std::exchange(queue_, {});
      lock.unlock();
      run(batch);
      lock.lock();
      leading_ = false;
      turn_.notify_all();
    }
    lock.unlock();
    if (mine.thrown) std::rethrow_exception(mine.thrown);
    return *std::move(mine.outcome);
  }

  // A write outside the journal (ids, access log), alone in its transaction.
  void write_plain(std::function<void(Db&)> const& body) {
    std::unique_lock lock(mutex_);
    turn_.wait(lock, [&] { return !leading_; });
    leading_ = true;
    lock.unlock();
    std::exception_ptr thrown;
    try {
      Db& db = writer();
      db.begin_write();
      try {
        body(db);
        db.commit();
      } catch (...) {
        db.rollback();
        throw;
      }
    } catch (...) {
      thrown = std::current_exception();
    }
    lock.lock();
    leading_ = false;
    turn_.notify_all();
    lock.unlock();
    if (thrown) std::rethrow_exception(thrown);
  }

  Db& writer() {
    if (!writer_) writer_ = connect(address, IfMissing::fail);
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
    return connect(address, IfMissing::fail);
  }
  void give_back(std::unique_ptr<Db> db) {
    std::lock_guard const lock(readers_mutex_);
    readers_.push_back(std::move(db));
  }

 private:
  void run(std::vector<Waiting*> const& batch) {
    try {
      Db& db = writer();
      db.begin_write();
      try {
        for (Waiting* waiting : batch) run_one(db, *waiting);
        db.commit();
      } catch (...) {
        db.rollback();
        throw;
      }
    } catch (...) {
      for (Waiting* waiting : batch) {
        waiting->outcome.reset();
        waiting->thrown = std::current_exception();
      }
      writer_.reset();  // the connection may be broken: the next write opens a new one
    }
  }

  // One verb inside its savepoint; its own exception is its own, the others go on.
  void run_one(Db& db, Waiting& waiting) {
    db.savepoint();
    try {
      waiting.outcome = one_entry(db, *waiting.act, *waiting.verb);
      if (*waiting.outcome) {
        db.release_savepoint();
      } else {
        db.rollback_to_savepoint();
      }
    } catch (DiskFull const&) {
      throw;  // SQLite has rolled everything back: none of the batch stands
    } catch (...) {
      waiting.outcome.reset();
      waiting.thrown = std::current_exception();
      db.rollback_to_savepoint();
    }
  }

  Result<Written> one_entry(Db& db, Act const& act,
                            std::function<Result<void>(Tx&)> const& verb) {
    ensure(act.verb != nullptr && act.verb->right != nullptr, "a verb declares its right");
    if (!act.actor.may(*act.verb->right)) {
      return refuse(not_allowed, {{"actor", act.actor.name},
                                  {"right", std::string(act.verb->right->label.vietnamese())}});
    }
    if (!act.nonce.empty()) {
      auto const before = db.first(queries::entry_by_nonce, Params(act.nonce),
                                   [](RowView const& row) {
                                     return Written{row.integer(0), Hash::from(row.blob(1).bytes), {}};
                                   });
      if (before) return *before;
    }
    auto const last = db.first(queries::last_entry, Params(), [](RowView const& row) {
      return Written{row.integer(0), Hash::from(row.blob(1).bytes), {}};
    });
    EntryNumber const number = last ? last->entry + 1 : 1;
    Tx tx(db, *catalogue, keys, *clock, act, number);
    std::optional<DocumentId> document;
    if (act.basis) {
      document = tx.new_id_of<DocumentId>();
      TRY_VOID(tx.event(document->value, act.basis->signed_on, act.basis->document));
    }
    std::int64_t const before = tx.leaves().count();
    TRY_VOID(verb(tx));
    if (tx.leaves().count() == before) {
      // Nothing was written: the savepoint goes, with the document it would have rested on.
      db.rollback_to_savepoint();
      db.savepoint();
      return Written{number - 1, last ? last->hash : Hash{}, tx.warnings()};
    }
    TRY_VOID(tx.finish());
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
                .previous = last ? last->hash : Hash{},
                .hash = {}};
    entry.hash = hash_of(entry);
    auto const text = [](std::string const& s) {
      return s.empty() ? std::optional<std::string>{} : std::optional(s);
    };
    auto const blob = [](Hash const& h) { return Blob{std::string(h.view())}; };
    db.execute(queries::insert_entry,
               Params(entry.number, entry.actor, entry.at.microseconds, entry.verb, entry.document,
                      text(entry.reason), text(entry.nonce), entry.based_on, entry.leaf_count,
                      blob(entry.root), blob(entry.previous), blob(entry.hash)));
    return Written{number, entry.hash, tx.warnings()};
  }

  std::mutex mutex_;
  std::condition_variable turn_;
  std::vector<Waiting*> queue_;
  bool leading_ = false;
  std::unique_ptr<Db> writer_;

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
    auto const folder = std::filesystem::path(options.address).parent_path();
    if (!folder.empty()) std::filesystem::create_directories(folder);
  }
  if (file && std::filesystem::exists(options.address) && !looks_like_sqlite(options.address)) {
    return refuse(not_a_store, {{"address", options.address}});
  }
  auto inside = std::make_unique<Inside>();
  inside->address = options.address;
  inside->catalogue = options.catalogue;
  inside->clock = options.clock;
  std::string const keys_path =
      options.keys_path.empty() ? default_keys_path(options.address) : options.keys_path;
  auto db = connect(options.address, options.if_missing);
  if (!table_exists(*db, "meta")) {
    if (holds_tables(*db)) return refuse(not_a_store, {{"address", options.address}});
    if (options.if_missing == IfMissing::fail) {
      return refuse(no_such_store, {{"address", options.address}});
    }
    if (std::filesystem::exists(keys_path)) {
      TRY_INTO(inside->keys, read_keys(keys_path));
    } else {
      inside->keys = StoreKeys::random();
      write_keys(keys_path, inside->keys);
    }
    std::int64_t const number =
        options.store_number.value_or(1 + randombytes_uniform(store_number_max));
    db->begin_write();
    if (!table_exists(*db, "meta")) {  // another process may have been faster
      db->script(declared_ddl(*options.catalogue));
      set_meta(*db, inside->keys, "schema", std::to_string(latest_schema()));
      set_meta(*db, inside->keys, "store", std::to_string(number));
      set_meta(*db, inside->keys, "last_id", std::to_string(number << sequence_bits));
    }
    db->commit();
  } else {
    int const schema = std::stoi("0" + meta(*db, "schema"));
    if (schema > latest_schema()) {
      return refuse(newer_store, {{"address", options.address},
                                  {"schema", std::to_string(schema)},
                                  {"known", std::to_string(latest_schema())}});
    }
    TRY_INTO(inside->keys, read_keys(keys_path));
    auto const seal = db->first(queries::meta, Params("store"), [](RowView const& row) {
      return std::pair(row.text(0), row.blob(1));
    });
    if (!seal || seal->second != meta_seal(inside->keys, "store", seal->first)) {
      return refuse(wrong_keys, {{"file", keys_path}});
    }
    if (schema < latest_schema()) {
      db->begin_write();
      migrate(*db, schema);
      set_meta(*db, inside->keys, "schema", std::to_string(latest_schema()));
      db->commit();
    }
  }
  inside->use_writer(std::move(db));
  return std::unique_ptr<Store>(new Store(std::move(inside)));
}

Store::Store(std::unique_ptr<Inside> inside) : inside_(std::move(inside)) {}
Store::~Store() = default;

Result<Written> Store::write(Act const& act, std::function<Result<void>(Tx&)> const& verb) {
  return inside_->write(act, verb);
}

namespace {

// A snapshot that borrows its connection and gives it back.
template <class Inside>
class BorrowedSnapshot final : public Snapshot {
 public:
  BorrowedSnapshot(std::unique_ptr<Db> db, Inside& inside)
      : Snapshot(*db, *inside.catalogue, inside.keys), own_(std::move(db)), inside_(inside) {
    own_->begin_read();
  }
  ~BorrowedSnapshot() override {
    own_->rollback();
    inside_.give_back(std::move(own_));
  }

 private:
  std::unique_ptr<Db> own_;
  Inside& inside_;
};

}  // namespace

std::unique_ptr<Snapshot> Store::read() {
  return std::make_unique<BorrowedSnapshot<Inside>>(inside_->borrow(), *inside_);
}

std::int64_t Store::reserve_ids(std::int64_t count) {
  std::int64_t first = 0;
  inside_->write_plain([&](Db& db) {
    first = std::stoll(meta(db, "last_id")) + 1;
    set_meta(db, inside_->keys, "last_id", std::to_string(first + count - 1));
  });
  return first;
}

namespace {

std::string access_text(std::int64_t id, Access const& access) {
  return fmt::format("{}|{}|{}|{}|{}", id, access.at.microseconds, access.actor, access.what,
                     access.subject.value_or(0));
}

}  // namespace

void Store::log_access(std::string const& actor, std::string const& what,
                       std::optional<std::int64_t> subject) {
  inside_->write_plain([&](Db& db) {
    std::int64_t const id =
        1 + db.first(queries::last_access, Params(), [](RowView const& row) { return row.integer(0); })
                .value_or(0);
    Access const access{inside_->clock->now(), actor, what, subject};
    db.execute(queries::insert_access, Params(id, access.at.microseconds, actor, what, subject,
                                              sign(access_text(id, access), inside_->keys)));
  });
}

std::vector<Access> Store::accesses(std::optional<std::int64_t> subject) {
  auto const snapshot = read();
  auto const read_row = [](RowView const& row) {
    return Access{{row.integer(1)}, row.text(2), row.text(3), row.maybe_integer(4)};
  };
  return subject ? snapshot->db().all(queries::accesses_of, Params(*subject), read_row)
                 : snapshot->db().all(queries::accesses, Params(), read_row);
}

std::vector<std::string> unsealed_accesses(Snapshot& snapshot) {
  std::vector<std::string> faults;
  std::int64_t expected = 0;
  snapshot.db().each(queries::accesses, Params(), [&](RowView const& row) {
    Access const access{{row.integer(1)}, row.text(2), row.text(3), row.maybe_integer(4)};
    if (row.integer(0) != ++expected ||
        row.blob(5) != sign(access_text(row.integer(0), access), snapshot.keys())) {
      faults.push_back(fmt::format("access: dòng {} đã bị sửa hoặc mất", row.integer(0)));
      expected = row.integer(0);
    }
  });
  return faults;
}

Catalogue const& Store::catalogue() const { return *inside_->catalogue; }
StoreKeys const& Store::keys() const { return inside_->keys; }
Clock const& Store::clock() const { return *inside_->clock; }
std::string const& Store::address() const { return inside_->address; }

// --- refusals ----------------------------------------------------------------------------------

RefusalKind const no_such_store{
    "store.no_such_store", 404, M("Không có kho dữ liệu ở “{address}”."),
    M("Kiểm tra đường dẫn sau --store, hoặc lập kho mới bằng lệnh import hay unit found.")};
RefusalKind const not_a_store{"store.not_a_store", 422,
                              M("“{address}” không phải là kho dữ liệu của Giaoban."),
                              M("Chọn tệp khác; tệp này được giữ nguyên.")};
RefusalKind const newer_store{
    "store.newer_store", 409,
    M("Kho “{address}” do bản chương trình mới hơn lập (cấu trúc {schema}, bản này biết đến "
      "{known})."),
    M("Cài bản chương trình mới rồi mở lại; kho được giữ nguyên.")};
RefusalKind const keys_missing{
    "store.keys_missing", 403, M("Không tìm thấy tệp khóa “{file}” của kho dữ liệu."),
    M("Chép tệp khóa từ nơi cất giữ về đúng chỗ, hoặc chỉ đường dẫn bằng --keys.")};
RefusalKind const wrong_keys{
    "store.wrong_keys", 403, M("Tệp khóa “{file}” không mở được kho dữ liệu này."),
    M("Tìm đúng tệp khóa đã lưu cùng kho này; kho được giữ nguyên.")};
RefusalKind const already_there{"store.already_there", 409, M("Đã có dữ liệu ở “{address}”."),
                                M("Chọn nơi khác; không ghi đè lên dữ liệu đang có.")};

}  // namespace giaoban::store
