#include "store/db.h"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include <algorithm>
#include <atomic>
#include <fstream>
#include <limits>
#include <thread>

#include "tests/both_databases.h"

namespace giaoban::store {
namespace {

class Databases : public test::BothDatabases {
 protected:
  static void make_table(Db& db) {
    db.script(
        "CREATE TABLE t (a INTEGER, b TEXT, c BLOB) STRICT; CREATE UNIQUE INDEX t_a ON t (a)");
  }
  static std::int64_t one(Db& db, std::string_view sql, Params const& params = {}) {
    std::optional<std::int64_t> result;
    db.each(sql, params, [&](RowView const& row) { result = row.integer(0); });
    return result.value();
  }
  static std::int64_t count(Db& db) { return one(db, "SELECT count(*) FROM t"); }
  static void add(Db& db, std::int64_t a) {
    db.execute("INSERT INTO t (a) VALUES (?1)", Params{a});
  }
};
ON_BOTH_DATABASES(Databases);

std::string all_bytes() {
  std::string bytes;
  for (int byte = 0; byte < 256; ++byte) bytes += static_cast<char>(byte);
  return bytes;
}

std::vector<std::vector<Value>> hard_rows() {
  using Limits = std::numeric_limits<std::int64_t>;
  return {
      {Limits::min(), "", Blob{""}},
      {Limits::max(), "Đảng bộ tỉnh Phú Thọ, H'Hen Niê", Blob{all_bytes()}},
      {std::int64_t{0}, "tab\t line\n return\r back\\slash 'one' \"two\" \\N \\x41 \\.",
       Blob{"\\x"}},
      {std::int64_t{-1}, "\\N", Blob{std::string(3, '\0')}},
      {std::int64_t{1}, "\xF0\x9F\x87\xBB", Blob{std::string(100'000, '\xff')}},
      {Value{}, Value{}, Value{}},
      {std::int64_t{2}, "nullptr", Value{}},
  };
}

std::vector<std::vector<Value>> rows_in_order_of_entry(Db& db) {
  std::vector<std::vector<Value>> rows;
  db.each("SELECT n, a, b, c FROM hard ORDER BY n", {},
          [&](RowView const& row) { rows.push_back({row.value(1), row.value(2), row.value(3)}); });
  return rows;
}

constexpr std::string_view hard_table =
    "CREATE TABLE hard (n INTEGER PRIMARY KEY, a INTEGER, b TEXT, c BLOB) STRICT";

TEST_P(Databases, give_back_every_value_as_it_was_put_in) {
  auto const db = fresh_db();
  db->script(hard_table);
  for (int n = 0; auto const& row : hard_rows()) {
    db->execute("INSERT INTO hard (n, a, b, c) VALUES (?1, ?2, ?3, ?4)",
                Params{n++, row[0], row[1], row[2]});
  }
  EXPECT_EQ(rows_in_order_of_entry(*db), hard_rows());
}

TEST_P(Databases, bulk_gives_back_every_value_as_it_was_put_in) {
  auto const db = fresh_db();
  db->script(hard_table);
  db->begin_write();
  std::vector<std::string> const columns = {"n", "a", "b", "c"};
  auto const bulk = db->bulk("hard", columns);
  for (std::int64_t n = 0; auto const& row : hard_rows()) {
    std::vector<Value> const values = {n++, row[0], row[1], row[2]};
    bulk->row(values);
  }
  bulk->finish();
  db->commit();
  EXPECT_EQ(rows_in_order_of_entry(*db), hard_rows());
}

TEST_P(Databases, read_columns_by_their_types) {
  auto const db = fresh_db();
  make_table(*db);
  db->execute("INSERT INTO t (a, b, c) VALUES (?1, ?2, ?3)",
              Params{Day::from_number(18'792), "chi bộ", Blob{"x"}});
  int rows = 0;
  db->each(
      "SELECT a, b, c, CAST(NULL AS INTEGER), CAST(NULL AS TEXT), a > 5, sum(a) FROM t "
      "GROUP BY a, b, c",
      {}, [&](RowView const& row) {
        ++rows;
        EXPECT_EQ(row.day(0), Day::from_number(18'792));
        EXPECT_EQ(row.id<UnitId>(0), UnitId{18'792});
        EXPECT_EQ(row.text(1), "chi bộ");
        EXPECT_EQ(row.blob(2), Blob{"x"});
        EXPECT_EQ(row.maybe_integer(0), 18'792);
        EXPECT_EQ(row.maybe_integer(3), std::nullopt);
        EXPECT_EQ(row.maybe_text(1), "chi bộ");
        EXPECT_EQ(row.maybe_text(4), std::nullopt);
        EXPECT_TRUE(row.null(3));
        EXPECT_EQ(row.integer(5), 1);
        EXPECT_EQ(row.value(6), Value{std::int64_t{18'792}});
      });
  EXPECT_EQ(rows, 1);
}

// PostgreSQL's sum of BIGINT is a NUMERIC, kept in digits of base 10,000 and without zeros at its
// end.
TEST_P(Databases, read_sums_whole) {
  auto const db = fresh_db();
  db->script("CREATE TABLE t (a INTEGER) STRICT");
  std::int64_t sum = 0;
  for (std::int64_t const step :
       std::vector<std::int64_t>{0, 7, -8, 10'001, 9'990'000, 1'000'000'000'000, -2'000'000'009'990,
                                 -123'456'789'012'345}) {
    db->execute("INSERT INTO t (a) VALUES (?1)", Params(step));
    sum += step;
    EXPECT_EQ(one(*db, "SELECT sum(a) FROM t"), sum);
  }
}

TEST_P(Databases, take_optional_and_null_parameters) {
  auto const db = fresh_db();
  make_table(*db);
  std::optional<std::int64_t> const none;
  add(*db, 7);
  auto const sql = "SELECT count(*) FROM t WHERE CAST(?1 AS INTEGER) IS NULL OR a = ?1";
  EXPECT_EQ(one(*db, sql, Params{none}), 1);
  EXPECT_EQ(one(*db, sql, Params{std::optional(7)}), 1);
  EXPECT_EQ(one(*db, sql, Params{8}), 0);
}

TEST_P(Databases, number_places_by_their_number_not_their_order) {
  auto const db = fresh_db();
  make_table(*db);
  add(*db, 10);
  EXPECT_EQ(one(*db, "SELECT a - ?2 * 100 - ?1 - ?1 FROM t", Params{1, 2}), 10 - 200 - 2);
}

TEST_P(Databases, refuse_a_text_with_a_zero_byte) {
  auto const db = fresh_db();
  make_table(*db);
  std::string const text("a\0b", 3);
  EXPECT_THROW(db->execute("INSERT INTO t (b) VALUES (?1)", Params{text}), Breakage);
  EXPECT_EQ(count(*db), 0);
}

TEST_P(Databases, count_the_rows_touched) {
  auto const db = fresh_db();
  EXPECT_EQ(db->execute("CREATE TABLE t (a INTEGER, b TEXT, c BLOB) STRICT"), 0);
  EXPECT_EQ(db->execute("INSERT INTO t (a) VALUES (1), (2), (3)"), 3);
  EXPECT_EQ(db->execute("UPDATE t SET b = 'x' WHERE a > ?1", Params{1}), 2);
  EXPECT_EQ(db->execute("UPDATE t SET b = 'x' WHERE a > ?1", Params{9}), 0);
  EXPECT_EQ(db->execute("SELECT a FROM t"), 0);
  EXPECT_EQ(db->execute("CREATE TABLE u (a INTEGER) STRICT"), 0);
  EXPECT_EQ(db->execute("DELETE FROM t"), 3);
}

TEST_P(Databases, order_texts_by_their_bytes_and_tell_case_apart) {
  auto const db = fresh_db();
  make_table(*db);
  db->execute("INSERT INTO t (b) VALUES ('b'), ('B'), ('a'), ('Đ'), ('á'), ('_')");
  std::string order;
  db->each("SELECT b FROM t ORDER BY b", {}, [&](RowView const& row) { order += row.text(0); });
  EXPECT_EQ(order, "B_abáĐ");
  EXPECT_EQ(one(*db, "SELECT count(*) FROM t WHERE b LIKE 'B%'"), 1);
}

TEST_P(Databases, stream_two_hundred_thousand_rows) {
  auto const db = fresh_db();
  constexpr std::int64_t rows = 200'000;
  std::int64_t seen = 0;
  std::int64_t sum = 0;
  db->each(
      "WITH RECURSIVE n(i) AS (SELECT CAST(1 AS INTEGER) UNION ALL SELECT i + 1 FROM n "
      "WHERE i < ?1) SELECT i, 'Nguyễn Thị Hoa' FROM n",
      Params{rows}, [&](RowView const& row) {
        ++seen;
        sum += row.integer(0);
        ASSERT_EQ(row.text(1).size(), 18U);
      });
  EXPECT_EQ(seen, rows);
  EXPECT_EQ(sum, rows * (rows + 1) / 2);
}

TEST_P(Databases, hand_out_many_rows_as_they_do_few) {
  auto const db = fresh_db();
  make_table(*db);
  db->begin_write();
  for (int i = 0; i < 1'000; ++i) {
    Params row(std::int64_t{i} * 1'000'000'007 - 500);
    row.add(i % 3 == 0 ? Value{} : Value{i % 3 == 1 ? std::string() : fmt::format("Mường {}", i)});
    row.add(i % 2 == 0 ? Value{}
                       : Value{Blob{all_bytes().substr(0, static_cast<std::size_t>(i) % 257)}});
    db->execute("INSERT INTO t (a, b, c) VALUES (?1, ?2, ?3)", row);
  }
  db->commit();
  using Rows = std::vector<std::vector<Value>>;
  auto const read = [&](auto const& ask, std::string_view sql, Params const& params) {
    Rows rows;
    ask(sql, params, [&](RowView const& row) {
      rows.push_back({row.value(0), row.value(1), row.value(2), row.value(3)});
    });
    std::ranges::sort(rows);
    return rows;
  };
  auto const one_by_one = [&](auto&&... asked) { db->each(asked...); };
  auto const as_many = [&](auto&&... asked) { db->each_of_many(asked...); };
  for (auto const& [sql, most] :
       {std::pair{"SELECT a, b, c, CASE WHEN a > 7 THEN 1 ELSE 0 END FROM t WHERE a < ?1 -- all",
                  std::int64_t{1} << 60},
        {"SELECT a, b, c, NULL FROM t WHERE a < ?1", 5'000'000'000},
        {"SELECT a, b, c, 1 FROM t WHERE a < ?1", -1'000}}) {
    auto const few = read(one_by_one, sql, Params(most));
    EXPECT_EQ(read(as_many, sql, Params(most)), few) << sql;
    EXPECT_EQ(few.empty(), most < 0);
  }
  // Asked inside, left by a throw, and asked again.
  std::int64_t inner = 0;
  EXPECT_THROW(db->each_of_many("SELECT a FROM t", {},
                                [&](RowView const&) {
                                  inner = count(*db);
                                  throw std::runtime_error("enough");
                                }),
               std::runtime_error);
  EXPECT_EQ(inner, 1'000);
  std::int64_t rows = 0;
  db->each("SELECT a FROM t WHERE a < 3", {}, [&](RowView const&) {
    db->each_of_many("SELECT a FROM t", {}, [&](RowView const&) { ++rows; });
  });
  EXPECT_EQ(rows, 1'000);
}

TEST_P(Databases, bulk_takes_a_hundred_thousand_rows) {
  auto const db = fresh_db();
  make_table(*db);
  constexpr std::int64_t rows = 100'000;
  std::vector<std::string> const columns = {"a", "b"};
  db->begin_write();
  auto const bulk = db->bulk("t", columns);
  for (std::int64_t i = 1; i <= rows; ++i)
    bulk->row(std::vector<Value>{i, "Chi bộ " + std::to_string(i)});
  bulk->finish();
  db->commit();
  EXPECT_EQ(count(*db), rows);
  EXPECT_EQ(one(*db, "SELECT sum(a) FROM t"), rows * (rows + 1) / 2);
  EXPECT_EQ(one(*db, "SELECT a FROM t WHERE b = ?1", Params{"Chi bộ 54321"}), 54'321);
}

TEST_P(Databases, bulk_left_unfinished_keeps_nothing_after_rollback) {
  auto const db = fresh_db();
  make_table(*db);
  std::vector<std::string> const columns = {"a"};
  db->begin_write();
  db->bulk("t", columns)->row(std::vector<Value>{std::int64_t{1}});
  db->rollback();
  EXPECT_EQ(count(*db), 0);
  add(*db, 2);
  EXPECT_EQ(count(*db), 1);
}

TEST_P(Databases, tell_a_broken_unique_rule_apart) {
  auto const db = fresh_db();
  make_table(*db);
  add(*db, 1);
  EXPECT_THROW(add(*db, 1), UniqueBroken);
  db->script("CREATE TABLE k (a INTEGER PRIMARY KEY, b INTEGER NOT NULL) STRICT");
  db->execute("INSERT INTO k (a, b) VALUES (1, 1)");
  EXPECT_THROW(db->execute("INSERT INTO k (a, b) VALUES (1, 2)"), UniqueBroken);
  try {
    db->execute("INSERT INTO k (a, b) VALUES (2, CAST(NULL AS INTEGER))");
    FAIL() << "a null was taken";
  } catch (UniqueBroken const&) {
    FAIL() << "a null is not a broken unique rule";
  } catch (Breakage const&) {
  }
  std::vector<std::string> const columns = {"a"};
  db->begin_write();
  EXPECT_THROW(
      {
        auto const bulk = db->bulk("t", columns);
        bulk->row(std::vector<Value>{std::int64_t{1}});
        bulk->finish();
      },
      UniqueBroken);
  db->rollback();
  EXPECT_EQ(count(*db), 1);
}

TEST_P(Databases, keep_foreign_keys) {
  auto const db = fresh_db();
  make_table(*db);
  db->script("CREATE TABLE child (a INTEGER REFERENCES t (a)) STRICT");
  add(*db, 1);
  db->execute("INSERT INTO child (a) VALUES (1)");
  EXPECT_THROW(db->execute("INSERT INTO child (a) VALUES (2)"), Breakage);
}

TEST_P(Databases, name_no_value_in_a_breakage) {
  auto const db = fresh_db();
  make_table(*db);
  db->execute("INSERT INTO t (a, b) VALUES (?1, ?2)", Params{424'242, "bí mật"});
  db->script("CREATE UNIQUE INDEX t_b ON t (b)");
  auto const told = [&](std::string_view sql, Params const& params) -> std::string {
    try {
      db->execute(sql, params);
    } catch (Breakage const& breakage) {
      return breakage.what();
    }
    return "nothing broke";
  };
  auto const unique = told("INSERT INTO t (b) VALUES (?1)", Params{"bí mật"});
  EXPECT_NE(unique.find("INSERT INTO t"), std::string::npos) << unique;
  EXPECT_EQ(unique.find("bí mật"), std::string::npos) << unique;
  auto const type = told("INSERT INTO t (a) VALUES (?1)", Params{"bí mật"});
  EXPECT_NE(type.find("INSERT INTO t"), std::string::npos) << type;
  EXPECT_EQ(type.find("bí mật"), std::string::npos) << type;
}

TEST_P(Databases, keep_what_is_committed_and_nothing_else) {
  auto const address = fresh_address();
  auto const db = connect(address, IfMissing::create);
  make_table(*db);
  db->begin_write();
  add(*db, 1);
  db->commit();
  db->begin_write();
  add(*db, 2);
  db->rollback();
  connect(address, IfMissing::fail)->begin_write();  // dropped with its connection
  EXPECT_EQ(count(*connect(address, IfMissing::fail)), 1);
}

TEST_P(Databases, undo_one_verb_inside_a_group) {
  auto const db = fresh_db();
  make_table(*db);
  db->begin_write();
  for (std::int64_t verb = 1; verb <= 4; ++verb) {
    db->savepoint();
    try {
      add(*db, verb);
      if (verb == 2) add(*db, 1);
      if (verb == 3) throw Breakage("by itself");
      db->release_savepoint();
    } catch (Breakage const&) {
      db->rollback_to_savepoint();
    }
  }
  db->commit();
  EXPECT_EQ(count(*db), 2);
  EXPECT_EQ(one(*db, "SELECT sum(a) FROM t"), 1 + 4);
}

TEST_P(Databases, answer_nested_questions) {
  auto const db = fresh_db();
  make_table(*db);
  for (std::int64_t a = 1; a <= 5; ++a) add(*db, a);
  if (GetParam() == Dialect::sqlite) db->begin_write();  // PostgreSQL cannot: see db.h
  std::int64_t pairs = 0;
  std::int64_t deepest = 0;
  auto const below = "SELECT a FROM t WHERE a < ?1";
  db->each(below, Params{4}, [&](RowView const& outer) {
    db->each(below, Params{outer.integer(0)}, [&](RowView const& inner) {
      ++pairs;
      db->each(below, Params{inner.integer(0)}, [&](RowView const&) { ++deepest; });
    });
  });
  EXPECT_EQ(pairs, 0 + 1 + 2);
  EXPECT_EQ(deepest, 1);
}

TEST(Postgres, takes_a_nested_question_inside_a_write_for_a_bug) {
  if (!test::PostgresServer::available()) return;
  auto& server = test::PostgresServer::shared();
  auto const name = fmt::format("giaoban_test_{}_nested", ::getpid());
  auto const address = server.create_database(name);
  auto const nest = [&] {
    auto const db = connect(address, IfMissing::fail);
    db->begin_write();
    db->each("SELECT 1", {}, [&](RowView const&) { db->each("SELECT 2", {}, {}); });
  };
  EXPECT_THROW(nest(), Bug);
  server.drop_database(name);
}

TEST_P(Databases, read_on_after_a_row_reader_threw) {
  auto const db = fresh_db();
  make_table(*db);
  for (std::int64_t a = 1; a <= 5; ++a) add(*db, a);
  db->begin_write();
  add(*db, 6);
  for (int again = 0; again < 3; ++again) {
    EXPECT_THROW(db->each("SELECT a FROM t", {}, [](RowView const&) { throw Breakage("stop"); }),
                 Breakage);
  }
  db->commit();
  EXPECT_EQ(count(*db), 6);
}

TEST_P(Databases, answer_a_read_from_one_snapshot_nested_questions_too) {
  auto const address = fresh_address();
  auto const reader = connect(address, IfMissing::create);
  make_table(*reader);
  add(*reader, 1);
  auto const writer = connect(address, IfMissing::fail);
  reader->begin_read();  // the snapshot is of now, though nothing was asked yet
  writer->begin_write();
  add(*writer, 2);
  writer->commit();
  EXPECT_EQ(count(*reader), 1);
  reader->each("SELECT a FROM t", {}, [&](RowView const&) { EXPECT_EQ(count(*reader), 1); });
  reader->commit();
  EXPECT_EQ(count(*reader), 2);
  reader->begin_read();
  reader->each("SELECT a FROM t", {}, [&](RowView const&) { EXPECT_EQ(count(*reader), 2); });
  reader->rollback();
}

TEST_P(Databases, let_one_writer_in_at_a_time) {
  auto const address = fresh_address();
  {
    auto const db = connect(address, IfMissing::create);
    make_table(*db);
    add(*db, 0);
  }
  constexpr int writers = 3;
  constexpr int rounds = 30;
  std::atomic<int> inside = 0;
  std::atomic<int> together = 0;
  auto const write = [&] {
    auto const db = connect(address, IfMissing::fail);
    for (int round = 0; round < rounds; ++round) {
      db->begin_write();
      if (++inside > 1) ++together;
      // Each numbers on from what the one before committed, as entries are numbered.
      add(*db, one(*db, "SELECT max(a) FROM t") + 1);
      --inside;
      db->commit();
    }
  };
  {
    std::vector<std::jthread> threads;
    for (int i = 0; i < writers; ++i) threads.emplace_back(write);
  }
  auto const db = connect(address, IfMissing::fail);
  EXPECT_EQ(together, 0);
  EXPECT_EQ(one(*db, "SELECT max(a) FROM t"), writers * rounds);
  EXPECT_EQ(count(*db), writers * rounds + 1);
}

TEST_P(Databases, let_readers_go_on_while_one_writes) {
  auto const address = fresh_address();
  auto const writer = connect(address, IfMissing::create);
  make_table(*writer);
  writer->begin_write();
  add(*writer, 1);
  auto const reader = connect(address, IfMissing::fail);
  EXPECT_EQ(count(*reader), 0);
  writer->commit();
  EXPECT_EQ(count(*reader), 1);
}

TEST_P(Databases, note_the_names_of_queries_run) {
  auto const db = fresh_db();
  Query const query{"db_test.one", "SELECT CAST(?1 AS INTEGER) UNION ALL SELECT 2"};
  auto const read = [](RowView const& row) { return row.integer(0); };
  EXPECT_EQ(db->first(query, Params{1}, read), 1);
  EXPECT_EQ(db->all(query, Params{1}, read), (std::vector<std::int64_t>{1, 2}));
  auto const names = queries_run();
  EXPECT_EQ(std::count(names.begin(), names.end(), "db_test.one"), 1);
  EXPECT_EQ(std::count(names.begin(), names.end(), "db_test.never"), 0);
}

TEST_P(Databases, forget_no_statement_in_use_when_there_are_many) {
  auto const db = fresh_db();
  make_table(*db);
  add(*db, 1);
  db->each("SELECT a FROM t", {}, [&](RowView const& row) {
    for (int i = 0; i < 1'200; ++i) EXPECT_EQ(one(*db, fmt::format("SELECT {} + 0", i)), i);
    EXPECT_EQ(row.integer(0), 1);
  });
}

TEST_P(Databases, see_a_table_as_a_script_left_it) {
  auto const db = fresh_db();
  db->script("CREATE TABLE x (a INTEGER) STRICT; INSERT INTO x VALUES (1)");
  EXPECT_EQ(one(*db, "SELECT * FROM x"), 1);
  db->script("DROP TABLE x; CREATE TABLE x (a TEXT) STRICT; INSERT INTO x VALUES ('một')");
  std::string text;
  db->each("SELECT * FROM x", {}, [&](RowView const& row) { text = row.text(0); });
  EXPECT_EQ(text, "một");
}

TEST_P(Databases, break_on_wrong_sql) {
  auto const db = fresh_db();
  EXPECT_THROW(db->each("SELEC 1", {}, [](RowView const&) {}), Breakage);
  EXPECT_THROW(db->script("CREATE TABLE ("), Breakage);
  EXPECT_THROW(db->execute("SELECT \"no_such_column\""), Breakage);
  EXPECT_EQ(one(*db, "SELECT 1"), 1);
}

TEST_P(Databases, take_a_misread_column_or_parameter_for_a_bug) {
  auto const address = fresh_address();
  {
    auto const db = connect(address, IfMissing::create);
    make_table(*db);
    add(*db, 1);
  }
  // With a connection of its own: a dying child must not speak on its parent's.
  auto const ask = [&](std::string_view sql, Params const& params, OnRow const& on_row) {
    connect(address, IfMissing::fail)->each(sql, params, on_row);
  };
  OnRow const as_text = [](RowView const& row) { (void)row.text(0); };
  OnRow const beyond = [](RowView const& row) { (void)row.null(1); };
  EXPECT_THROW(ask("SELECT a FROM t", Params{1}, as_text), Bug);
  EXPECT_THROW(ask("SELECT b FROM t", {}, as_text), StrangeValue);
  EXPECT_THROW(ask("SELECT a FROM t", {}, as_text), StrangeValue);
  EXPECT_THROW(ask("SELECT a FROM t", {}, beyond), Bug);
}

TEST_P(Databases, take_a_write_inside_a_read_for_a_bug_or_breakage) {
  auto const address = fresh_address();
  make_table(*connect(address, IfMissing::create));
  auto const write = [&] {
    auto const db = connect(address, IfMissing::fail);
    db->begin_read();
    add(*db, 1);
  };
  if (GetParam() == Dialect::sqlite) {
    EXPECT_THROW(write(), Bug);
  } else {
    EXPECT_THROW(write(), Breakage);
  }
}

TEST_P(Databases, take_a_query_beside_an_open_bulk_for_a_bug) {
  auto const address = fresh_address();
  make_table(*connect(address, IfMissing::create));
  auto const mix = [&] {
    auto const db = connect(address, IfMissing::fail);
    std::vector<std::string> const columns = {"a"};
    db->begin_write();
    auto const bulk = db->bulk("t", columns);
    add(*db, 1);
  };
  EXPECT_THROW(mix(), Bug);
}

TEST(DialectOf, is_told_by_the_address) {
  EXPECT_EQ(dialect_of("province.giaoban"), Dialect::sqlite);
  EXPECT_EQ(dialect_of(":memory:"), Dialect::sqlite);
  EXPECT_EQ(dialect_of("postgresql:///giaoban?host=/run/postgresql"), Dialect::postgres);
  EXPECT_EQ(dialect_of("postgres://server/giaoban"), Dialect::postgres);
}

TEST(Postgres, missing_server_is_a_breakage) {
  EXPECT_THROW(connect("postgresql:///none?host=/nonexistent", IfMissing::create), Breakage);
}

}  // namespace
}  // namespace giaoban::store
