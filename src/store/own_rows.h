// Rows of the tables outside the journal (OwnTable), within one transaction or view. Written with a
// seal over the table's name and all columns, and believed only with it: a row that somebody wrote
// or changed without the key file is as if it was not there, and `check` names it.
//
// A sealed row can be put back as it once was by who kept a copy. What must not come back binds
// itself to something in the journal (account_secret.entry).
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "store/catalogue.h"
#include "store/db.h"
#include "store/keys.h"

namespace giaoban::store {

class Snapshot;

class OwnRows {
 public:
  OwnRows(Db& db, StoreKeys const& keys) : db_(db), keys_(keys) {}
  OwnRows(Snapshot& snapshot);  // not explicit: a view or a Tx is where its rows stand

  // In place of the row of the same key. The values are those of OwnTable::columns.
  void put(OwnTable const& table, Params const& values);
  // `which`: what follows WHERE, and the order. Columns from 0, as declared.
  void each(OwnTable const& table, std::string_view which, Params const& params,
            OnRow const& on_row);
  template <class Read>
  auto all(OwnTable const& table, std::string_view which, Params const& params, Read&& read)
      -> std::vector<decltype(read(std::declval<RowView const&>()))> {
    std::vector<decltype(read(std::declval<RowView const&>()))> result;
    each(table, which, params, [&](RowView const& row) { result.push_back(read(row)); });
    return result;
  }
  template <class Read>
  auto first(OwnTable const& table, std::string_view which, Params const& params, Read&& read)
      -> std::optional<decltype(read(std::declval<RowView const&>()))> {
    std::optional<decltype(read(std::declval<RowView const&>()))> result;
    each(table, which, params, [&](RowView const& row) {
      if (!result) result = read(row);
    });
    return result;
  }
  void remove(OwnTable const& table, std::string_view which, Params const& params);

  // --- for the store itself ---
  // Where the seal of a row does not hold: its key, as a text.
  [[nodiscard]] std::vector<std::string> broken(OwnTable const& table);
  // Seals whatever stands there: once, when a store from before the seals is brought up to date.
  void seal_all(OwnTable const& table);

  [[nodiscard]] Db& db() { return db_; }
  [[nodiscard]] StoreKeys const& keys() const { return keys_; }

 private:
  Db& db_;
  StoreKeys const& keys_;
};

}  // namespace giaoban::store
