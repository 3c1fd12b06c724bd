#include "store/dialect.h"

#include <gtest/gtest.h>

namespace giaoban::store {
namespace {

struct SqlCase {
  std::string_view written;
  std::string_view postgres;
};

class PostgresWords : public testing::TestWithParam<SqlCase> {};
INSTANTIATE_TEST_SUITE_P(
    , PostgresWords,
    testing::Values(SqlCase{"SELECT ?1, ?1", "SELECT $1, $1"},
                    SqlCase{"SELECT ?2, ?1", "SELECT $2, $1"},
                    SqlCase{"SELECT ?12+?3", "SELECT $12+$3"},
                    SqlCase{"SELECT '?1', \"?1\", ?1", "SELECT '?1', \"?1\", $1"},
                    SqlCase{"SELECT 'it''s ?1', ?1", "SELECT 'it''s ?1', $1"},
                    SqlCase{"SELECT ?1 -- why ?2 'n\n, ?3", "SELECT $1 -- why ?2 'n\n, $3"},
                    SqlCase{"SELECT /* ?2 INTEGER */ ?1", "SELECT /* ?2 INTEGER */ $1"},
                    SqlCase{"SELECT 'đã ?1", "SELECT 'đã ?1"},
                    SqlCase{"SELECT CAST(?1 AS INTEGER)", "SELECT CAST($1 AS BIGINT)"},
                    SqlCase{"SELECT CAST(?1 AS TEXT)", "SELECT CAST($1 AS TEXT)"},
                    SqlCase{"SELECT a_INTEGER, blobs, strict", "SELECT a_INTEGER, blobs, strict"},
                    SqlCase{"create table t (a integer, b blob)",
                            "create table t (a BIGINT, b BYTEA)"},
                    SqlCase{"CREATE TABLE t (a TEXT, texts TEXT)",
                            "CREATE TABLE t (a TEXT COLLATE \"C\", texts TEXT COLLATE \"C\")"},
                    SqlCase{"CREATE TABLE t (a TEXT CHECK (CAST(a AS TEXT) = a))",
                            "CREATE TABLE t (a TEXT COLLATE \"C\" CHECK (CAST(a AS TEXT) = a))"},
                    SqlCase{"CREATE TABLE t (a INTEGER) STRICT", "CREATE TABLE t (a BIGINT) "},
                    SqlCase{"CREATE TABLE t (a INTEGER) STRICT, WITHOUT ROWID; SELECT 1",
                            "CREATE TABLE t (a BIGINT) ; SELECT 1"},
                    SqlCase{"CREATE TABLE t (a INTEGER)\nWITHOUT  ROWID,STRICT;",
                            "CREATE TABLE t (a BIGINT)\n;"},
                    SqlCase{"CREATE TABLE t (a INTEGER) STRICT; SELECT CAST(1 AS TEXT), TEXT",
                            "CREATE TABLE t (a BIGINT) ; SELECT CAST(1 AS TEXT), TEXT"}));

TEST_P(PostgresWords, are_put_for_sqlite_words) {
  EXPECT_EQ(for_postgres(GetParam().written), GetParam().postgres);
}

}  // namespace
}  // namespace giaoban::store
