// Everything that an owner of the disk can change is changed, one thing at a time, and found.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include "store/schema.h"
#include "store/toy_catalogue_test.h"
#include "tests/store_world.h"

namespace giaoban::store {
namespace {

using test::day;
using test::faults;
using test::must;
using test::must_write;
using toy::Hall;
using toy::HallCode;
using toy::HallId;
using toy::Mark;
using toy::Particulars;
using toy::Stay;
using toy::Visit;
using toy::write_verb;

struct Column {
  std::string name;
  std::string type;
};
struct Table {
  std::string name;
  std::vector<Column> columns;
};
using Line = std::vector<Value>;

class Tampering : public test::StoreWorld {
 protected:
  void SetUp() override {
    store_ = fresh_store(toy::catalogue());
    fill();
    ASSERT_EQ(faults(*store_), "");
    auto const fresh = connect(":memory:", IfMissing::create);
    fresh->script(declared_ddl(toy::catalogue()));
    for (auto const& [what, columns] : schema_of(*fresh)) {
      if (!what.starts_with("table ")) continue;
      Table table{what.substr(6), {}};
      for (std::string const& column : columns) {
        auto const space = column.find(' ');
        table.columns.push_back({column.substr(0, space), column.substr(space + 1)});
      }
      tables_.push_back(std::move(table));
    }
    raw_ = connect(store_->address(), IfMissing::fail);
  }

  // Something of everything, with an erased person, one whose particulars nobody wrote down, an
  // undo, supersessions, and a log of readers.
  void fill() {
    auto doing = test::act(write_verb);
    doing.reason = "lập";
    doing.nonce = "n1";
    doing.asked = "as asked";
    doing.based_on = 0;
    Basis basis;
    basis.document = Document{"QĐ", "12-QĐ/TU", "Tỉnh ủy", "Về việc", "2020-2025", "Bí thư", "ab"};
    basis.signed_on = day("2000-01-01");
    doing.basis = basis;
    PersonId person;
    PersonId gone;
    HallId hall;
    must(store_->write(doing, [&](Tx& tx) -> Result<void> {
      hall = tx.new_id_of<HallId>();
      person = tx.new_person();
      gone = tx.new_person();
      TRY_VOID(tx.state(hall.value, {day("2000-01-01")}, Hall{1}));
      TRY_VOID(tx.state(hall.value, {day("2000-01-01")}, HallCode{"01"}));
      TRY_VOID(tx.state(person.value, {day("2000-01-01")},
                        Particulars{"Ước", "0912", PartialDay::parse("1970")}));
      TRY_VOID(tx.state(gone.value, {day("2000-01-01")},
                        Particulars{"Đi", "0913", PartialDay::parse("1971")}));
      TRY_VOID(tx.state(person.value, {day("2001-01-01")}, Stay{hall}));
      TRY_VOID(tx.state(tx.new_person().value, {day("2001-01-01")}, Stay{hall}));
      TRY_VOID(tx.yearly(person.value, 2020, day("2020-12-31"), Mark{"a", 1, hall}));
      return tx.event(person.value, day("2020-12-31"), Visit{hall});
    }));
    must_write(*store_, write_verb, [&](Tx& tx) -> Result<void> {
      TRY_VOID(tx.state(gone.value, {day("2010-01-01")}, Particulars{"Đi (sửa)", "", {}}));
      return tx.state(person.value, {day("2005-01-01"), day("2006-01-01")}, Stay{hall});
    });
    must_write(*store_, undo_verb, [](Tx& tx) { return undo(tx, 2); });
    must_write(*store_, erase_verb, [&](Tx& tx) { return erase(tx, gone, "Luật"); });
    store_->log_access("lan", "hồ sơ", person.value);
    store_->log_access("minh", "danh sách", std::nullopt);
  }

