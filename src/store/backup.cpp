// Backup and restore: the whole store, table by table, into a SQLite file, and back into a store on
// either database. The keys go to a file of their own, to be kept apart.
#include <fmt/format.h>

#include <filesystem>

#include "store/files.h"
#include "store/schema.h"
#include "store/store.h"

namespace giaoban::store {

namespace {

struct Table {
  std::string name;
  std::vector<std::string> columns;
};

// All that is declared, in an order in which a restored store could be read at any time.
std::vector<Table> tables_of(Catalogue const& catalogue) {
  auto const fresh = connect(":memory:", IfMissing::create);
  fresh->script(declared_ddl(catalogue));
  std::vector<Table> tables;
  for (auto const& [what, columns] : schema_of(*fresh)) {
    if (!what.starts_with("table ")) continue;
    Table table{what.substr(6), {}};
    for (std::string const& column : columns) {
      table.columns.push_back(column.substr(0, column.find(' ')));
    }
    tables.push_back(std::move(table));
  }
  return tables;
}

void copy(Db& from, Db& to, Table const& table) {
  auto writer = to.bulk(table.name, table.columns);
  std::vector<Value> row(table.columns.size());
  from.each(fmt::format("SELECT {} FROM {}", fmt::join(table.columns, ", "), table.name), Params(),
            [&](RowView const& view) {
              for (std::size_t i = 0; i < row.size(); ++i) row[i] = view.value(static_cast<int>(i));
              writer->row(row);
            });
  writer->finish();
}

void copy_all(Db& from, Db& to, Catalogue const& catalogue) {
  for (Table const& table : tables_of(catalogue)) copy(from, to, table);
}

}  // namespace

Result<void> backup(Store& store, std::string const& file, std::string const& keys_file) {
  for (std::string const& path : {file, keys_file}) {
    if (std::filesystem::exists(path)) return refuse(already_there, {{"address", path}});
  }
  auto const snapshot = store.read();
  auto const to = connect(file, IfMissing::create);
  to->begin_write();
  to->script(declared_ddl(store.catalogue()));
  copy_all(snapshot->db(), *to, store.catalogue());
  to->commit();
  write_keys(keys_file, store.keys());
  return {};
}

Result<void> restore(std::string const& file, std::string const& keys_file,
                     OpenOptions const& options) {
  // Opening the backup as a store proves its version and that the keys are its own.
  OpenOptions from_options = options;
  from_options.address = file;
  from_options.keys_path = keys_file;
  from_options.if_missing = IfMissing::fail;
  TRY_INTO(auto const from, Store::open(from_options));
  std::string const keys_path =
      options.keys_path.empty() ? default_keys_path(options.address) : options.keys_path;
  if (std::filesystem::exists(keys_path)) return refuse(already_there, {{"address", keys_path}});
  if (dialect_of(options.address) == Dialect::sqlite && std::filesystem::exists(options.address)) {
    return refuse(already_there, {{"address", options.address}});
  }
  auto const to = connect(options.address, IfMissing::create);
  if (holds_tables(*to)) return refuse(already_there, {{"address", options.address}});
  auto const snapshot = from->read();
  to->begin_write();
  to->script(declared_ddl(*options.catalogue));
  copy_all(snapshot->db(), *to, *options.catalogue);
  to->commit();
  write_keys(keys_path, from->keys());
  return {};
}

}  // namespace giaoban::store
