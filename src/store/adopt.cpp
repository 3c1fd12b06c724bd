// A draft's rows into their tables, as part of an entry. Others wait meanwhile: what can be done
// beside or at once is not done row by row.
#include <fmt/format.h>

#include <functional>
#include <future>

#include "store/draft.h"
#include "store/fact_row.h"
#include "store/pack.h"
#include "store/tx.h"

namespace giaoban::store {

namespace {

bool is_empty(Db& db, Kind const& kind) {
  bool empty = true;
  db.each(fmt::format("SELECT 1 FROM {} LIMIT 1", kind.table), Params(),
          [&](RowView const&) { empty = false; });
  return empty;
}

// Drops the indexes of tables that hold nothing yet, to be made after the rows: on PostgreSQL a
// third of the time of filling them row by row, on SQLite nine tenths. PostgreSQL's primary keys
// are such indexes as well; their names are those it gave them. Readers of these tables then
// wait for the commit; where one reads just now, nothing is dropped.
std::vector<Kind const*> drop_indexes(Db& db, std::vector<Kind const*> kinds) {
  if (db.dialect() == Dialect::sqlite) return {};
  std::erase_if(kinds, [&](Kind const* kind) { return !is_empty(db, *kind); });
  if (kinds.empty()) return {};
  std::string locked;
  std::string dropped;
  for (Kind const* kind : kinds) {
    locked += fmt::format("{}{}", locked.empty() ? "" : ", ", kind->table);
    for (Index const& index : indexes_of(*kind))
      dropped += fmt::format("DROP INDEX {};", index.name);
    dropped += fmt::format("ALTER TABLE {0} DROP CONSTRAINT {0}_pkey;", kind->table);
  }
  db.savepoint();
  try {
    db.script(fmt::format("LOCK TABLE {} IN ACCESS EXCLUSIVE MODE NOWAIT", locked));
  } catch (Breakage const&) {
    db.rollback_to_savepoint();
    return {};
  }
  db.release_savepoint();
  db.script(dropped);
  return kinds;
}

void make_indexes(Db& db, std::vector<Kind const*> const& kinds) {
  std::string made;
  for (Kind const* kind : kinds) {
    made += fmt::format("ALTER TABLE {} ADD {};", kind->table, primary_key_of(*kind));
    for (Index const& index : indexes_of(*kind)) made += index.ddl;
  }
  if (!made.empty()) db.script(made);
}

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
  std::vector<Kind const*> kinds;
  for (auto const& [kind, packed] : draft.kinds_) kinds.push_back(kind);
  auto const unindexed = drop_indexes(db_, std::move(kinds));
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
  make_indexes(db_, unindexed);
  for (auto const& derivation : draft.derivations_) derivation.rows->write(*this);
  tree.wait();
  for (auto const& [kind, packed] : draft.kinds_) TRY_VOID(check_adopted(*kind));
  return {};
}

}  // namespace giaoban::store
