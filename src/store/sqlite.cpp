#include "store/sqlite.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sqlite3.h>
#include <unistd.h>

#include <cerrno>
#include <filesystem>
#include <functional>
#include <type_traits>
#include <unordered_map>
#include <utility>

#include "base/patience.h"
#include "base/text.h"
#include "store/dialect.h"

namespace giaoban::store {

namespace {

constexpr int busy_wait_ms = 10'000;
constexpr std::size_t statements_kept_max = 512;
constexpr int steps_between_looks = 10'000;  // of SQLite's machine: a third of a millisecond
constexpr std::int64_t rows_between_looks = 64;
// SQLITE_TRANSIENT casts -1 to a function, which -Wpedantic minds; what we bind outlives its use.
constexpr sqlite3_destructor_type lives_long_enough = nullptr;

bool disk_is_full(sqlite3* handle, int code) {
  auto const kind = code & 0xff;
  if (kind == SQLITE_FULL) return true;
  if (kind != SQLITE_IOERR) return false;
  // The file of the shared memory is lengthened outside of what SQLite reports as FULL.
  auto const cause = sqlite3_system_errno(handle);
  return code == SQLITE_IOERR_SHMSIZE || cause == ENOSPC || cause == EDQUOT || cause == EFBIG;
}

[[noreturn]] void fail(sqlite3* handle, int code, std::string_view sql) {
  auto const what =
      fmt::format("sqlite: {} ({}) in: {}", sqlite3_errmsg(handle), code, sql_for_log(sql));
  if (disk_is_full(handle, code)) throw DiskFull(what);
  if (code == SQLITE_INTERRUPT) throw OutOfPatience(Patience::lost().value_or(Impatience::time));
  switch (code) {
    case SQLITE_CONSTRAINT_UNIQUE:
    case SQLITE_CONSTRAINT_PRIMARYKEY:
    case SQLITE_CONSTRAINT_ROWID:
      throw UniqueBroken(what);
    default:
      break;
  }
  switch (code & 0xff) {
    case SQLITE_NOTADB:
      throw Damaged("the file is not a store (not an SQLite database): " + what);
    case SQLITE_CORRUPT:
      throw Damaged("the store's file is damaged: " + what);
    case SQLITE_READONLY:
    case SQLITE_PERM:
      throw NotWritable("the store cannot be written: " + what);
    case SQLITE_CANTOPEN:
      throw NotWritable("the store's files cannot be opened: " + what);
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      throw Breakage("busy: another program holds the store: " + what);
    default:
      throw Breakage(what);
  }
}

struct TextHash {
  using is_transparent = void;
  std::size_t operator()(std::string_view text) const {
    return std::hash<std::string_view>{}(text);
  }
};

struct Finalize {
  void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
};

struct Prepared {
  std::unique_ptr<sqlite3_stmt, Finalize> handle;
  bool in_use = false;
};

// A statement while it runs. Gives it back clean however the scope is left.
class Use {
 public:
  explicit Use(Prepared& prepared) : prepared_(&prepared) { prepared.in_use = true; }
  Use(Use&& other) noexcept : prepared_(std::exchange(other.prepared_, nullptr)) {}
  Use& operator=(Use&&) = delete;
  ~Use() {
    if (prepared_ == nullptr) return;
    sqlite3_reset(handle());
    sqlite3_clear_bindings(handle());
    prepared_->in_use = false;
  }
  [[nodiscard]] sqlite3_stmt* handle() const { return prepared_->handle.get(); }

 private:
  Prepared* prepared_;
};

void bind(sqlite3_stmt* statement, int place, Value const& value) {
  auto const bound = std::visit(
      [&](auto const& plain) {
        using Plain = std::decay_t<decltype(plain)>;
        if constexpr (std::is_same_v<Plain, std::int64_t>) {
          return sqlite3_bind_int64(statement, place, plain);
        } else if constexpr (std::is_same_v<Plain, std::string>) {
          refuse_zero_byte(plain);
          return sqlite3_bind_text64(statement, place, plain.data(), plain.size(),
                                     lives_long_enough, SQLITE_UTF8);
        } else if constexpr (std::is_same_v<Plain, Blob>) {
          return sqlite3_bind_blob64(statement, place, plain.bytes.data(), plain.bytes.size(),
                                     lives_long_enough);
        } else {
          return sqlite3_bind_null(statement, place);
        }
      },
      value);
  if (bound != SQLITE_OK) fail(sqlite3_db_handle(statement), bound, sqlite3_sql(statement));
}

void bind_all(sqlite3_stmt* statement, std::span<Value const> values) {
  ensure(sqlite3_bind_parameter_count(statement) == static_cast<int>(values.size()),
         "a query is given as many parameters as it has places");
  for (int place = 1; Value const& value : values) bind(statement, place++, value);
}

// True while there is a row.
bool step(sqlite3_stmt* statement) {
  auto const code = sqlite3_step(statement);
  if (code == SQLITE_ROW) return true;
  if (code == SQLITE_DONE) return false;
  fail(sqlite3_db_handle(statement), code, sqlite3_sql(statement));
}

class SqliteRow : public RowView {
 public:
  explicit SqliteRow(sqlite3_stmt* statement) : statement_(statement) {}

