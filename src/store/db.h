// One connection to SQLite or PostgreSQL, and what differs between them. SQL is written once, in
// SQLite's words with ?1 ?2 places; the PostgreSQL side rewrites places and types (dialect.h).
// Nothing above store/ sees sqlite3 or libpq.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/choice.h"
#include "base/day.h"
#include "base/id.h"
#include "base/result.h"
#include "base/value.h"

namespace giaoban::store {

// A named text from a queries.sql, made into a constant at build. Run through Db only; the tests
// fail on a query that none of them ran, and prepare each on PostgreSQL.
struct Query {
  std::string_view name;  // "member.roster"
  std::string_view sql;
};

class RowView;

// A query that is bound to a struct: `-- name: roster -> RosterLine`. The build tool writes the
// reader from the names of its columns (tools/embed_queries.cpp, store/take.h).
template <class Row>
struct QueryOf : Query {
  void (*read)(RowView const& row, Row& made);
};

enum class Dialect { sqlite, postgres };

// Parameters of a query. Every id, day and optional becomes its Value here, once.
class Params {
 public:
  Params() = default;
  template <class... T>
  explicit Params(T const&... values) {
    (values_.push_back(to_value(values)), ...);
  }
  static Value to_value(std::int64_t v) { return v; }
  static Value to_value(int v) { return std::int64_t{v}; }
  static Value to_value(std::string const& v) { return v; }
  static Value to_value(std::string_view v) { return std::string(v); }
  static Value to_value(char const* v) { return std::string(v); }
  static Value to_value(Blob const& v) { return v; }
  static Value to_value(Day v) { return std::int64_t{v.number()}; }
  static Value to_value(Value const& v) { return v; }
  template <Chosen E>
  static Value to_value(E v) {
    return std::string(code(v));
  }
  template <class Entity>
  static Value to_value(Id<Entity> v) {
    return v.value;
  }
  template <class T>
  static Value to_value(std::optional<T> const& v) {
    return v ? to_value(*v) : Value{};
  }
  void add(Value value) { values_.push_back(std::move(value)); }
  [[nodiscard]] std::span<Value const> values() const { return values_; }

 private:
  std::vector<Value> values_;
};

// The store's file or what stands in it is not as we wrote it: `giaoban check` says more.
class Damaged : public Breakage {
 public:
  using Breakage::Breakage;
};
// A stored value that does not stand for what it is read as. Says the question, the column and the
// row, never the value.
class StrangeValue : public Damaged {
 public:
  using Damaged::Damaged;
};

// The row under a cursor. Columns from 0; asking for a column that the query has not is a bug. What
// is stored is input: a value of another type, null for a plain one, a code or day that there is
// not, a text that is no UTF-8 is a StrangeValue.
class RowView {
 public:
  virtual ~RowView() = default;
  [[nodiscard]] virtual bool null(int column) const = 0;
  [[nodiscard]] virtual std::int64_t integer(int column) const = 0;
  [[nodiscard]] std::string text(int column) const { return std::string(text_view(column)); }
  // Stands until the cursor moves.
  [[nodiscard]] virtual std::string_view text_view(int column) const = 0;
  [[nodiscard]] virtual Blob blob(int column) const = 0;
  [[nodiscard]] virtual Value value(int column) const = 0;  // by the column's type
  // Breaks off: the column's value is not this.
  [[noreturn]] virtual void strange(int column, std::string_view expected) const = 0;

  [[nodiscard]] Day day(int column) const {
    std::int64_t const number = integer(column);
    if (!Day::stored_as(number)) strange(column, "a day");
    return Day::from_number(static_cast<std::int32_t>(number));
  }
  [[nodiscard]] PartialDay partial_day(int column) const {
    std::int64_t const packed = integer(column);
    if (!PartialDay::stored_as(packed)) strange(column, "a day, month or year");
    return PartialDay::unpack(packed);
  }
  [[nodiscard]] int year(int column) const {
    std::int64_t const number = integer(column);
    if (number < 1000 || number > 9998) strange(column, "a year");
    return static_cast<int>(number);
  }
  template <Chosen E>
  [[nodiscard]] E choice(int column) const {
    auto const found = from_code<E>(text_view(column));
    if (!found) strange(column, "one of the declared choices");
    return *found;
  }
  template <Chosen E>
  [[nodiscard]] std::optional<E> maybe_choice(int column) const {
    return null(column) ? std::nullopt : std::optional(choice<E>(column));
  }
  [[nodiscard]] std::optional<Day> maybe_day(int column) const {
    return null(column) ? std::nullopt : std::optional(day(column));
  }
  [[nodiscard]] std::optional<PartialDay> maybe_partial_day(int column) const {
    return null(column) ? std::nullopt : std::optional(partial_day(column));
  }
  template <class IdType>
  [[nodiscard]] IdType id(int column) const {
    return IdType{integer(column)};
  }
  [[nodiscard]] std::optional<std::int64_t> maybe_integer(int column) const {
    return null(column) ? std::nullopt : std::optional(integer(column));
  }
  [[nodiscard]] std::optional<std::string> maybe_text(int column) const {
    return null(column) ? std::nullopt : std::optional(text(column));
  }
};

using OnRow = std::function<void(RowView const&)>;

// Thrown when the database failed in a way the caller tells apart; otherwise Breakage.
class UniqueBroken : public Breakage {
 public:
  using Breakage::Breakage;
};
class DiskFull : public Breakage {
 public:
  using Breakage::Breakage;
};
class NotWritable : public Breakage {  // its file, folder or user may only be read
 public:
  using Breakage::Breakage;
};
// Whether a fault says that the disk is full, of the store or of any other file.
bool says_disk_full(std::exception const& fault);
class Unreachable : public Breakage {  // the server did not let us in
 public:
  using Breakage::Breakage;
};

// Rows on their way into one table.
class BulkWriter {
 public:
  virtual ~BulkWriter() = default;
  virtual void row(std::span<Value const> values) = 0;
  virtual void finish() = 0;  // nothing is promised before this returned
};

class Db {
 public:
  virtual ~Db() = default;
  [[nodiscard]] virtual Dialect dialect() const = 0;

