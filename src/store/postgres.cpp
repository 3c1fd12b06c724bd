#include "store/postgres.h"

#include <fmt/format.h>
#include <libpq-fe.h>
#include <poll.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <functional>
#include <type_traits>
#include <unordered_map>
#include <utility>

#include "base/patience.h"
#include "store/dialect.h"
#include "store/postgres_row.h"

namespace giaoban::store {

namespace {

constexpr std::size_t statements_kept_max = 512;
constexpr int text_rows = 0;
constexpr int binary_rows = 1;
constexpr std::size_t copy_chunk_bytes = 64 * 1024;
constexpr int looks_every_ms = 50;
constexpr std::int64_t rows_between_looks = 64;
// "giaoban" as a number: taken by each writer, so that one writes at a time.
constexpr std::int64_t writer_lock = 0x67'69'61'6f'62'61'6e;

struct Clear {
  void operator()(PGresult* result) const { PQclear(result); }
};
using ResultPtr = std::unique_ptr<PGresult, Clear>;

struct Finish {
  void operator()(PGconn* connection) const { PQfinish(connection); }
};
using ConnectionPtr = std::unique_ptr<PGconn, Finish>;

// Class 22 (data exception) quotes the value in its text; a log must not hold it. DETAIL, which
// does so too, is never taken.
std::string reason(PGconn* connection, PGresult const* result, std::string_view state) {
  if (state.empty()) return PQerrorMessage(connection);
  if (state.starts_with("22")) return "a value does not fit its type";
  char const* const primary = PQresultErrorField(result, PG_DIAG_MESSAGE_PRIMARY);
  return primary == nullptr ? "no reason given" : primary;
}

[[noreturn]] void fail(PGconn* connection, PGresult const* result, std::string_view sql) {
  char const* const code = PQresultErrorField(result, PG_DIAG_SQLSTATE);
  std::string_view const state = code == nullptr ? "" : code;
  auto const what = fmt::format("postgresql: {} ({}) in: {}", reason(connection, result, state),
                                state, sql_for_log(sql));
  if (state == "23505") throw UniqueBroken(what);
  if (state == "53100") throw DiskFull(what);
  if (state == "42501" && what.contains("row-level security")) throw Damaged(what);
  // Read-only transactions and users, as on a standby.
  if (state == "25006" || state == "42501") throw NotWritable(what);
  if (state == "XX001" || state == "XX002") throw Damaged(what);
  if (state == "55P03") throw Breakage("busy: another program holds the store: " + what);
  throw Breakage(what);
}

bool succeeded(PGresult const* result) {
  auto const status = PQresultStatus(result);
  return status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK || status == PGRES_EMPTY_QUERY;
}

std::int64_t rows_touched(PGresult* result) {
  std::string_view const status = PQcmdStatus(result);
  if (status.starts_with("SELECT")) return 0;
  std::string_view const count = PQcmdTuples(result);
  std::int64_t rows = 0;
  std::from_chars(count.data(), count.data() + count.size(), rows);
  return rows;
}

struct Prepared {
  std::string name;
  std::vector<Oid> places;  // types that PostgreSQL found for $1, $2 ...
  int columns = 0;
};

// Parameters as libpq takes them: integers and texts as text, blobs as they are.
class Bound {
 public:
  Bound(std::span<Value const> values, Prepared const& prepared) : numbers_(values.size()) {
    ensure(values.size() == prepared.places.size(),
           "a query is given as many parameters as it has places");
    for (Value const& value : values) {
      bool const blob = prepared.places[starts_.size()] == bytea_type;
      ensure(is_null(value) || blob == std::holds_alternative<Blob>(value),
             "a blob, and nothing else, is given for a blob");
      std::visit([this](auto const& plain) { add(plain); }, value);
    }
  }
  [[nodiscard]] int count() const { return static_cast<int>(starts_.size()); }
  [[nodiscard]] char const* const* starts() const { return starts_.data(); }
  [[nodiscard]] int const* sizes() const { return sizes_.data(); }
  [[nodiscard]] int const* formats() const { return formats_.data(); }

