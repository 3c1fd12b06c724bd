#include "store/schema.h"

#include <fmt/format.h>

#include <algorithm>

#include "store/fact_row.h"
#include "store/migrations.h"
#include "store/own_ddl.h"

namespace giaoban::store {

std::string declared_ddl(Catalogue const& catalogue) {
  std::string ddl = own_ddl;
  for (Kind const* kind : catalogue.kinds) ddl += ddl_of(*kind);
  for (Derived const* derived : catalogue.derived) ddl += derived->ddl;
  for (OwnTable const* own : catalogue.own_tables) ddl += own->ddl;
  return ddl;
}

Schema schema_of(Db& sqlite) {
  Schema schema;
  std::vector<std::string> tables;
  sqlite.each("SELECT type || ' ' || name FROM sqlite_master WHERE name NOT LIKE 'sqlite_%'",
              Params(), [&](RowView const& row) { tables.push_back(row.text(0)); });
  for (std::string const& table : tables) {
    std::vector<std::string>& columns = schema[table];
    std::string const name = table.substr(table.find(' ') + 1);
    std::string const pragma = table.starts_with("index") ? "index_info" : "table_info";
    sqlite.each(fmt::format("SELECT * FROM pragma_{}('{}')", pragma, name), Params(),
                [&](RowView const& row) {
                  columns.push_back(pragma == "index_info"
                                        ? row.maybe_text(2).value_or("")
                                        : fmt::format("{} {}", row.text(1), row.text(2)));
                });
  }
  return schema;
}

int latest_schema() {
  return static_cast<int>(migrations::all.size());
}

namespace {

int version_of(std::string_view migration) {
  auto const found = std::ranges::find(migrations::all, migration, &migrations::Migration::name);
  ensure(found != migrations::all.end(), "the migration is known");
  return static_cast<int>(found - migrations::all.begin()) + 1;
}

}  // namespace

int schema_with_seals() {
  return version_of("0011_seals.sql");
}

int schema_with_both_keys() {
  return version_of("0012_both_keys.sql");
}

void migrate(Db& db, int from) {
  for (std::size_t i = static_cast<std::size_t>(from); i < migrations::all.size(); ++i) {
    db.script(migrations::all[i].sql);
  }
}

namespace {

// The statement of a script that makes the table or index.
std::string statement_for(std::string const& script, std::string const& what) {
  std::string const named = fmt::format("{} {} ", what.starts_with("index") ? "INDEX" : "TABLE",
                                        what.substr(what.find(' ') + 1));
  std::size_t const at = script.find(named);
  ensure(at != std::string::npos, "what is declared is made by the declared script");
  std::size_t const from = script.rfind("CREATE", at);
  return script.substr(from, script.find(";\n", at) - from + 2);
}

}  // namespace

std::string next_migration(Catalogue const& catalogue) {
  auto const fresh = connect(":memory:", IfMissing::create);
  auto const migrated = connect(":memory:", IfMissing::create);
  std::string const script = declared_ddl(catalogue);
  fresh->script(script);
  migrate(*migrated, 0);
  Schema const now = schema_of(*migrated);
  std::string tables;
  std::string indexes;  // made after the tables they stand on
  for (auto const& [what, columns] : schema_of(*fresh)) {
    auto const old = now.find(what);
    if (old == now.end()) {
      (what.starts_with("index") ? indexes : tables) += statement_for(script, what);
      continue;
    }
    for (std::string const& column : columns) {
      if (std::find(old->second.begin(), old->second.end(), column) == old->second.end()) {
        tables +=
            fmt::format("ALTER TABLE {} ADD COLUMN {};\n", what.substr(what.find(' ') + 1), column);
      }
    }
  }
  return tables + indexes;
}

}  // namespace giaoban::store