  [[nodiscard]] bool null(int column) const override { return type(at(column)) == SQLITE_NULL; }
  [[nodiscard]] std::int64_t integer(int column) const override {
    auto* const value = at(column);
    if (type(value) != SQLITE_INTEGER) strange(column, "a whole number");
    return sqlite3_value_int64(value);
  }
  [[nodiscard]] std::string_view text_view(int column) const override {
    auto* const value = at(column);
    if (type(value) != SQLITE_TEXT) strange(column, "a text");
    return text_of(value, column);
  }
  [[nodiscard]] Blob blob(int column) const override {
    auto* const value = at(column);
    if (type(value) != SQLITE_BLOB) strange(column, "bytes");
    return Blob{std::string(bytes(value))};
  }
  [[nodiscard]] Value value(int column) const override {
    auto* const value = at(column);
    if (type(value) == SQLITE_FLOAT) strange(column, "a value that a store keeps");
    switch (type(value)) {
      case SQLITE_NULL:
        return {};
      case SQLITE_INTEGER:
        return sqlite3_value_int64(value);
      case SQLITE_BLOB:
        return Blob{std::string(bytes(value))};
      default:
        return std::string(text_of(value, column));
    }
  }
  [[noreturn]] void strange(int column, std::string_view expected) const override {
    char const* const name = sqlite3_column_name(statement_, column);
    // The first column is a number that names the record, in nearly every question.
    auto* const first = sqlite3_column_value(statement_, 0);
    auto const record = type(first) == SQLITE_INTEGER
                            ? fmt::format(" (row of {})", sqlite3_value_int64(first))
                            : std::string();
    throw StrangeValue(fmt::format("a stored value is not {}: {}{} in: {}", expected,
                                   name == nullptr ? "" : name, record,
                                   sql_for_log(sqlite3_sql(statement_))));
  }

 private:
  // One look at a column instead of one for each of its type, size and bytes. SQLite calls such a
  // value unprotected: it wants the connection to be used by one thread at a time, and ours is.
  [[nodiscard]] sqlite3_value* at(int column) const {
    auto* const value = sqlite3_column_value(statement_, column);
    // A column that the row has not is null to SQLite; only then is it worth a look.
    ensure(type(value) != SQLITE_NULL || (column >= 0 && column < sqlite3_data_count(statement_)),
           "a row has the column asked for");
    return value;
  }
  [[nodiscard]] std::string_view text_of(sqlite3_value* value, int column) const {
    auto const text = bytes(value);
    if (!valid_utf8(text)) strange(column, "UTF-8");
    return text;
  }
  [[nodiscard]] static int type(sqlite3_value* value) { return sqlite3_value_type(value); }
  [[nodiscard]] static std::string_view bytes(sqlite3_value* value) {
    auto const* start = static_cast<char const*>(sqlite3_value_blob(value));
    auto const size = static_cast<std::size_t>(sqlite3_value_bytes(value));
    return start == nullptr ? std::string_view() : std::string_view(start, size);
  }

  sqlite3_stmt* statement_;
};

class SqliteBulk : public BulkWriter {
 public:
  SqliteBulk(Use use, bool& open) : use_(std::move(use)), open_(&open) { open = true; }
  SqliteBulk(SqliteBulk const&) = delete;
  SqliteBulk& operator=(SqliteBulk const&) = delete;
  ~SqliteBulk() override { close(); }

  void row(std::span<Value const> values) override {
    ensure(open_ != nullptr, "a bulk takes rows until it is finished");
    if (++rows_ % rows_between_looks == 0) Patience::ask();
    bind_all(use_.handle(), values);
    step(use_.handle());
    sqlite3_reset(use_.handle());
  }
  void finish() override { close(); }