 private:
  enum Format { text_format = 0, binary_format = 1 };

  void add(std::monostate /*null*/) { add(nullptr, 0, text_format); }
  void add(std::int64_t number) {
    auto& digits = numbers_[starts_.size()];  // all zero, so the end is marked
    std::to_chars(digits.data(), digits.data() + digits.size() - 1, number);
    add(digits.data(), 0, text_format);
  }
  void add(std::string const& text) {
    refuse_zero_byte(text);
    add(text.c_str(), 0, text_format);
  }
  void add(Blob const& blob) { add(blob.bytes.data(), blob.bytes.size(), binary_format); }
  void add(char const* start, std::size_t size, Format format) {
    starts_.push_back(start);
    sizes_.push_back(static_cast<int>(size));
    formats_.push_back(format);
  }

  std::vector<std::array<char, 24>> numbers_;
  std::vector<char const*> starts_;
  std::vector<int> sizes_;
  std::vector<int> formats_;
};

class PostgresDb : public Db {
 public:
  explicit PostgresDb(std::string address) : address_(std::move(address)) { open(); }

  [[nodiscard]] Dialect dialect() const override { return Dialect::postgres; }
  void each(std::string_view sql, Params const& params, OnRow const& on_row) override;
  void each_of_many(std::string_view sql, Params const& params, OnRow const& on_row) override;
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
  friend class PostgresBulk;
  enum class Transaction { none, read, write };
  enum class Busy { no, streaming, copying };
  class Streaming;

  void open();
  void set_up();
  void pin_schema();
  void pin_settings();
  void make_ready();
  void drain() noexcept;
  void cancel() noexcept;
  void await(std::string_view sql);
  ResultPtr run(std::string const& sql);
  ResultPtr run_prepared(std::string_view sql, Params const& params, int format);
  std::string by_columns(std::string_view sql);
  Prepared const& prepared(std::string_view sql);
  void forget_statements();
  PostgresDb& beside();
  void begin_read_at(std::string const& snapshot);
  void end_transaction();

  std::string address_;
  ConnectionPtr connection_;
  struct TextHash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const {
      return std::hash<std::string_view>{}(text);
    }
  };
  std::unordered_map<std::string, Prepared, TextHash, std::equal_to<>> statements_;
  Transaction transaction_ = Transaction::none;
  Busy busy_ = Busy::no;
  std::string snapshot_;                // of the open begin_read, for beside()
  std::unique_ptr<PostgresDb> beside_;  // for questions asked while a cursor is open
};

// The connection while an answer comes. libpq takes no other command before the last row was
// fetched, so what an exception left behind is fetched and thrown away: cancelling would break the
// transaction. Only where nobody has patience any more, and the transaction ends anyhow, is it
// cancelled.
class PostgresDb::Streaming {
 public:
  explicit Streaming(PostgresDb& db) : db_(db) { db_.busy_ = Busy::streaming; }
  Streaming(Streaming const&) = delete;
  Streaming& operator=(Streaming const&) = delete;
  ~Streaming() {
    if (Patience::lost()) db_.cancel();
    db_.drain();
    db_.busy_ = Busy::no;
  }

 private:
  PostgresDb& db_;
};

// COPY in its binary format: what reads and writes it need not look at each letter.
class PostgresBulk : public BulkWriter {
 public:
  explicit PostgresBulk(PostgresDb& db) : db_(&db) {
    buffer_.reserve(copy_chunk_bytes + 4096);
    buffer_ += std::string_view("PGCOPY\n\377\r\n\0", 11);
    put_integer<std::int32_t>(0);  // no flags
    put_integer<std::int32_t>(0);  // and nothing else ahead
    db_->busy_ = PostgresDb::Busy::copying;
  }
  PostgresBulk(PostgresBulk const&) = delete;
  PostgresBulk& operator=(PostgresBulk const&) = delete;
  ~PostgresBulk() override {
    if (db_ == nullptr) return;
    PQputCopyEnd(db_->connection_.get(), "left unfinished");
    db_->drain();
    db_->busy_ = PostgresDb::Busy::no;
  }