  std::vector<Line> lines(Table const& table) {
    std::string names;
    for (Column const& column : table.columns) {
      names += (names.empty() ? "" : ", ") + column.name;
    }
    std::vector<Line> all;
    raw_->each(fmt::format("SELECT {} FROM {} ORDER BY 1, 2", names, table.name), Params(),
               [&](RowView const& row) {
                 Line& line = all.emplace_back();
                 for (std::size_t i = 0; i < table.columns.size(); ++i) {
                   line.push_back(row.value(static_cast<int>(i)));
                 }
               });
    return all;
  }
  // The condition that only this line fulfils.
  static std::string is(Table const& table, Line const& line, Params& params) {
    std::string condition;
    for (std::size_t i = 0; i < line.size(); ++i) {
      if (!condition.empty()) condition += " AND ";
      if (is_null(line[i])) {
        condition += table.columns[i].name + " IS NULL";
        continue;
      }
      params.add(line[i]);
      condition += fmt::format("{} = ?{}", table.columns[i].name, params.values().size());
    }
    return condition;
  }
  static Value altered(Column const& column, Value const& value, std::int64_t by) {
    if (auto const* number = std::get_if<std::int64_t>(&value)) {
      return static_cast<std::int64_t>(static_cast<std::uint64_t>(*number) +
                                       static_cast<std::uint64_t>(by));
    }
    if (auto const* text = std::get_if<std::string>(&value)) return *text + "x";
    if (auto const* blob = std::get_if<Blob>(&value)) {
      Blob other = *blob;
      other.bytes[0] = static_cast<char>(other.bytes[0] ^ 1);
      return other;
    }
    if (column.type == "INTEGER") return std::int64_t{5};
    if (column.type == "BLOB") return Blob{std::string(16, 'x')};
    return std::string("x");
  }
  // False where the database itself refuses.
  bool try_sql(std::string const& sql, Params const& params) {
    raw_->begin_write();
    try {
      EXPECT_EQ(raw_->execute(sql, params), 1) << sql;
      raw_->commit();
      return true;
    } catch (Breakage const&) {
      raw_->rollback();
      return false;
    }
  }
  bool change(Table const& table, Line& line, std::size_t column, Value const& to) {
    Params params(to);
    std::string const where = is(table, line, params);
    if (!try_sql(fmt::format("UPDATE {} SET {} = ?1 WHERE {}", table.name,
                             table.columns[column].name, where),
                 params)) {
      return false;
    }
    line[column] = to;
    return true;
  }
  bool remove(Table const& table, Line const& line) {
    Params params;
    std::string const where = is(table, line, params);
    return try_sql(fmt::format("DELETE FROM {} WHERE {}", table.name, where), params);
  }
  bool add(Table const& table, Line const& line) {
    std::string names;
    std::string places;
    Params params;
    for (std::size_t i = 0; i < line.size(); ++i) {
      if (is_null(line[i])) continue;
      params.add(line[i]);
      names += (names.empty() ? "" : ", ") + table.columns[i].name;
      places += fmt::format("{}?{}", places.empty() ? "" : ", ", params.values().size());
    }
    return try_sql(fmt::format("INSERT INTO {} ({}) VALUES ({})", table.name, names, places),
                   params);
  }
  // Every line on SQLite; on PostgreSQL the first and the last of each table.
  std::vector<Line> chosen(Table const& table) {
    auto all = lines(table);
    if (GetParam() == Dialect::postgres && all.size() > 2) all = {all.front(), all.back()};
    return all;
  }

