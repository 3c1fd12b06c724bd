// Every table outside the journal, whichever a folder declares: its columns are all under the seal,
// its rows are written and read in one place, and none is believed once anything in it was changed
// without the key file.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "app/catalogue.h"
#include "store/schema.h"
#include "tests/store_world.h"

namespace giaoban::store {
namespace {

struct Column {
  std::string name;
  std::string type;
};

std::vector<Column> columns_of(OwnTable const& table) {
  auto const fresh = connect(":memory:", IfMissing::create);
  fresh->script(table.ddl);
  std::vector<Column> columns;
  Schema const schema = schema_of(*fresh);
  for (std::string const& column : schema.at("table " + std::string(table.table))) {
    auto const space = column.find(' ');
    columns.push_back({column.substr(0, space), column.substr(space + 1)});
  }
  return columns;
}

TEST(OwnTables, declare_all_their_columns) {
  for (OwnTable const* table : app::catalogue().own_tables) {
    std::string declared;
    for (Column const& column : columns_of(*table)) {
      if (column.name != "seal") declared += (declared.empty() ? "" : ", ") + column.name;
    }
    EXPECT_EQ(declared, table->columns) << table->table;
    EXPECT_TRUE(std::ranges::any_of(columns_of(*table),
                                    [](Column const& column) { return column.name == "seal"; }))
        << table->table << " has no place for a seal";
  }
}

// A statement of a folder's own would write rows without a seal, or believe them without one. What
// counts or finds the last number may ask.
TEST(OwnTables, are_named_by_no_query) {
  for (Query const& query : app::catalogue().queries) {
    for (OwnTable const* table : app::catalogue().own_tables) {
      std::string const from = " " + std::string(table->table) + "\n";
      std::string const sql = std::string(query.sql) + "\n";
      bool const names = sql.find(from) != std::string::npos ||
                         sql.find(" " + std::string(table->table) + " ") != std::string::npos;
      EXPECT_TRUE(!names || sql.starts_with("SELECT COALESCE(MAX(id), 0) + 1 FROM job"))
          << query.name << " goes past the seals of " << table->table;
    }
  }
}

class OwnTablesOnBoth : public test::StoreWorld {};
ON_BOTH_DATABASES(OwnTablesOnBoth);

Value something(Column const& column, std::int64_t by) {
  if (column.type == "INTEGER") return std::int64_t{100} + by;
  if (column.type == "BLOB") return Blob{std::string(16, static_cast<char>('a' + by))};
  return std::string("x") + std::to_string(by);
}

TEST_P(OwnTablesOnBoth, believe_no_row_that_was_changed_by_hand) {
  auto const catalogue = app::catalogue();
  auto const store = fresh_store(catalogue);
  auto const raw = connect(store->address(), IfMissing::fail);
  auto const sql = [&](std::string const& statement, Params const& params) {
    raw->begin_write();
    raw->execute(statement, params);
    raw->commit();
  };
  for (OwnTable const* table : store->catalogue().own_tables) {
    std::vector<Column> columns = columns_of(*table);
    std::erase_if(columns, [](Column const& column) { return column.name == "seal"; });
    store->write_own([&](OwnRows& rows) {
      Params values;
      for (Column const& column : columns) values.add(something(column, 0));
      rows.put(*table, values);
    });
    auto const believed = [&] {
      auto const snapshot = store->read();
      return OwnRows(*snapshot)
          .all(*table, "seal IS NOT NULL", Params(), [](RowView const&) { return 1; })
          .size();
    };
    auto const told = [&] {
      auto const snapshot = store->read();
      return OwnRows(*snapshot).broken(*table).size();
    };
    ASSERT_EQ(believed(), 1U) << table->table;
    ASSERT_EQ(told(), 0U) << table->table;
    for (Column const& column : columns) {
      auto const set = fmt::format("UPDATE {} SET {} = ?1", table->table, column.name);
      sql(set, Params(something(column, 1)));
      EXPECT_EQ(believed(), 0U) << table->table << "." << column.name;
      EXPECT_EQ(told(), 1U) << table->table << "." << column.name;
      sql(set, Params(something(column, 0)));
    }
    sql(fmt::format("UPDATE {} SET seal = ?1", table->table), Params(Blob{std::string(16, 'z')}));
    EXPECT_EQ(believed(), 0U) << table->table;
    sql(fmt::format("UPDATE {} SET seal = NULL", table->table), {});
    EXPECT_EQ(told(), 1U) << table->table;
    sql(fmt::format("DELETE FROM {}", table->table), {});
  }
  EXPECT_EQ(test::faults(*store), "");
}

}  // namespace
}  // namespace giaoban::store