  void row(std::span<Value const> values) override {
    ensure(db_ != nullptr, "a bulk takes rows until it is finished");
    put_integer(static_cast<std::int16_t>(values.size()));
    for (Value const& value : values) {
      std::visit([this](auto const& plain) { add(plain); }, value);
    }
    if (buffer_.size() >= copy_chunk_bytes) send();
  }

  void finish() override {
    ensure(db_ != nullptr, "a bulk is finished once");
    put_integer<std::int16_t>(-1);
    send();
    auto* const connection = db_->connection_.get();
    if (PQputCopyEnd(connection, nullptr) != 1) fail(connection, nullptr, "COPY");
    ResultPtr const result(PQgetResult(connection));
    db_->drain();
    db_->busy_ = PostgresDb::Busy::no;
    db_ = nullptr;
    if (!succeeded(result.get())) fail(connection, result.get(), "COPY");
  }

 private:
  // The highest byte first.
  template <class Integer>
  void put_integer(Integer value) {
    std::array<char, sizeof value> bytes;
    for (std::size_t i = 0; i < bytes.size(); ++i) {
      bytes[bytes.size() - 1 - i] = static_cast<char>((value >> (8 * i)) & 0xff);
    }
    buffer_.append(bytes.data(), bytes.size());
  }
  void put_bytes(std::string_view bytes) {
    put_integer(static_cast<std::int32_t>(bytes.size()));
    buffer_ += bytes;
  }
  void add(std::monostate /*null*/) { put_integer<std::int32_t>(-1); }
  void add(std::int64_t number) {
    put_integer(static_cast<std::int32_t>(sizeof number));
    put_integer(number);
  }
  void add(Blob const& blob) { put_bytes(blob.bytes); }
  void add(std::string const& text) {
    refuse_zero_byte(text);
    put_bytes(text);
  }
  void send() {
    Patience::ask();
    auto* const connection = db_->connection_.get();
    if (PQputCopyData(connection, buffer_.data(), static_cast<int>(buffer_.size())) != 1) {
      fail(connection, nullptr, "COPY");
    }
    buffer_.clear();
  }