  // Statements are prepared once per connection and cached by text. Rows are streamed. A question
  // may be asked inside on_row, except inside begin_write: libpq has one cursor a connection, and
  // PostgreSQL answers the inner one on a second connection (in begin_read, from the same
  // snapshot), which cannot see what is not committed. Collect first, then ask.
  virtual void each(std::string_view sql, Params const& params, OnRow const& on_row) = 0;
  // The same rows in any order, for a long answer that its reader keeps whole anyhow: PostgreSQL
  // hands it out by columns, held in memory until the last row was looked at, with a seventh of
  // the client's work.
  virtual void each_of_many(std::string_view sql, Params const& params, OnRow const& on_row) {
    each(sql, params, on_row);
  }
  virtual std::int64_t execute(std::string_view sql,
                               Params const& params = {}) = 0;  // rows touched
  virtual void script(std::string_view sql) = 0;                // several statements, no parameters
  // PostgreSQL: COPY. SQLite: one prepared insert. Inside begin_write only; until it is finished no
  // other query runs, and one that was not finished leaves a transaction that must be rolled back.
  // A broken rule (UniqueBroken) is told by row() or by finish().
  virtual std::unique_ptr<BulkWriter> bulk(std::string_view table,
                                           std::span<std::string const> columns) = 0;

  virtual void begin_read() = 0;  // one snapshot for several questions
  // Waits (10 s, then a Breakage "busy") for, then is, the only writer of the store. After a
  // Breakage inside, only rollback_to_savepoint or rollback go on: PostgreSQL takes no other
  // statement.
  virtual void begin_write() = 0;
  virtual void commit() = 0;
  virtual void rollback() noexcept = 0;
  virtual void savepoint() = 0;  // one level is enough: a verb inside a group commit
  virtual void release_savepoint() = 0;
  virtual void rollback_to_savepoint() = 0;  // and releases it

  // Runs the query and notes its name for the coverage of queries.
  void each(Query const& query, Params const& params, OnRow const& on_row);
  void each_of_many(Query const& query, Params const& params, OnRow const& on_row);
  std::int64_t execute(Query const& query, Params const& params = {});
  // The first row's reading, nullopt when there is none.
  template <class Read>
  auto first(Query const& query, Params const& params, Read&& read)
      -> std::optional<decltype(read(std::declval<RowView const&>()))> {
    std::optional<decltype(read(std::declval<RowView const&>()))> result;
    each(query, params, [&](RowView const& row) {
      if (!result) result = read(row);
    });
    return result;
  }
  template <class Read>
  auto all(Query const& query, Params const& params, Read&& read)
      -> std::vector<decltype(read(std::declval<RowView const&>()))> {
    std::vector<decltype(read(std::declval<RowView const&>()))> result;
    each(query, params, [&](RowView const& row) { result.push_back(read(row)); });
    return result;
  }
};

// Names of the queries run so far in this process, for the coverage test.
std::vector<std::string> queries_run();

// "province.giaoban" (a file), ":memory:", or "postgresql://...".
Dialect dialect_of(std::string_view address);
// `create`: make the file when it is not there. A missing file otherwise is a Breakage; callers
// that can name a remedy check first.
enum class IfMissing { fail, create };
// To read: nothing of the store is changed, not even its files' times, and it need not be writable.
enum class Opening { to_write, to_read };
std::unique_ptr<Db> connect(std::string const& address, IfMissing if_missing,
                            Opening opening = Opening::to_write);

}  // namespace giaoban::store
