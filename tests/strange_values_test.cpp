// A store with one strange value in it, as a damaged disk or somebody with SQL leaves it: check
// names it, and no question of the site ends the process. Each value of each column of each table
// is tried in turn; here a random part of them, all by GIAOBAN_TEST_STRANGE=all (minutes).
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <random>

#include "figure/figure.h"
#include "store/journal_end.h"
#include "store/schema.h"
#include "store/strange.h"
#include "tests/site_world.h"

namespace giaoban::app {
namespace {

struct Cell {
  std::string table;
  std::string column;
  std::string type;
};
struct Damage {
  Cell cell;
  std::size_t row;
  Value value;
};

std::vector<Value> strange_values(std::string const& type, store::Dialect dialect) {
  if (type == "INTEGER") {
    return {std::int64_t{INT64_MIN}, std::int64_t{-1},
            std::int64_t{0},         std::int64_t{1} << 31,
            std::int64_t{INT64_MAX}, std::int64_t{7'000'000},
            std::int64_t{1} << 52,   Value{}};
  }
  if (type == "BLOB") return {Blob{}, Blob{"x"}, Blob{std::string(64, 'x')}, Value{}};
  std::vector<Value> texts{std::string(), std::string("không có mã này"), std::string(5000, 'x'),
                           std::string("\xEF\xBF\xBF \xE2\x80\xAE<&'\""), Value{}};
  // PostgreSQL itself keeps such texts out.
  if (dialect == store::Dialect::sqlite) texts.emplace_back(std::string("\xC3(\xFF"));
  return texts;
}

class StrangeValues : public SiteWorld {
 protected:
  void SetUp() override {
    SiteWorld::SetUp();
    for (auto const* verb : whole.verbs) grants_.emplace_back(verb->right);
    for (auto const* right : whole.rights) grants_.emplace_back(right);
    store().log_access("lan", "hồ sơ", person.value);
    auto const fresh = store::connect(":memory:", store::IfMissing::create);
    fresh->script(store::declared_ddl(whole));
    for (auto const& [what, columns] : store::schema_of(*fresh)) {
      if (!what.starts_with("table ")) continue;
      tables_.emplace_back(what.substr(6));
      for (std::string const& column : columns) {
        auto const space = column.find(' ');
        cells_.push_back({what.substr(6), column.substr(0, space), column.substr(space + 1)});
      }
    }
    raw_ = store::connect(store().address(), store::IfMissing::fail);
    EXPECT_EQ(test::faults(store()), "");
  }

  std::vector<Cell> columns_of(std::string const& table) const {
    std::vector<Cell> columns;
    std::ranges::copy_if(cells_, std::back_inserter(columns),
                         [&](Cell const& cell) { return cell.table == table; });
    return columns;
  }
  std::vector<std::vector<Value>> lines_of(std::string const& table) {
    auto const columns = columns_of(table);
    std::string names;
    for (Cell const& cell : columns) names += (names.empty() ? "" : ", ") + cell.column;
    std::vector<std::vector<Value>> lines;
    raw_->each(fmt::format("SELECT {} FROM {} ORDER BY {}", names, table, names), store::Params(),
               [&](store::RowView const& row) {
                 auto& line = lines.emplace_back();
                 for (int i = 0; i < static_cast<int>(columns.size()); ++i) {
                   line.push_back(row.value(i));
                 }
               });
    return lines;
  }
  // Sets the cell of the line; false where the database itself refuses it.
  bool set(Cell const& cell, std::vector<Value> line, Value const& from, Value const& to) {
    auto const columns = columns_of(cell.table);
    store::Params params(to);
    std::string where;
    for (std::size_t i = 0; i < columns.size(); ++i) {
      auto const& value = columns[i].column == cell.column ? from : line[i];
      where += where.empty() ? "" : " AND ";
      if (is_null(value)) {
        where += columns[i].column + " IS NULL";
      } else {
        params.add(value);
        where += fmt::format("{} = ?{}", columns[i].column, params.values().size());
      }
    }
    raw_->begin_write();
    try {
      auto const touched = raw_->execute(
          fmt::format("UPDATE {} SET {} = ?1 WHERE {}", cell.table, cell.column, where), params);
      EXPECT_EQ(touched, 1) << cell.table << "." << cell.column;
      raw_->commit();
      return true;
    } catch (Breakage const&) {
      raw_->rollback();
      return false;
    }
  }

