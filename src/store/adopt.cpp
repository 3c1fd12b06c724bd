// A draft's rows into their tables, as part of an entry. Others wait meanwhile: what can be done
// beside or at once is not done row by row.
#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <future>

#include "store/draft.h"
#include "store/fact_row.h"
#include "store/pack.h"
#include "store/tx.h"

namespace giaoban::store {

namespace {

bool is_empty(Db& db, std::string_view table) {
  bool empty = true;
  db.each(fmt::format("SELECT 1 FROM {} LIMIT 1", table), Params(),
          [&](RowView const&) { empty = false; });
  return empty;
}

// Indexes of PostgreSQL taken off tables that hold nothing yet and made again after the rows:
// that takes a third of the time of filling them row by row. SQLite's are filled in order and
// stay.
class IndexesAside {
 public:
  IndexesAside(Db& db, std::vector<std::string_view> const& empty_tables) : db_(db) {
    if (db.dialect() == Dialect::sqlite || empty_tables.empty() || !lock(empty_tables)) return;
    std::string dropped;
    for (std::string_view table : empty_tables) dropped += note_indexes(table);
    db.script(dropped);
  }
  void make_again() {
    if (!made_.empty()) db_.script(made_);
  }

 private:
  // Readers of the tables wait for the commit from here on; where one reads just now, nothing is
  // taken off.
  bool lock(std::vector<std::string_view> const& tables) {
    db_.savepoint();
    try {
      db_.script(
          fmt::format("LOCK TABLE {} IN ACCESS EXCLUSIVE MODE NOWAIT", fmt::join(tables, ", ")));
    } catch (Breakage const&) {
      db_.rollback_to_savepoint();
      return false;
    }
    db_.release_savepoint();
    return true;
  }

  // As the server knows them, keys that are constraints included.
  std::string note_indexes(std::string_view table) {
    std::string dropped;
    db_.each(
        "SELECT c.conname IS NOT NULL, x.relname, "
        "COALESCE(pg_get_constraintdef(c.oid), pg_get_indexdef(i.indexrelid)) FROM pg_index i "
        "JOIN pg_class x ON x.oid = i.indexrelid "
        "LEFT JOIN pg_constraint c ON c.conindid = i.indexrelid AND c.conrelid = i.indrelid "
        "WHERE i.indrelid = to_regclass(?1)",
        Params(table), [&](RowView const& row) {
          if (row.integer(0) == 0) {
            dropped += fmt::format("DROP INDEX {};", row.text(1));
            made_ += fmt::format("{};", row.text(2));
            return;
          }
          dropped += fmt::format("ALTER TABLE {} DROP CONSTRAINT {};", table, row.text(1));
          made_ +=
              fmt::format("ALTER TABLE {} ADD CONSTRAINT {} {};", table, row.text(1), row.text(2));
        });
    return dropped;
  }

  Db& db_;
  std::string made_;
};

// Rows packed in a draft, into their table.
// NOLINTNEXTLINE(readability-function-size): what, where from, where to.
void write_rows(Db& db, std::string_view table, std::span<std::string const> columns,
                std::string_view packed, std::int64_t count,
                std::function<void(std::vector<Value>&)> const& finish_row) {
  auto const writer = db.bulk(table, columns);
  std::vector<Value> row(columns.size());
  for (std::int64_t i = 0; i < count; ++i) {
    for (Value& value : row) unpack(packed, value);
    finish_row(row);
    writer->row(row);
  }
  writer->finish();
}

}  // namespace

Result<void> Tx::adopt(Draft& draft) {
  std::int64_t const first_leaf = leaves_.count();
  // The tree grows beside the rows: both take about a second of a province's import.
  auto const tree = std::async(std::launch::async, [&] {
    for (Hash const& leaf : draft.leaves_) leaves_.add(leaf);
  });
  std::vector<std::string_view> tables{"person_key"};
  for (auto const& [kind, packed] : draft.kinds_) tables.push_back(kind->table);
  for (auto const& derivation : draft.derivations_) tables.push_back(derivation.derived->table);
  std::erase_if(tables, [&](std::string_view table) { return !is_empty(db_, table); });
  IndexesAside indexes(db_, tables);
  std::vector<std::string> const key_columns{"person", "wrapped"};
  write_rows(db_, "person_key", key_columns, draft.person_keys_, draft.person_count_,
             [](std::vector<Value>&) {});
  for (auto& [kind, packed] : draft.kinds_) {
    std::size_t const recorded_in = kind->shape == Shape::yearly ? 4 : 3;
    write_rows(db_, kind->table, sql_of(*kind).columns, packed.rows, packed.count,
               [&](std::vector<Value>& row) {
                 row[recorded_in] = number_;
                 std::get<std::int64_t>(row[recorded_in + 1]) += first_leaf;
                 row[recorded_in + 2] = standing;
               });
    std::vector<std::int64_t>& subjects = adopted_[kind];
    subjects.insert(subjects.end(), packed.subjects.begin(), packed.subjects.end());
    packed.rows = {};
  }
  for (auto const& derivation : draft.derivations_) derivation.rows->write(*this);
  indexes.make_again();
  tree.wait();
  for (auto& [kind, packed] : draft.kinds_) {
    TRY_VOID(check_adopted_lifetimes(*kind));
    bool const alone = std::ranges::find(tables, kind->table) != tables.end();
    if (!alone || std::move(packed).repeats_a_key()) TRY_VOID(check_adopted_keys(*kind));
  }
  return {};
}

}  // namespace giaoban::store
