#include "store/own_rows.h"

#include <fmt/format.h>

#include <algorithm>

#include "store/bytes.h"
#include "store/snapshot.h"

namespace giaoban::store {

namespace {

std::vector<std::string_view> names_in(std::string_view list) {
  std::vector<std::string_view> names;
  while (!list.empty()) {
    std::size_t const comma = list.find(", ");
    names.push_back(list.substr(0, comma));
    list.remove_prefix(comma == std::string_view::npos ? list.size() : comma + 2);
  }
  return names;
}

// With the names, and without the nulls: a column that is added later leaves old seals as they are.
Blob seal_of(OwnTable const& table, std::vector<std::string_view> const& columns,
             std::function<Value(std::size_t)> const& value_of, StoreKeys const& keys) {
  std::string out;
  put(out, table.table);
  for (std::size_t i = 0; i < columns.size(); ++i) {
    Value const value = value_of(i);
    if (is_null(value)) continue;
    put(out, columns[i]);
    out += static_cast<char>(value.index());
    if (auto const* number = std::get_if<std::int64_t>(&value)) put(out, *number);
    if (auto const* text = std::get_if<std::string>(&value)) put(out, std::string_view(*text));
    if (auto const* blob = std::get_if<Blob>(&value)) put(out, std::string_view(blob->bytes));
  }
  return seal(SealOf::own_row, out, keys);
}

Blob seal_of(OwnTable const& table, std::vector<std::string_view> const& columns,
             RowView const& row, StoreKeys const& keys) {
  return seal_of(
      table, columns, [&](std::size_t i) { return row.value(static_cast<int>(i)); }, keys);
}

bool holds(OwnTable const& table, std::vector<std::string_view> const& columns, RowView const& row,
           StoreKeys const& keys) {
  int const last = static_cast<int>(columns.size());
  return !row.null(last) && row.blob(last) == seal_of(table, columns, row, keys);
}

std::string select(OwnTable const& table) {
  return fmt::format("SELECT {}, seal FROM {}", table.columns, table.table);
}

}  // namespace

OwnRows::OwnRows(Snapshot& snapshot) : OwnRows(snapshot.db(), snapshot.keys()) {}

void OwnRows::put(OwnTable const& table, Params const& values) {
  auto const columns = names_in(table.columns);
  ensure(values.values().size() == columns.size(), "a row has a value for each declared column");
  std::string places;
  std::string sets;
  for (std::size_t i = 0; i < columns.size(); ++i) {
    places += fmt::format("?{}, ", i + 1);
    sets += fmt::format("{0} = excluded.{0}, ", columns[i]);
  }
  Params params = values;
  params.add(seal_of(table, columns, [&](std::size_t i) { return values.values()[i]; }, keys_));
  db_.execute(fmt::format("INSERT INTO {} ({}, seal) VALUES ({}?{}) ON CONFLICT ({}) DO UPDATE SET "
                          "{}seal = excluded.seal",
                          table.table, table.columns, places, columns.size() + 1, table.key, sets),
              params);
}

void OwnRows::each(OwnTable const& table, std::string_view which, Params const& params,
                   OnRow const& on_row) {
  auto const columns = names_in(table.columns);
  db_.each(fmt::format("{} WHERE {}", select(table), which), params, [&](RowView const& row) {
    if (holds(table, columns, row, keys_)) on_row(row);
  });
}

void OwnRows::remove(OwnTable const& table, std::string_view which, Params const& params) {
  db_.execute(fmt::format("DELETE FROM {} WHERE {}", table.table, which), params);
}

std::vector<std::string> OwnRows::broken(OwnTable const& table) {
  auto const columns = names_in(table.columns);
  auto const key = names_in(table.key);
  std::vector<std::string> found;
  db_.each(fmt::format("{} ORDER BY {}", select(table), table.key), Params(),
           [&](RowView const& row) {
             if (holds(table, columns, row, keys_)) return;
             std::string name;
             for (std::size_t i = 0; i < columns.size(); ++i) {
               if (std::ranges::find(key, columns[i]) == key.end()) continue;
               Value const value = row.value(static_cast<int>(i));
               if (!name.empty()) name += ", ";
               // Never a token or what it hashes to.
               if (auto const* number = std::get_if<std::int64_t>(&value)) {
                 name += fmt::format("{} {}", columns[i], *number);
               } else {
                 name += fmt::format("{} …", columns[i]);
               }
             }
             found.push_back(std::move(name));
           });
  return found;
}

void OwnRows::seal_all(OwnTable const& table) {
  auto const columns = names_in(table.columns);
  std::vector<Params> rows;
  db_.each(select(table), Params(), [&](RowView const& row) {
    Params values;
    for (std::size_t i = 0; i < columns.size(); ++i) values.add(row.value(static_cast<int>(i)));
    rows.push_back(std::move(values));
  });
  for (Params const& row : rows) put(table, row);
}

}  // namespace giaoban::store