  // All damages there are, in any order.
  std::vector<Damage> damages(std::mt19937& random) {
    std::vector<Damage> all;
    for (Cell const& cell : cells_) {
      auto const rows = lines_of(cell.table).size();
      if (rows == 0) continue;
      for (Value const& value : strange_values(cell.type, GetParam())) {
        all.push_back({cell, random() % rows, value});
      }
    }
    std::ranges::shuffle(all, random);
    return all;
  }

  void ask(test::TestSite& site, web::Route const& route) {
    auto address = path_of(route, places());
    if (route.path.starts_with("/api/")) {
      if (route.command == nullptr) return;
      char mark = '?';
      auto values = more_of(route.command->path);
      for (auto const& option : route.command->options) {
        if (option.given == command::Given::optional) continue;
        values.emplace(option.name, value_of(option));
      }
      for (auto const& [name, value] : values) {
        address += mark + name + "=" + web::percent_encoded(value);
        mark = '&';
      }
    }
    last_ = address;
    auto const answer = site.ask("boss", address);
    answered_ += answer.status < 500 ? 1 : 0;
    broken_ += answer.status >= 500 ? 1 : 0;
  }

  // A store of its own, which has nothing in memory yet.
  void ask_all(std::mt19937& random, std::size_t questions) {
    auto anew = store::Store::open(options(store().address(), whole));
    if (!anew) return;  // told at the opening
    auto& damaged = **anew;
    web::Jobs jobs(damaged, {.folder = folder() / "other",
                             .log_breakage = [](auto, auto) { return std::string("1"); }});
    auto const all = site(damaged, jobs, commands_);
    test::TestSite site(damaged, all.routes, &jobs);
    web::Channels channels;
    site.tell_by(channels);
    site.let_in("boss", grants_);
    std::vector<web::Route const*> asked;
    for (auto const& route : all.routes) {
      if (route.method == web::Method::get) asked.push_back(&route);
    }
    std::ranges::shuffle(asked, random);
    if (asked.size() > questions) asked.resize(questions);
    for (auto const* route : asked) ask(site, *route);
  }

  // Of a store that has nothing in memory yet, and is followed as a server's is.
  void open_anew(std::function<void(test::TestSite&)> const& ask_it) {
    auto const anew = test::must(store::Store::open(options(store().address(), whole)));

    anew->follow_with(figure::follow(""));
    web::Jobs jobs(*anew, {.folder = folder() / "other",
                           .log_breakage = [](auto, auto) { return std::string("1"); }});
    auto const all = site(*anew, jobs, commands_);
    test::TestSite site(*anew, all.routes, &jobs);
    web::Channels channels;
    site.tell_by(channels);
    site.let_in("boss", grants_);
    std::vector<store::Grant> under;
    for (store::Grant const& grant : grants_) under.push_back({grant.right, kim_duc.value});
    site.let_in("lan", under);
    ask_it(site);
  }
  void ask_around(UnitId broken) {
    open_anew([&](test::TestSite& site) {
      for (char const* who : {"boss", "lan"}) {
        for (char const* path : {"/", "/inbox", "/members", "/tasks", "/units", "/figures"}) {
          EXPECT_LT(site.ask(who, path).status, 500) << who << " " << path << site.broke();
        }
        EXPECT_EQ(site.ask(who, fmt::format("/units/{}", khu_9.value)).status, 200) << who;
      }
      EXPECT_GE(site.ask("boss", fmt::format("/units/{}", broken.value)).status, 500);
      EXPECT_NE(site.ask("boss", "/units").body.find("bản ghi bị hỏng"), std::string::npos);
    });
  }

  std::string faults_told() {
    std::string all;
    for (std::string const& fault : store::check(store(), {}, {}).faults) all += fault + "\n";
    return all;
  }
  Value last_of(Cell const& cell, std::string const& by) {
    Value last;
    raw_->each(fmt::format("SELECT {0} FROM {1} WHERE {2} = (SELECT MAX({2}) FROM {1})",
                           cell.column, cell.table, by),
               store::Params(), [&](store::RowView const& row) { last = row.value(0); });
    return last;
  }
  // False where the database itself refuses it.
  bool put_last(Cell const& cell, std::string const& by, Value const& value) {
    raw_->begin_write();
    try {
      raw_->execute(fmt::format("UPDATE {1} SET {0} = ?1 WHERE {2} = (SELECT MAX({2}) FROM {1})",
                                cell.column, cell.table, by),
                    store::Params(value));
      raw_->commit();
      return true;
    } catch (Breakage const&) {
      raw_->rollback();
      return false;
    }
  }

