// Backup and restore: the whole store, table by table, into a SQLite file, and back into a store on
// either database. The keys go to a file of their own, to be kept apart.
#include <fmt/format.h>

#include <algorithm>
#include <filesystem>

#include "base/target.h"
#include "store/files.h"
#include "store/opening.h"
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

using Left = std::vector<std::string_view>;  // tables that stay empty

Left emptied_at_restore(Catalogue const& catalogue) {
  Left left;
  for (OwnTable const* own : catalogue.own_tables) {
    if (own->at_restore == AtRestore::is_emptied) left.push_back(own->table);
  }
  return left;
}

// Takes half-made files away again unless kept.
class Unfinished {
 public:
  explicit Unfinished(std::vector<std::string> files) : files_(std::move(files)) {}
  Unfinished(Unfinished const&) = delete;
  Unfinished& operator=(Unfinished const&) = delete;
  ~Unfinished() {
    std::error_code ignored;
    for (std::string const& file : files_) std::filesystem::remove(file, ignored);
  }
  void keep() { files_.clear(); }

 private:
  std::vector<std::string> files_;
};

void fill(Db& from, Db& to, Catalogue const& catalogue, Left const& left) {
  to.begin_write();
  to.script(declared_ddl(catalogue));
  for (Table const& table : tables_of(catalogue)) {
    if (std::ranges::find(left, table.name) == left.end()) copy(from, to, table);
  }
  to.commit();
}

// What is to be made, all of which may be taken away again when it cannot be finished.
Result<void> refuse_unless_new(std::string const& named, std::string const& keys,
                               std::vector<std::string> const& files) {
  for (std::string const& path : {named, keys}) {
    if (is_of_a_database(path)) return refuse(name_of_a_log, {{"file", path}});
  }
  if (auto const there = not_free(files)) return refuse(already_there, {{"address", *there}});
  return {};
}

}  // namespace

Result<void> backup(Store& store, std::string const& file, std::string const& keys_file) {
  auto files = with_what_stands_beside(file);
  files.push_back(keys_file);
  TRY_VOID(refuse_unless_new(file, keys_file, files));
  Unfinished unfinished(std::move(files));
  write_keys(keys_file, store.keys());
  auto const snapshot = store.read();
  auto const to = connect(file, IfMissing::create);
  fill(snapshot->db(), *to, store.catalogue(), emptied_at_restore(store.catalogue()));
  unfinished.keep();
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
  bool const to_file = dialect_of(options.address) == Dialect::sqlite;
  auto files = to_file ? with_what_stands_beside(options.address) : std::vector<std::string>{};
  files.push_back(keys_path);
  TRY_VOID(refuse_unless_new(to_file ? options.address : "", keys_path, files));
  Unfinished unfinished(std::move(files));
  auto const to = connect(options.address, IfMissing::create);
  if (holds_tables(*to)) return refuse(already_there, {{"address", options.address}});
  // The keys first: a store without its keys is lost, keys without a store are not.
  write_keys(keys_path, from->keys());
  auto const snapshot = from->read();
  fill(snapshot->db(), *to, *options.catalogue, emptied_at_restore(*options.catalogue));
  unfinished.keep();
  return {};
}

}  // namespace giaoban::store