  std::unique_ptr<Store> store_;
  std::vector<Table> tables_;
  std::unique_ptr<Db> raw_;
};
ON_BOTH_DATABASES(Tampering);

TEST_P(Tampering, of_any_value_of_any_table_is_found) {
  for (Table const& table : tables_) {
    EXPECT_FALSE(lines(table).empty()) << table.name << " has nothing to tamper with";
    for (Line line : chosen(table)) {
      for (std::size_t i = 0; i < table.columns.size(); ++i) {
        Value const original = line[i];
        int changed = 0;
        for (std::int64_t const by : {1LL, -1LL, 1LL << 32}) {
          if (!change(table, line, i, altered(table.columns[i], original, by))) continue;
          ++changed;
          EXPECT_NE(faults(*store_), "")
              << table.name << "." << table.columns[i].name << " by " << by;
          ASSERT_TRUE(change(table, line, i, original));
          if (!std::holds_alternative<std::int64_t>(original)) break;
        }
        EXPECT_GT(changed, 0) << table.name << "." << table.columns[i].name << " was never tried";
        if (is_null(original)) continue;
        if (change(table, line, i, Value{})) {
          EXPECT_NE(faults(*store_), "") << table.name << "." << table.columns[i].name << " null";
          ASSERT_TRUE(change(table, line, i, original));
        }
      }
    }
  }
  EXPECT_EQ(faults(*store_), "") << "all was put back";
}

TEST_P(Tampering, by_taking_a_row_away_or_copying_one_is_found) {
  for (Table const& table : tables_) {
    for (Line const& line : chosen(table)) {
      ASSERT_TRUE(remove(table, line)) << table.name;
      EXPECT_NE(faults(*store_), "") << table.name << " without a row";
      ASSERT_TRUE(add(table, line));
      int copied = 0;
      for (std::size_t i = 0; i < line.size(); ++i) {
        if (table.columns[i].type == "BLOB") continue;
        Line copy = line;
        copy[i] = altered(table.columns[i], line[i], 1000);
        // Else the one unique column beside the key would keep every copy out.
        if (table.name == "entry" && table.columns[i].name != "nonce") copy[6] = Value{};
        if (!add(table, copy)) continue;
        ++copied;
        EXPECT_NE(faults(*store_), "") << table.name << " with another " << table.columns[i].name;
        ASSERT_TRUE(remove(table, copy));
      }
      EXPECT_GT(copied, 0) << table.name;
    }
  }
  EXPECT_EQ(faults(*store_), "") << "all was put back";
}

TEST_P(Tampering, by_cutting_the_tail_is_found) {
  auto const head = check(*store_);
  Anchor const anchor{head.head, head.head_mark};
  EXPECT_EQ(faults(*store_, anchor), "");
  EXPECT_NE(faults(*store_, Anchor{head.head, "0123456789"}), "");
  must_write(*store_, write_verb, [&](Tx& tx) -> Result<void> {
    for (RawFact const& fact : tx.history(Visit::kind, 7 * (std::int64_t{1} << 33) + 3)) {
      TRY_VOID(tx.retract(Visit::kind, fact));
    }
    return tx.state(tx.new_id(), {day("2000-01-01")}, Hall{1});
  });
  auto const longer = check(*store_);
  ASSERT_EQ(longer.head, head.head + 1);
  Anchor const printed{longer.head, longer.head_mark};
  EXPECT_EQ(faults(*store_, printed), "");
  EXPECT_EQ(faults(*store_, anchor), "") << "an older paper still holds";

  raw_->begin_write();
  raw_->execute("DELETE FROM entry WHERE number = ?1", Params(longer.head));
  raw_->commit();
  EXPECT_NE(faults(*store_), "") << "facts without their entry";

  raw_->begin_write();
  raw_->execute("DELETE FROM supersession WHERE entry = ?1", Params(longer.head));
  for (Kind const* kind : toy::catalogue().kinds) {
    raw_->execute(fmt::format("DELETE FROM {} WHERE recorded_in = ?1", kind->table),
                  Params(longer.head));
    raw_->execute(
        fmt::format("UPDATE {} SET superseded_in = ?2 WHERE superseded_in = ?1", kind->table),
        Params(longer.head, standing));
  }
  raw_->commit();
  EXPECT_NE(faults(*store_), "") << "cut cleanly: the sealed head can tell";
  EXPECT_NE(faults(*store_, printed), "") << "the paper can";
}

}  // namespace
}  // namespace giaoban::store