  void try_one(Damage const& damage, std::mt19937& random, std::size_t questions) {
    auto const line = lines_of(damage.cell.table).at(damage.row);
    auto const columns = columns_of(damage.cell.table);
    auto const at = std::ranges::find(columns, damage.cell.column, &Cell::column);
    Value const original = line[static_cast<std::size_t>(at - columns.begin())];
    if (original == damage.value) return;
    if (!set(damage.cell, line, original, damage.value)) return;
    ++tried_;
    auto const where = fmt::format("{}.{} row {} value {}", damage.cell.table, damage.cell.column,
                                   damage.row, damage.value.index());
    SCOPED_TRACE(where);
    if (all_of_them) fmt::print(stderr, "{}\n", where);
    try {
      EXPECT_NE(test::faults(store()), "") << "unseen by check";
      ask_all(random, questions);
    } catch (std::exception const&) {
      // Told by the opening of the store, as a breakage.
    }
    EXPECT_TRUE(set(damage.cell, line, damage.value, original));
  }

  bool const all_of_them = std::getenv("GIAOBAN_TEST_STRANGE") != nullptr;
  std::vector<store::Grant> grants_;
  std::vector<std::string> tables_;
  std::vector<Cell> cells_;
  std::unique_ptr<store::Db> raw_;
  std::string last_;
  int tried_ = 0;
  int answered_ = 0;
  int broken_ = 0;
};
ON_BOTH_DATABASES(StrangeValues);

TEST_P(StrangeValues, are_named_by_check_and_end_no_process) {
  auto const seed = std::random_device{}();
  SCOPED_TRACE(fmt::format("seed {}", seed));
  std::mt19937 random(seed);
  auto all = damages(random);
  std::size_t const part = GetParam() == store::Dialect::sqlite ? 60 : 12;
  if (!all_of_them && all.size() > part) all.resize(part);
  for (Damage const& damage : all) try_one(damage, random, all_of_them ? 40 : 8);
  EXPECT_EQ(test::faults(store()), "") << "all was put back";
  EXPECT_GT(tried_, static_cast<int>(all.size() / 3));
  EXPECT_GT(answered_, broken_) << "one bad value costs a page, not most of them";
  if (all_of_them) {
    fmt::print(stderr, "{} strange values, {} answers, {} broken\n", tried_, answered_, broken_);
  }
}

struct StrangeRow {
  std::string table, column;
  Value value;  // null on SQLite alone; monostate with `own`: the subject itself
  bool own = false;
};

// What is read of all units for the sake of each costs its own unit.
TEST_P(StrangeValues, of_one_unit_leave_all_other_pages) {
  auto const broken =
      test::must(unit::by_code(*store().read(), "PT-01-02-10", {test::day("14/06/2021")}));
  std::vector<StrangeRow> rows{{"unit_parent", "parent", {}, true}};
  for (auto const& [table, column] :
       {std::pair("unit_existence", "origin"), std::pair("unit_name", "name"),
        std::pair("unit_code", "code"), std::pair("unit_class", "unit_kind"),
        std::pair("unit_parent", "parent")}) {
    rows.push_back({table, "effective_from", std::int64_t{INT64_MIN}});
    rows.push_back({table, "effective_to", std::int64_t{INT64_MAX}});
    bool const of_the_tree = std::string_view(column) != "origin";
    if (of_the_tree) rows.push_back({table, column, {}});
  }
  for (StrangeRow const& row : rows) {
    auto const where = fmt::format("{}.{} {}", row.table, row.column, row.value.index());
    SCOPED_TRACE(where);
    Value before;
    raw_->each(fmt::format("SELECT {} FROM {} WHERE subject = ?1", row.column, row.table),
               store::Params(broken),
               [&](store::RowView const& found) { before = found.value(0); });
    auto const put = [&](Value const& value) {
      raw_->begin_write();
      try {
        raw_->execute(
            fmt::format("UPDATE {} SET {} = ?1 WHERE subject = ?2", row.table, row.column),
            store::Params(value, broken));
        raw_->commit();
        return true;
      } catch (Breakage const&) {
        raw_->rollback();
        return false;  // the database itself keeps it out
      }
    };
    if (!put(row.own ? Value{broken.value} : row.value)) continue;
    EXPECT_NE(test::faults(store()), "") << "unseen by check";
    ask_around(broken);
    EXPECT_TRUE(put(before));
  }
}

// A list of many records passes over the one that cannot be read, and says so.
TEST_P(StrangeValues, of_one_record_leave_the_lists_of_others) {
  std::vector<StrangeRow> const rows{
      {"round_opening", "year_graded", std::int64_t{INT64_MAX}},
      {"task_given", "source", std::string("không có mã này")},
      {"task_deadline", "deadline", std::int64_t{INT64_MAX}},
      {"indicator_definition", "effective_to", std::int64_t{INT64_MAX}},
      {"saved_table", "sharing", std::string("không có mã này")},
      {"conference", "effective_to", std::int64_t{INT64_MAX}},
      {"document", "effective_from", std::int64_t{INT64_MAX}}};
  std::set<std::string> met;
  for (StrangeRow const& row : rows) {
    SCOPED_TRACE(row.table + "." + row.column);
    std::optional<std::int64_t> subject;
    Value before;
    raw_->each(
        fmt::format("SELECT subject, {} FROM {} ORDER BY subject LIMIT 1", row.column, row.table),
        store::Params(), [&](store::RowView const& found) {
          subject = found.integer(0);
          before = found.value(1);
        });
    if (!subject) continue;
    auto const put = [&](Value const& value) {
      raw_->begin_write();
      raw_->execute(fmt::format("UPDATE {} SET {} = ?1 WHERE subject = ?2", row.table, row.column),
                    store::Params(value, *subject));
      raw_->commit();
    };
    put(row.value);
    open_anew([&](test::TestSite& site) {
      for (char const* path : {"/", "/inbox", "/rounds", "/tasks", "/recommendations", "/tables",
                               "/figures", "/journal", "/conferences"}) {
        auto const answer = site.ask("boss", path);
        EXPECT_LT(answer.status, 500) << path << site.broke();
        if (answer.body.contains("bị hỏng, không đọc được")) met.insert(row.table);
        EXPECT_FALSE(answer.body.contains("2 dòng ghi trong kho")) << path << " counts one twice";
      }
    });
    put(before);
  }
  EXPECT_GE(met.size(), 5U) << "told where it was passed over";
}

// A verb that reads by a list does not leave out what the list would.
TEST_P(StrangeValues, are_passed_over_by_no_write) {
  auto const everybody = account::AccountReach{unit::Reach::everything(), {clock.today()}};
  auto const named = [&](std::string const& role) {
    raw_->begin_write();
    raw_->execute("UPDATE role_holding SET role = ?1", store::Params(role));
    raw_->commit();
  };
  std::string before;
  raw_->each("SELECT role FROM role_holding LIMIT 1", store::Params(),
             [&](store::RowView const& row) { before = row.text(0); });
  ASSERT_NE(before, "");
  named("không có vai này");
  store::forget_passed_over();
  EXPECT_FALSE(account::accounts(*store().read(), everybody).empty());
  EXPECT_GT(store::passed_over(), 0);
  store::Act const act{.actor = {"an", grants_}, .verb = whole.verbs.front()};
  EXPECT_THROW((void)store().write(act,
                                   [&](store::Tx& tx) -> Result<void> {
                                     (void)account::accounts(tx, everybody);
                                     return {};
                                   }),
               store::StrangeValue);
  named(before);
}

TEST_P(StrangeValues, of_one_member_leave_the_figures_of_others) {
  auto const last = [&](std::int64_t day) {
    raw_->begin_write();
    raw_->execute("UPDATE member_cell SET effective_to = ?1 WHERE subject = ?2",
                  store::Params(day, person));
    raw_->commit();
  };
  last(INT64_MAX);
  open_anew([&](test::TestSite& site) {
    for (int again = 0; again < 2; ++again) {
      auto const other = site.ask("boss", "/figures?unit=PT-01-02-10");
      EXPECT_EQ(other.status, 200) << site.broke();
      EXPECT_NE(other.body.find("bản ghi bị hỏng"), std::string::npos);
      EXPECT_GE(site.ask("boss", "/figures?unit=" + std::string("PT-01-02-09")).status, 500);
      for (char const* path : {"/", "/inbox", "/members", "/tasks", "/units"}) {
        EXPECT_LT(site.ask("boss", path).status, 500) << path << site.broke();
      }
    }
  });
  last(Day::forever().number());
}

// What is shown of the journal on every page is not read of all its columns.
TEST_P(StrangeValues, of_the_last_entry_leave_all_pages) {
  bool const on_sqlite = GetParam() == store::Dialect::sqlite;
  for (Cell const& cell : columns_of("entry")) {
    if (cell.column == "number") continue;
    SCOPED_TRACE(cell.column);
    // PostgreSQL itself keeps a text out that is no UTF-8, and no number is strange to a column.
    if (!on_sqlite && cell.type != "BLOB") continue;
    Value const strange = cell.type == "BLOB"   ? Value{Blob{std::string(1, '\0')}}
                          : cell.type == "TEXT" ? Value{std::string("\xC3(\xFF")}
                                                : Value{std::int64_t{INT64_MAX}};
    Value const before = last_of(cell, "number");
    if (!put_last(cell, "number", strange)) continue;
    auto const told = faults_told();
    EXPECT_TRUE(told.contains(fmt::format("bút toán {}", store().read()->head()))) << told;
    EXPECT_LE(std::ranges::count(told, '\n'), 2) << told;
    EXPECT_FALSE(told.contains("không có trong nhật ký")) << told;
    open_anew([&](test::TestSite& site) {
      for (char const* who : {"boss", "lan"}) {
        for (char const* path : {"/", "/inbox", "/members", "/tasks", "/units", "/figures",
                                 "/journal", "/rounds", "/conferences", "/tables"}) {
          EXPECT_LT(site.ask(who, path).status, 500) << who << " " << path << site.broke();
        }
      }
    });
    put_last(cell, "number", before);
  }
  EXPECT_EQ(faults_told(), "");
}

TEST_P(StrangeValues, of_the_last_entry_are_said_by_the_list_and_refused_by_a_write) {
  Cell const root{"entry", "root", "BLOB"}, hash{"entry", "hash", "BLOB"};
  Value const sound = last_of(root, "number");
  ASSERT_TRUE(put_last(root, "number", Blob{"x"}));
  open_anew([&](test::TestSite& site) {
    auto const list = site.ask("boss", "/journal");
    EXPECT_TRUE(list.body.contains("1 dòng ghi trong kho bị hỏng")) << list.body;
    auto const rows = site.ask("boss", "/api/journal");
    EXPECT_EQ(rows.status, 200) << rows.body;
    EXPECT_EQ(rows.header("X-Rows-Passed-Over"), "1");
  });
  put_last(root, "number", sound);
  open_anew([&](test::TestSite& site) {
    EXPECT_FALSE(site.ask("boss", "/api/journal").header("X-Rows-Passed-Over"));
    auto const part = site.ask("boss", "/api/journal?from=1&count=2").header("X-Told");
    EXPECT_TRUE(part && part->contains(web::percent_encoded("1–2 trong ")))
        << part.value_or("none");
  });
  Value const last = last_of(hash, "number");
  ASSERT_TRUE(put_last(hash, "number", Blob{"x"}));
  store::Act const act{.actor = {"an", grants_}, .verb = whole.verbs.front()};
  auto const written = store().write(act, [](store::Tx&) -> Result<void> { return {}; });
  ASSERT_FALSE(written);
  EXPECT_EQ(written.error().kind, &store::journal_end_damaged);
  put_last(hash, "number", last);
}

// The rows of all kinds at once: the journal's pages pass over those they cannot read.
TEST_P(StrangeValues, of_facts_leave_the_journal) {
  for (auto const& [column, strange] : {std::pair("effective_from", std::int64_t{INT64_MIN}),
                                        std::pair("effective_to", std::int64_t{9'999'999'999})}) {
    SCOPED_TRACE(column);
    std::vector<std::pair<Cell, Value>> before;
    for (store::Kind const* kind : whole.kinds) {
      Cell const cell{std::string(kind->table), column, "INTEGER"};
      if (lines_of(cell.table).empty()) continue;
      SCOPED_TRACE(cell.table);
      Value const day = last_of(cell, "recorded_in * 1000000 + leaf");
      if (put_last(cell, "recorded_in * 1000000 + leaf", strange)) before.emplace_back(cell, day);
    }
    open_anew([&](test::TestSite& site) {
      for (char const* who : {"boss", "lan"}) {
        EXPECT_LT(site.ask(who, "/journal").status, 500) << who << site.broke();
      }
      EXPECT_TRUE(site.ask("lan", "/journal").body.contains("dòng ghi trong kho bị hỏng"));
    });
    for (auto const& [cell, value] : before) put_last(cell, "recorded_in * 1000000 + leaf", value);
  }
}

}  // namespace
}  // namespace giaoban::app