  PostgresDb* db_;  // nullptr once finished
  std::string buffer_;
};

void PostgresDb::open() {
  connection_.reset(PQconnectdb(address_.c_str()));
  if (PQstatus(connection_.get()) != CONNECTION_OK) {
    throw Unreachable(fmt::format("postgres: connect: {}", PQerrorMessage(connection_.get())));
  }
  set_up();
}

void PostgresDb::set_up() {
  auto* const connection = connection_.get();
  PQsetNoticeProcessor(connection, [](void*, char const*) {}, nullptr);
  char const* const encoding = PQparameterStatus(connection, "server_encoding");
  if (encoding == nullptr || std::string_view(encoding) != "UTF8") {
    throw Breakage("postgresql: the database's encoding is not UTF8");
  }
  pin_schema();
  pin_settings();
}

// Whatever a database or a user of it says of the path, what is asked is PostgreSQL's own and what
// stands in the one schema: a table of another schema, or of this connection alone, shadows none.
// The system's schema is searched first where it is not named.
void PostgresDb::pin_schema() {
  auto* const connection = connection_.get();
  auto const asked = run("SELECT pg_catalog.current_schema()");
  if (PQntuples(asked.get()) != 1 || PQgetisnull(asked.get(), 0, 0) == 1) {
    throw Breakage("postgresql: the search_path names no schema that is there");
  }
  std::string_view const schema = PQgetvalue(asked.get(), 0, 0);
  if (schema.starts_with("pg_") || schema == "information_schema") {
    throw Breakage("postgresql: the search_path begins with a schema of the system");
  }
  std::unique_ptr<char, decltype(&PQfreemem)> const quoted(
      PQescapeIdentifier(connection, schema.data(), schema.size()), &PQfreemem);
  if (!quoted) fail(connection, nullptr, "search_path");
  run(fmt::format("SET search_path = {}, pg_temp", quoted.get()));
}

// What a database or a user can set that changes what is answered or written.
void PostgresDb::pin_settings() {
  // synchronous_commit: a commit that is told stands on the disk, whatever the database says of
  // itself. jit: compiling takes longer than our questions do. lock_timeout: what SQLite waits,
  // too. row_security: a policy is told, not obeyed. session_replication_role: elsewhere triggers
  // of foreign keys rest; only a superuser may set it, so it is set where it is not as it should
  // be.
  run("SET client_encoding = 'UTF8';"
      "SET client_min_messages = warning;"
      "SET TimeZone = 'UTC';"
      "SET DateStyle = 'ISO, YMD';"
      "SET IntervalStyle = 'postgres';"
      "SET standard_conforming_strings = on;"
      "SET quote_all_identifiers = off;"
      "SET transform_null_equals = off;"
      "SET bytea_output = 'hex';"
      "SET row_security = off;"
      "SELECT set_config('session_replication_role', 'origin', false) WHERE "
      "current_setting('session_replication_role') <> 'origin';"
      "SET lock_timeout = '10s';"
      "SELECT set_config('synchronous_commit', 'on', false) WHERE "
      "current_setting('synchronous_commit') = 'off';"
      "SET jit = off");
}

// Outside a transaction a lost connection is made again: the server may have been restarted.
void PostgresDb::make_ready() {
  ensure(busy_ == Busy::no, "no other query runs while a cursor or a bulk is open");
  if (transaction_ != Transaction::none || PQstatus(connection_.get()) == CONNECTION_OK) return;
  statements_.clear();
  beside_.reset();
  open();
}

void PostgresDb::drain() noexcept {
  while (ResultPtr const rest{PQgetResult(connection_.get())}) {
    // A COPY that could not be ended would be handed out for ever.
    if (PQresultStatus(rest.get()) == PGRES_COPY_IN) return;
  }
}

void PostgresDb::cancel() noexcept {
  if (PQtransactionStatus(connection_.get()) != PQTRANS_ACTIVE) return;
  std::unique_ptr<PGcancel, decltype(&PQfreeCancel)> const how(PQgetCancel(connection_.get()),
                                                               &PQfreeCancel);
  std::array<char, 256> why{};
  if (how) PQcancel(how.get(), why.data(), static_cast<int>(why.size()));
}

// Until there is something to fetch, asking meanwhile whether anybody still waits for it.
void PostgresDb::await(std::string_view sql) {
  auto* const connection = connection_.get();
  while (PQisBusy(connection) != 0) {
    Patience::ask();
    pollfd coming{.fd = PQsocket(connection), .events = POLLIN, .revents = 0};
    ::poll(&coming, 1, looks_every_ms);
    if (PQconsumeInput(connection) == 0) fail(connection, nullptr, sql);
  }
}

ResultPtr PostgresDb::run(std::string const& sql) {
  ResultPtr result(PQexec(connection_.get(), sql.c_str()));
  if (!succeeded(result.get())) fail(connection_.get(), result.get(), sql);
  return result;
}

Prepared const& PostgresDb::prepared(std::string_view sql) {
  if (auto const found = statements_.find(sql); found != statements_.end()) return found->second;
  if (statements_.size() >= statements_kept_max) forget_statements();
  auto* const connection = connection_.get();
  Prepared made{.name = fmt::format("q{}", statements_.size()), .places = {}, .columns = 0};
  ResultPtr const parsed(
      PQprepare(connection, made.name.c_str(), for_postgres(sql).c_str(), 0, nullptr));
  if (!succeeded(parsed.get())) fail(connection, parsed.get(), sql);
  ResultPtr const described(PQdescribePrepared(connection, made.name.c_str()));
  if (!succeeded(described.get())) fail(connection, described.get(), sql);
  for (int place = 0; place < PQnparams(described.get()); ++place) {
    made.places.push_back(PQparamtype(described.get(), place));
  }
  made.columns = PQnfields(described.get());
  return statements_.emplace(std::string(sql), std::move(made)).first->second;
}

void PostgresDb::forget_statements() {
  run("DEALLOCATE ALL");
  statements_.clear();
}

void PostgresDb::each(std::string_view sql, Params const& params, OnRow const& on_row) {
  if (busy_ == Busy::streaming) return beside().each(sql, params, on_row);
  Patience::ask();
  make_ready();
  auto const& statement = prepared(sql);
  Bound const bound(params.values(), statement);
  auto* const connection = connection_.get();
  if (PQsendQueryPrepared(connection, statement.name.c_str(), bound.count(), bound.starts(),
                          bound.sizes(), bound.formats(), binary_rows) != 1) {
    fail(connection, nullptr, sql);
  }
  Streaming const streaming(*this);
  PQsetSingleRowMode(connection);
  for (std::int64_t rows = 1;; ++rows) {
    await(sql);
    ResultPtr const result(PQgetResult(connection));
    if (!result) break;
    if (rows % rows_between_looks == 0) Patience::ask_for_rows(rows);
    if (PQresultStatus(result.get()) == PGRES_SINGLE_TUPLE) {
      on_row(PostgresRow(ResultCells(result.get()), sql));
    } else if (!succeeded(result.get())) {
      fail(connection, result.get(), sql);
    }
  }
}

// The query around `sql` that answers each of its columns as one array.
std::string PostgresDb::by_columns(std::string_view sql) {
  std::string names;
  std::string arrays;
  for (int column = 0; column < prepared(sql).columns; ++column) {
    names += fmt::format("{}c{}", column == 0 ? "" : ", ", column);
    arrays += fmt::format("{}array_agg(c{})", column == 0 ? "" : ", ", column);
  }
  return fmt::format("SELECT {} FROM (\n{}\n) AS answer ({})", arrays, sql, names);
}

void PostgresDb::each_of_many(std::string_view sql, Params const& params, OnRow const& on_row) {
  if (busy_ == Busy::streaming) return beside().each_of_many(sql, params, on_row);
  make_ready();
  auto const result = run_prepared(by_columns(sql), params, binary_rows);
  std::vector<ArrayColumn> columns;
  for (int column = 0; column < PQnfields(result.get()); ++column) {
    if (PQgetisnull(result.get(), 0, column) != 0) return;  // of no rows
    columns.emplace_back(ResultCells(result.get()).bytes(column));
  }
  PostgresRow const row(ArrayCells(columns), sql);
  for (std::int64_t rows = 1; std::ranges::all_of(columns, &ArrayColumn::next); ++rows) {
    if (rows % rows_between_looks == 0) Patience::ask_for_rows(rows);
    on_row(row);
  }
}

ResultPtr PostgresDb::run_prepared(std::string_view sql, Params const& params, int format) {
  auto const& statement = prepared(sql);
  Bound const bound(params.values(), statement);
  auto* const connection = connection_.get();
  if (PQsendQueryPrepared(connection, statement.name.c_str(), bound.count(), bound.starts(),
                          bound.sizes(), bound.formats(), format) != 1) {
    fail(connection, nullptr, sql);
  }
  Streaming const streaming(*this);
  await(sql);
  ResultPtr result(PQgetResult(connection));
  if (!succeeded(result.get())) fail(connection, result.get(), sql);
  return result;
}

std::int64_t PostgresDb::execute(std::string_view sql, Params const& params) {
  Patience::ask();
  make_ready();
  return rows_touched(run_prepared(sql, params, text_rows).get());
}

void PostgresDb::script(std::string_view sql) {
  make_ready();
  run(for_postgres(sql));
  // It may have changed a table that a prepared statement reads.
  forget_statements();
}

std::unique_ptr<BulkWriter> PostgresDb::bulk(std::string_view table,
                                             std::span<std::string const> columns) {
  make_ready();
  ensure(transaction_ == Transaction::write, "a bulk runs inside begin_write");
  auto const sql =
      fmt::format("COPY {} ({}) FROM STDIN (FORMAT binary)", table, fmt::join(columns, ", "));
  ResultPtr const result(PQexec(connection_.get(), sql.c_str()));
  if (PQresultStatus(result.get()) != PGRES_COPY_IN) fail(connection_.get(), result.get(), sql);
  return std::make_unique<PostgresBulk>(*this);
}

// A connection for questions asked while this one's cursor is open. It sees what this one sees:
// inside begin_read the same snapshot.
PostgresDb& PostgresDb::beside() {
  ensure(transaction_ != Transaction::write, "nested query while streaming inside a write");
  if (!beside_) beside_ = std::make_unique<PostgresDb>(address_);
  if (transaction_ == Transaction::read && beside_->transaction_ == Transaction::none) {
    beside_->begin_read_at(snapshot_);
  }
  return *beside_;
}

void PostgresDb::begin_read() {
  make_ready();
  ensure(transaction_ == Transaction::none, "transactions do not nest");
  // The export takes the snapshot now, not at the first question, and names it for beside().
  auto const result =
      run("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY;"
          "SELECT pg_export_snapshot()");
  snapshot_ = PQgetvalue(result.get(), 0, 0);
  transaction_ = Transaction::read;
}

void PostgresDb::begin_read_at(std::string const& snapshot) {
  make_ready();
  transaction_ = Transaction::read;  // before: so that rollback ends it if the second word fails
  run(
      fmt::format("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY;"
                  "SET TRANSACTION SNAPSHOT '{}'",
                  snapshot));
  snapshot_ = snapshot;
}

void PostgresDb::begin_write() {
  make_ready();
  ensure(transaction_ == Transaction::none, "transactions do not nest");
  // The lock is freed after the commit is seen by others, and READ COMMITTED looks anew with each
  // statement: so who gets it sees all of the writer before, and entry order is commit order.
  try {
    run(
        fmt::format("BEGIN ISOLATION LEVEL READ COMMITTED;"
                    "SELECT pg_advisory_xact_lock({})",
                    writer_lock));
  } catch (...) {
    rollback();
    throw;
  }
  transaction_ = Transaction::write;
}

void PostgresDb::commit() {
  make_ready();
  ensure(transaction_ != Transaction::none, "only an open transaction is committed");
  auto const result = run("COMMIT");
  end_transaction();
  // After an error inside, COMMIT succeeds by rolling back.
  if (std::string_view(PQcmdStatus(result.get())) != "COMMIT") {
    throw Breakage("postgresql: the transaction had failed and was rolled back, not committed");
  }
}

void PostgresDb::rollback() noexcept {
  // Twice: what was cancelled may have been through, and the word to cancel reach the first.
  for (int tries = 0; tries < 2; ++tries) {
    if (PQtransactionStatus(connection_.get()) == PQTRANS_IDLE) break;
    drain();
    ResultPtr const ignored(PQexec(connection_.get(), "ROLLBACK"));
  }
  end_transaction();
}

void PostgresDb::end_transaction() {
  if (beside_) beside_->rollback();
  snapshot_.clear();
  transaction_ = Transaction::none;
}

void PostgresDb::savepoint() {
  make_ready();
  ensure(transaction_ == Transaction::write, "a savepoint stands inside begin_write");
  run("SAVEPOINT verb");
}

void PostgresDb::release_savepoint() {
  make_ready();
  run("RELEASE SAVEPOINT verb");
}

void PostgresDb::rollback_to_savepoint() {
  make_ready();
  run("ROLLBACK TO SAVEPOINT verb; RELEASE SAVEPOINT verb");
}

}  // namespace

std::unique_ptr<Db> open_postgres(std::string const& address) {
  return std::make_unique<PostgresDb>(address);
}

}  // namespace giaoban::store
