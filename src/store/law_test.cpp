// What somebody who may alter the database, and has no key file, lets it say or do in our name.
#include <gtest/gtest.h>

#include "store/damage.h"
#include "store/toy_world_test.h"

namespace giaoban::store {
namespace {

using test::code_of;
using test::faults;
using test::must;

class LawsOfOthers : public toy::ToyWorld {
 protected:
  void SetUp() override {
    auto const store = fresh_store(toy::catalogue());
    address_ = store->address();
    found_hall(*store);
    opening_ = options(address_, toy::catalogue());
  }
  void sql(std::string const& text) { connect(address_, IfMissing::fail)->script(text); }
  std::string opened() { return code_of(Store::open(opening_)); }
  std::string told() {
    auto reading = opening_;
    reading.opening = Opening::to_read;
    return faults(*must(Store::open(reading)));
  }
  std::string shown(std::string const& setting) {
    std::string value;
    connect(address_, IfMissing::fail)
        ->each("SELECT current_setting('" + setting + "')", Params(),
               [&](RowView const& row) { value = row.text(0); });
    return value;
  }
  // For whoever connects from now on.
  void by_default(std::string const& setting) {
    sql("DO $$ BEGIN EXECUTE format('ALTER DATABASE %I SET " + setting +
        "', current_database()); END $$");
  }
  bool on_postgres() { return dialect_of(address_) == Dialect::postgres; }

  std::string address_;
  OpenOptions opening_;
};
ON_BOTH_DATABASES(LawsOfOthers);

// Whatever the database says of itself, we hear and write the same.
TEST_P(LawsOfOthers, settings_of_a_database_change_no_answer) {
  if (!on_postgres()) return;
  sql("CREATE SCHEMA evil");
  std::vector<std::pair<std::string, std::string>> const pinned{
      {"search_path", "public, evil, pg_catalog"},
      {"quote_all_identifiers", "on"},
      {"standard_conforming_strings", "off"},
      {"DateStyle", "''German''"},
      {"IntervalStyle", "''iso_8601''"},
      {"transform_null_equals", "on"},
      {"bytea_output", "''escape''"},
      {"session_replication_role", "replica"},
      {"TimeZone", "''Asia/Bangkok''"}};
  for (auto const& [name, value] : pinned) {
    std::string const before = shown(name);
    by_default(name + " = " + value);
    EXPECT_EQ(shown(name), before) << name;
    EXPECT_EQ(told(), "") << name;
    EXPECT_EQ(opened(), "") << name;
  }
}

// A view of another schema that hides the trigger.
TEST_P(LawsOfOthers, a_trigger_is_seen_behind_another_schema) {
  if (!on_postgres()) return;
  sql("CREATE SCHEMA evil; CREATE FUNCTION evil.t() RETURNS TRIGGER LANGUAGE plpgsql AS "
      "'BEGIN RETURN NEW; END'; CREATE TRIGGER zzz BEFORE INSERT ON hall FOR EACH ROW EXECUTE "
      "FUNCTION evil.t(); CREATE VIEW evil.pg_trigger AS SELECT oid, tgrelid, tgname FROM "
      "pg_catalog.pg_trigger WHERE false");
  by_default("search_path = public, evil, pg_catalog");
  EXPECT_TRUE(told().contains("trigger zzz"));
  EXPECT_EQ(opened(), "store.foreign_law");
}

TEST_P(LawsOfOthers, what_answers_in_place_of_the_database_is_told_and_not_opened) {
  if (!on_postgres()) return;
  sql("CREATE SCHEMA evil; CREATE COLLATION evil.\"C\" (provider = icu, locale = "
      "'und-u-ks-level2', deterministic = false)");
  struct Law {
    std::string made, undone;
  };
  // In quotes a type is not rewritten for us (dialect.h).
  for (auto const& [made, undone] : std::vector<Law>{
           {"CREATE FUNCTION hashtextextended(\"text\", INT) RETURNS BIGINT LANGUAGE SQL AS "
            "'SELECT 7::BIGINT'",
            "DROP FUNCTION hashtextextended(\"text\", INT)"},
           {"CREATE FUNCTION evil.f(a \"text\", b INT) RETURNS BIGINT IMMUTABLE LANGUAGE SQL AS "
            "'SELECT 7::BIGINT'; CREATE OPERATOR = (LEFTARG = \"text\", RIGHTARG = INT, FUNCTION = "
            "evil.f)",
            "DROP OPERATOR = (\"text\", INT)"},
           {"CREATE FUNCTION evil.c(BIGINT) RETURNS BYTEA IMMUTABLE LANGUAGE SQL AS "
            "'SELECT NULL::BYTEA'; CREATE CAST (BIGINT AS BYTEA) WITH FUNCTION evil.c(BIGINT)",
            "DROP CAST (BIGINT AS BYTEA)"},
           {"ALTER TABLE particulars ALTER name TYPE \"text\" COLLATE evil.\"C\"",
            "ALTER TABLE particulars ALTER name TYPE \"text\" COLLATE \"C\""},
           {"ALTER TABLE hall ENABLE ROW LEVEL SECURITY",
            "ALTER TABLE hall DISABLE ROW LEVEL SECURITY"},
           {"ALTER EXTENSION plpgsql ADD TABLE entry", "ALTER EXTENSION plpgsql DROP TABLE entry"},
           {"CREATE TABLE heir () INHERITS (hall)", "DROP TABLE heir"},
           {"CREATE DOMAIN evil.words AS \"text\" COLLATE \"C\"; ALTER TABLE particulars ALTER "
            "name TYPE "
            "evil.words",
            "ALTER TABLE particulars ALTER name TYPE \"text\" COLLATE \"C\"; DROP DOMAIN "
            "evil.words"},
           {"CREATE INDEX other ON particulars (name COLLATE evil.\"C\")", "DROP INDEX other"}}) {
    sql(made);
    EXPECT_NE(told(), "") << made;
    EXPECT_EQ(opened(), "store.foreign_law") << made;
    sql(undone);
    EXPECT_EQ(told(), "") << undone;
    EXPECT_EQ(opened(), "") << undone;
  }
}

// What SQLite counted is its own word by word, and nothing under the same name.
TEST_P(LawsOfOthers, a_table_under_a_name_of_the_database_is_told) {
  if (on_postgres()) return;
  sql("ANALYZE");
  EXPECT_EQ(told(), "");
  // As by hand: our own connections write no schema.
  sql("DROP TABLE sqlite_stat1; CREATE TABLE hidden_stat1(tbl,idx,stat, secret TEXT)");
  std::string bytes = toy::bytes_of(address_);
  std::string const made = "hidden_stat1";
  ASSERT_TRUE(bytes.contains(made));
  for (auto at = bytes.find(made); at != bytes.npos; at = bytes.find(made)) {
    bytes.replace(at, made.size(), "sqlite_stat1");
  }
  std::ofstream(address_, std::ios::binary) << bytes;
  EXPECT_TRUE(told().contains("sqlite_stat1"));
}

}  // namespace
}  // namespace giaoban::store
