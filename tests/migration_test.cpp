// A store made fresh from the declarations, one led there by the migrations, and the declarations
// themselves agree.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include "app/catalogue.h"
#include "store/schema.h"
#include "tests/both_databases.h"

namespace giaoban::store {
namespace {

TEST(Migrations, lead_to_what_is_declared) {
  EXPECT_EQ(next_migration(app::catalogue()), "")
      << "run next_migration, read what it prints and commit it as the next "
         "src/store/migrations/NNNN_*.sql";
}

TEST(Migrations, leave_nothing_that_is_not_declared) {
  auto const fresh = connect(":memory:", IfMissing::create);
  auto const migrated = connect(":memory:", IfMissing::create);
  fresh->script(declared_ddl(app::catalogue()));
  migrate(*migrated, 0);
  EXPECT_EQ(schema_of(*fresh), schema_of(*migrated));
}

class MigrationsOnBoth : public test::BothDatabases {};
ON_BOTH_DATABASES(MigrationsOnBoth);

// Tables and columns as the database itself lists them.
std::vector<std::string> columns_in(Db& db) {
  return db.all(
      {"test.columns", db.dialect() == Dialect::sqlite
                           ? "SELECT m.name || '.' || c.name || ' ' || c.type FROM "
                             "sqlite_master m, pragma_table_info(m.name) c WHERE m.type = "
                             "'table' ORDER BY 1"
                           : "SELECT table_name || '.' || column_name || ' ' || data_type "
                             "FROM information_schema.columns WHERE table_schema = "
                             "current_schema() ORDER BY 1"},
      Params(), [](RowView const& row) { return row.text(0); });
}

TEST_P(MigrationsOnBoth, make_the_same_tables_as_a_fresh_store) {
  auto const fresh = fresh_db();
  auto const migrated = fresh_db();
  fresh->begin_write();
  fresh->script(declared_ddl(app::catalogue()));
  fresh->commit();
  migrated->begin_write();
  migrate(*migrated, 0);
  migrated->commit();
  EXPECT_EQ(columns_in(*fresh), columns_in(*migrated));
  EXPECT_GT(columns_in(*fresh).size(), 100U);
}

}  // namespace
}  // namespace giaoban::store
