// The real change of nine provinces on 1 July 2025, on a tree built from its list, with invented
// cells and members. The list stands outside the sources; without it the test says so.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <map>
#include <set>

#include "print/headings.h"
#include "reorganisation/reorganisation.h"
#include "tests/store_world.h"

namespace giaoban::reorganisation {
namespace {

using store::Tx;
using unit::UnitKind;

std::filesystem::path list_of_communes() {
  auto const root = std::filesystem::path(__FILE__).parent_path().parent_path().parent_path();
  return root.parent_path() / "shared" / "data" / "communes-2025-merger.csv";
}

class Communes2025 : public test::StoreWorld {
 protected:
  Communes2025() {
    whole_.add(store::store_catalogue());
    whole_.add(unit::catalogue());
    whole_.add(account::catalogue());
    whole_.add(member::catalogue());
    whole_.add(reorganisation::catalogue());
  }

  void build() {
    store_ = fresh_store(whole_);
    auto const book = test::must(print::open_workbook(list_of_communes()));
    std::vector<std::map<std::string, std::string>> rows;
    std::map<int, std::string> head;
    test::must(book.read_sheet(book.sheets().front(), [&](print::SheetRow const& row) {
      if (head.empty()) {
        for (auto const& cell : row.cells) head[cell.column] = cell.text;
        return print::Reading::go_on;
      }
      auto& one = rows.emplace_back();
      for (auto const& cell : row.cells) one[head[cell.column]] = cell.text;
      return print::Reading::go_on;
    }));
    test::must_write(*store_, unit::found_verb, [&](Tx& tx) -> Result<void> {
      top_ = founded(tx, "TW", "Ban Chấp hành Trung ương", UnitKind::central_committee, {});
      for (auto& row : rows) {
        UnitId const province = known(tx, row["old_province_code"], row["old_province"],
                                      UnitKind::province_committee, top_);
        UnitId const district = known(tx, row["old_district_code"], row["old_district"],
                                      UnitKind::district_committee, province);
        std::string const code = row["old_commune_code"];
        if (code.empty()) continue;  // an island district without communes
        gave_[code].insert(row["new_commune_code"]);
        if (units_.contains(code)) continue;
        UnitId const commune =
            known(tx, code, row["old_commune"], UnitKind::grassroots_committee, district);
        for (int i = 1; i <= 2; ++i) {
          cells_.push_back(founded(tx, code + "-" + std::to_string(i), "Chi bộ",
                                   UnitKind::dependent_cell, commune));
        }
      }
      return {};
    });
    test::must_write(*store_, member::admit_verb, [&](Tx& tx) -> Result<void> {
      int turn = 0;
      for (UnitId const cell : cells_) {
        for (int i = 0; i <= turn % 3; ++i) {
          PersonId const person = tx.new_person();
          TRY_VOID(tx.state(person.value, {founding_},
                            member::MemberCell{cell, member::Cause::opening, {}}));
          TRY_VOID(tx.state(person.value, {founding_}, member::MemberStanding{}));
          ++members_;
        }
        ++turn;
      }
      return {};
    });
  }
  UnitId founded(Tx& tx, std::string const& code, std::string const& name, UnitKind kind,
                 std::optional<UnitId> parent) {
    return units_[code] = test::must(unit::found(tx, {.code = code,
                                                      .name = name,
                                                      .unit_kind = kind,
                                                      .parent = parent,
                                                      .from = founding_}));
  }
  UnitId known(Tx& tx, std::string const& code, std::string const& name, UnitKind kind,
               UnitId parent) {
    auto const found = units_.find(code);
    return found != units_.end() ? found->second : founded(tx, code, name, kind, parent);
  }

  // Whom neither code nor name tells is asked for, each; the first one answers.
  void answer_who_inherits(Plan& plan) {
    std::set<std::string> asked;
    for (Fault const& fault :
         test::must(foresee(*store_, {"an", {{&unit::unit_write}}}, plan)).faults) {
      EXPECT_EQ(fault.refusal.kind, &main_heir_unclear) << fault.refusal.text(Language::vietnamese);
      auto const line = std::ranges::find(plan.lines, fault.row, &Line::row);
      ASSERT_NE(line, plan.lines.end());
      line->main = true;
      asked.insert(line->old_code);
    }
    std::size_t told = 0;
    for (auto const& [code, to] : gave_) {
      bool const divided = to.size() > 1;
      EXPECT_TRUE(divided || !asked.contains(code)) << code;
      told += divided && !asked.contains(code) ? 1 : 0;
    }
    EXPECT_GT(asked.size(), 0U);
    EXPECT_GT(told, 30U) << "most keep a code or a name";
  }

  // Members under each unit of a day, and how many cells each person... in all.
  std::map<std::string, std::int64_t> totals(Day on, EntryNumber known_at) {
    auto const snapshot = store_->read();
    auto const tree = unit::tree(*snapshot, {on, known_at});
    auto const counts = member::cell_counts(*snapshot, {on, known_at});
    std::map<std::string, std::int64_t> all;
    for (unit::Node const& node : tree.nodes()) {
      auto const own = counts.find(node.id);
      if (own == counts.end()) continue;
      for (std::int32_t up = static_cast<std::int32_t>(*tree.index_of(node.id)); up >= 0;
           up = tree.nodes()[static_cast<std::size_t>(up)].parent) {
        all[tree.nodes()[static_cast<std::size_t>(up)].code] += own->second;
      }
    }
    return all;
  }