 private:
  void close() {
    if (open_ != nullptr) *open_ = false;
    open_ = nullptr;
  }
  Use use_;
  bool* open_;
  std::int64_t rows_ = 0;
};

struct Close {
  void operator()(sqlite3* handle) const { sqlite3_close_v2(handle); }
};
using Handle = std::unique_ptr<sqlite3, Close>;

class SqliteDb : public Db {
 public:
  explicit SqliteDb(Handle handle) : handle_(std::move(handle)) {}

  [[nodiscard]] Dialect dialect() const override { return Dialect::sqlite; }
  void each(std::string_view sql, Params const& params, OnRow const& on_row) override;
  std::int64_t execute(std::string_view sql, Params const& params) override;
  void script(std::string_view sql) override;
  std::unique_ptr<BulkWriter> bulk(std::string_view table,
                                   std::span<std::string const> columns) override;
  void begin_read() override;
  void begin_write() override;
  void commit() override;
  void rollback() noexcept override;
  void savepoint() override;
  void release_savepoint() override;
  void rollback_to_savepoint() override;

 private:
  enum class Transaction { none, read, write };

  void end_read() noexcept;
  Use start(std::string_view sql, std::span<Value const> values);
  Prepared& idle(std::string_view sql);
  Prepared& prepare(std::string_view sql);