  Day const founding_ = test::day(2015, 1, 1);
  Day const divide_ = test::day(2025, 7, 1);
  store::Catalogue whole_;
  std::unique_ptr<store::Store> store_;
  UnitId top_;
  std::map<std::string, UnitId> units_;
  std::map<std::string, std::set<std::string>> gave_;  // new communes of each old one
  std::vector<UnitId> cells_;
  std::int64_t members_ = 0;
};
ON_BOTH_DATABASES(Communes2025);

TEST_P(Communes2025, keep_every_member_and_every_total) {
  if (!std::filesystem::exists(list_of_communes())) {
    GTEST_SKIP() << "the list of communes of 2025 is not there: " << list_of_communes();
  }
  build();
  auto read = test::must(read_communes(*store_->read(), {"an", {{&unit::unit_write}}},
                                       {.file = list_of_communes().string(), .on = divide_}));
  EXPECT_TRUE(read.faults.empty());
  answer_who_inherits(read.plan);
  EntryNumber const before = store_->read()->head();
  auto const old_totals = totals(divide_ - 1, before);

  Outcome const seen = test::must(foresee(*store_, {"an", {{&unit::unit_write}}}, read.plan));
  ASSERT_TRUE(seen.faults.empty()) << seen.faults.front().refusal.text(Language::vietnamese);
  std::int64_t by_rule = 0;
  for (Happening const& one : seen.happenings) by_rule += one.what == What::placed_by_rule ? 1 : 0;
  std::int64_t divided = 0;
  for (auto const& [code, to] : gave_) divided += to.size() > 1 ? 1 : 0;
  EXPECT_EQ(by_rule, 2 * divided) << "each cell of a divided commune is listed";

  auto const written = test::must_write(*store_, reorganise_verb, [&](Tx& tx) -> Result<void> {
    TRY_VOID(carry_out(tx, read.plan));
    return {};
  });

  // Before the day nothing changed; on it nobody was lost, in the whole or in a province.
  EXPECT_EQ(totals(divide_ - 1, store::standing - 1), old_totals);
  auto const new_totals = totals(divide_, store::standing - 1);
  EXPECT_EQ(new_totals.at("TW"), members_);
  EXPECT_EQ(new_totals.at("19"), old_totals.at("06") + old_totals.at("19"));

  // Each new commune's restated past is the sum of what it took over.
  auto const snapshot = store_->read();
  auto const tree = unit::tree(*snapshot, {divide_});
  auto const then = member::cell_counts(*snapshot, {divide_ - 1});
  unit::Lineage const lineage(*snapshot, store::standing - 1);
  std::map<std::string, std::int64_t> restated;
  for (auto const& [cell, count] : then) {
    auto const own = lineage.answers(cell, divide_);
    ASSERT_TRUE(own.has_value());
    for (auto up = tree.index_of(*own); up;
         up = tree.nodes()[*up].parent < 0
                  ? std::nullopt
                  : std::optional(static_cast<std::size_t>(tree.nodes()[*up].parent))) {
      restated[tree.nodes()[*up].code] += count;
    }
  }
  EXPECT_EQ(restated, new_totals);

  // Where the list does not ask, the heir of a divided commune bears its code or its name.
  for (auto const& [code, to] : gave_) {
    if (to.size() < 2) continue;
    auto const heir = lineage.answers(units_.at(code), divide_);
    ASSERT_TRUE(heir.has_value());
    // 11791 gave its code to one and its name to another: that was asked.
    EXPECT_TRUE(!to.contains(code) || code == "11791" || tree.node(*heir)->code == code) << code;
  }

  // No district is left, and all communes have a committee right under their province.
  for (unit::Node const& node : tree.nodes()) {
    EXPECT_NE(node.unit_kind, UnitKind::district_committee) << node.code;
    if (node.unit_kind == UnitKind::commune_committee) {
      EXPECT_EQ(node.depth, 2) << node.code;
    }
  }
  EXPECT_EQ(test::faults(*store_), "");

  test::must_write(*store_, store::undo_verb,
                   [&](Tx& tx) { return store::undo(tx, written.entry); });
  EXPECT_EQ(totals(divide_, store::standing - 1), old_totals);
  auto const again = unit::tree(*store_->read(), {divide_});
  auto const once = unit::tree(*store_->read(), {divide_, before});
  ASSERT_EQ(again.nodes().size(), once.nodes().size());
  for (std::size_t i = 0; i < again.nodes().size(); ++i) {
    EXPECT_EQ(again.nodes()[i].id, once.nodes()[i].id);
    EXPECT_EQ(again.nodes()[i].parent, once.nodes()[i].parent);
  }
}

}  // namespace
}  // namespace giaoban::reorganisation