  Handle handle_;
  // Several of one text where it is run again inside its own cursor. After handle_: statements go
  // before the connection they belong to.
  std::unordered_multimap<std::string, Prepared, TextHash, std::equal_to<>> statements_;
  Transaction transaction_ = Transaction::none;
  bool bulk_open_ = false;
};

void SqliteDb::each(std::string_view sql, Params const& params, OnRow const& on_row) {
  Patience::ask();
  auto const use = start(sql, params.values());
  SqliteRow const row(use.handle());
  for (std::int64_t rows = 1; step(use.handle()); ++rows) {
    if (rows % rows_between_looks == 0) Patience::ask_for_rows(rows);
    on_row(row);
  }
}

std::int64_t SqliteDb::execute(std::string_view sql, Params const& params) {
  Patience::ask();
  auto const use = start(sql, params.values());
  auto const before = sqlite3_total_changes64(handle_.get());
  while (step(use.handle())) {
  }
  // sqlite3_changes still tells of an earlier statement where this one changes no rows by nature.
  bool const touched = sqlite3_total_changes64(handle_.get()) != before;
  return touched ? sqlite3_changes64(handle_.get()) : 0;
}

void SqliteDb::script(std::string_view sql) {
  auto const code =
      sqlite3_exec(handle_.get(), std::string(sql).c_str(), nullptr, nullptr, nullptr);
  if (code != SQLITE_OK) fail(handle_.get(), code, sql);
}

Use SqliteDb::start(std::string_view sql, std::span<Value const> values) {
  ensure(!bulk_open_, "no other query runs while a bulk is open");
  Use use(idle(sql));
  bool const reads = sqlite3_stmt_readonly(use.handle()) != 0;
  ensure(transaction_ != Transaction::read || reads, "nothing is written inside begin_read");
  bind_all(use.handle(), values);
  return use;
}

Prepared& SqliteDb::idle(std::string_view sql) {
  auto const [first, last] = statements_.equal_range(sql);
  for (auto at = first; at != last; ++at) {
    if (!at->second.in_use) return at->second;
  }
  return prepare(sql);
}

Prepared& SqliteDb::prepare(std::string_view sql) {
  if (statements_.size() >= statements_kept_max) {
    std::erase_if(statements_, [](auto const& kept) { return !kept.second.in_use; });
  }
  sqlite3_stmt* statement = nullptr;
  char const* rest = nullptr;
  auto const code = sqlite3_prepare_v3(handle_.get(), sql.data(), static_cast<int>(sql.size()),
                                       SQLITE_PREPARE_PERSISTENT, &statement, &rest);
  Prepared prepared;
  prepared.handle.reset(statement);
  if (code != SQLITE_OK) fail(handle_.get(), code, sql);
  auto const behind = sql.substr(static_cast<std::size_t>(rest - sql.data()));
  ensure(statement != nullptr && behind.find_first_not_of(" \t\r\n;") == std::string_view::npos,
         "a query is one statement");
  return statements_.emplace(std::string(sql), std::move(prepared))->second;
}

std::unique_ptr<BulkWriter> SqliteDb::bulk(std::string_view table,
                                           std::span<std::string const> columns) {
  ensure(transaction_ == Transaction::write, "a bulk runs inside begin_write");
  std::string names;
  std::string places;
  for (int place = 1; std::string const& column : columns) {
    char const* const comma = place == 1 ? "" : ", ";
    names += comma + column;
    places += fmt::format("{}?{}", comma, place++);
  }
  ensure(!bulk_open_, "no other query runs while a bulk is open");
  Use use(idle(fmt::format("INSERT INTO {} ({}) VALUES ({})", table, names, places)));
  return std::make_unique<SqliteBulk>(std::move(use), bulk_open_);
}

void SqliteDb::begin_read() {
  ensure(transaction_ == Transaction::none, "transactions do not nest");
  execute("BEGIN", {});
  transaction_ = Transaction::read;
  // BEGIN alone takes no snapshot; this first read does.
  each("SELECT 1 FROM sqlite_schema LIMIT 1", {}, [](RowView const&) {});
}

void SqliteDb::begin_write() {
  ensure(transaction_ == Transaction::none, "transactions do not nest");
  execute("BEGIN IMMEDIATE", {});
  transaction_ = Transaction::write;
}

void SqliteDb::commit() {
  ensure(transaction_ != Transaction::none, "only an open transaction is committed");
  execute("COMMIT", {});
  transaction_ = Transaction::none;
}

// A statement kept ready: every question ends with it, and is often shorter than its parsing.
void SqliteDb::end_read() noexcept {
  try {
    execute("ROLLBACK", {});
  } catch (std::exception const&) {
    sqlite3_exec(handle_.get(), "ROLLBACK", nullptr, nullptr, nullptr);
  }
}

void SqliteDb::rollback() noexcept {
  // After a full disk SQLite may have rolled back by itself.
  if (sqlite3_get_autocommit(handle_.get()) == 0) {
    if (transaction_ == Transaction::read) {
      end_read();
    } else {
      sqlite3_exec(handle_.get(), "ROLLBACK", nullptr, nullptr, nullptr);
    }
  }
  transaction_ = Transaction::none;
}

void SqliteDb::savepoint() {
  ensure(transaction_ == Transaction::write, "a savepoint stands inside begin_write");
  execute("SAVEPOINT verb", {});
}

void SqliteDb::release_savepoint() {
  execute("RELEASE SAVEPOINT verb", {});
}

void SqliteDb::rollback_to_savepoint() {
  execute("ROLLBACK TO SAVEPOINT verb", {});
  execute("RELEASE SAVEPOINT verb", {});
}

// A statement that only reads is broken off when nobody waits for it any more. One that writes is
// not: SQLite would roll back the whole transaction, other verbs' entries with it, and ours write a
// row at a time.
int look_up(void* handle) {
  sqlite3_stmt* running = nullptr;
  while ((running = sqlite3_next_stmt(static_cast<sqlite3*>(handle), running)) != nullptr) {
    if (sqlite3_stmt_busy(running) != 0 && sqlite3_stmt_readonly(running) == 0) return 0;
  }
  return Patience::lost() ? 1 : 0;
}

// Created readable by its owner only; SQLite gives the -wal and -shm files the same mode.
void create_private(std::string const& path) {
  auto const file = ::open(path.c_str(), O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, 0600);
  if (file >= 0) ::close(file);
}

void run(sqlite3* handle, char const* sql) {
  auto const code = sqlite3_exec(handle, sql, nullptr, nullptr, nullptr);
  if (code != SQLITE_OK) fail(handle, code, sql);
}

void switch_on(sqlite3* handle, int option) {
  sqlite3_db_config(handle, option, 1, nullptr);
}
void switch_off(sqlite3* handle, int option) {
  sqlite3_db_config(handle, option, 0, nullptr);
}

void set_up(sqlite3* handle) {
  sqlite3_busy_timeout(handle, busy_wait_ms);
  sqlite3_progress_handler(handle, steps_between_looks, &look_up, handle);
  switch_on(handle, SQLITE_DBCONFIG_DEFENSIVE);
  switch_on(handle, SQLITE_DBCONFIG_ENABLE_FKEY);
  switch_off(handle, SQLITE_DBCONFIG_TRUSTED_SCHEMA);
  // "name" is a column, as on PostgreSQL, never a text by mistake.
  switch_off(handle, SQLITE_DBCONFIG_DQS_DML);
  switch_off(handle, SQLITE_DBCONFIG_DQS_DDL);
  // FULL, not NORMAL: with WAL, NORMAL may lose the last commits when the power fails, and who was
  // told "saved" relies on it. Group commit shares the cost of the sync.
  run(handle,
      "PRAGMA synchronous = FULL;"
      "PRAGMA secure_delete = ON;"
      "PRAGMA temp_store = MEMORY;"
      "PRAGMA cache_size = -40960;"
      "PRAGMA mmap_size = 0;"
      "PRAGMA case_sensitive_like = ON;");
}

// Before the log is switched on, so that it stands in the file's own head from the start.
void mark_as_store(sqlite3* handle) {
  run(handle, fmt::format("PRAGMA application_id = {}", sqlite_application_id).c_str());
}

// Whether the log beside the file holds anything: then it is part of the store.
bool has_log(std::string const& path) {
  std::error_code missing;
  auto const size = std::filesystem::file_size(path + "-wal", missing);
  return !missing && size > 0;
}

// As SQLite takes a name with options behind it.
std::string as_uri(std::string const& path, std::string_view options) {
  std::string uri = "file:";
  for (char const c : path) {
    if (c == '%' || c == '?' || c == '#') {
      uri += fmt::format("%{:02x}", static_cast<unsigned char>(c));
    } else {
      uri += c;
    }
  }
  return uri + std::string(options);
}

bool answers(sqlite3* handle) {
  return sqlite3_exec(handle, "SELECT 1 FROM sqlite_schema LIMIT 1", nullptr, nullptr, nullptr) ==
         SQLITE_OK;
}

// SQLite shares the log's index between readers in a file beside the store. Where that cannot be
// made (a read-only medium) and there is no log, the file itself is the whole store.
Handle opened_to_read(std::string const& path) {
  auto const open = [](std::string const& name) {
    sqlite3* opened = nullptr;
    auto const flags =
        SQLITE_OPEN_READONLY | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE | SQLITE_OPEN_URI;
    auto const code = sqlite3_open_v2(name.c_str(), &opened, flags, nullptr);
    Handle handle(opened);
    if (code != SQLITE_OK) fail(handle.get(), code, "open " + name);
    return handle;
  };
  Handle handle = open(as_uri(path, "?mode=ro"));
  sqlite3_busy_timeout(handle.get(), busy_wait_ms);
  if (answers(handle.get())) {
    set_up(handle.get());
    return handle;
  }
  auto const code = sqlite3_extended_errcode(handle.get());
  if ((code & 0xff) != SQLITE_CANTOPEN && (code & 0xff) != SQLITE_READONLY) {
    fail(handle.get(), code, "open " + path);
  }
  if (has_log(path)) {
    throw NotWritable(
        "the store lies where nothing can be written and its log (" + path +
        "-wal) was not yet worked off: copy the store and what is beside it to a place "
        "that can be written");
  }
  handle = open(as_uri(path, "?mode=ro&immutable=1"));
  set_up(handle.get());
  return handle;
}

void journal_ahead(SqliteDb& db) {
  std::string mode;
  db.each("PRAGMA journal_mode = WAL", {}, [&](RowView const& row) { mode = row.text(0); });
  // Readers that do not stop the writer, and the other way round, rest on WAL.
  if (mode != "wal" && mode != "memory") {
    throw Breakage("sqlite: this file system cannot hold a store (no WAL, mode " + mode + ")");
  }
}

}  // namespace

std::unique_ptr<Db> open_sqlite(std::string const& path, IfMissing if_missing, Opening opening) {
  if (if_missing == IfMissing::create && path != ":memory:") create_private(path);
  // Counting memory takes a lock that all connections share at each allocation. Once a process,
  // before its first connection; where somebody was earlier it stays as it is.
  [[maybe_unused]] static int const uncounted = sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
  if (opening == Opening::to_read) return std::make_unique<SqliteDb>(opened_to_read(path));
  auto const flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE;
  sqlite3* opened = nullptr;
  auto const code = sqlite3_open_v2(path.c_str(), &opened, flags, nullptr);
  Handle handle(opened);
  if (code != SQLITE_OK) fail(handle.get(), code, "open " + path);
  set_up(handle.get());
  std::error_code unknown;
  if (if_missing == IfMissing::create && std::filesystem::file_size(path, unknown) == 0) {
    mark_as_store(handle.get());
  }
  auto db = std::make_unique<SqliteDb>(std::move(handle));
  journal_ahead(*db);
  return db;
}

}  // namespace giaoban::store
