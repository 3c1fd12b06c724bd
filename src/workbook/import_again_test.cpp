#include <gtest/gtest.h>

#include "workbook/import_world_test.h"

namespace giaoban::workbook {
namespace {

using test::day;
using test::must;

class WorkbookAgain : public ImportWorld {};
ON_BOTH_DATABASES(WorkbookAgain);

TEST_P(WorkbookAgain, of_the_same_file_again_writes_nothing) {
  auto const store = fresh_store(whole);
  imported(*store, MadeBook());
  auto const again = imported(*store, MadeBook());
  EXPECT_EQ(words(again.faults), "");
  EXPECT_EQ(again.known, 15);
  EXPECT_EQ(again.changed, 0);
  EXPECT_EQ(again.units + again.persons + again.posts + again.grades, 0);
  EXPECT_EQ(head(*store), 1);
}

TEST_P(WorkbookAgain, of_one_sheet_more_keeps_what_the_file_leaves_out) {
  auto const store = fresh_store(whole);
  imported(*store, MadeBook());
  MadeBook more;
  more.sheets["members"].rows.resize(1);
  more.sheets["grades"].rows.clear();
  more.add("grades", {{"grades.year", Serial{2021}},
                      {"grades.of", "Đảng viên"},
                      {"grades.file_number", "LT002"},
                      {"unit_grade.grade", "good"},
                      {"unit_grade.roster_on", "31/12/2021"},
                      {"grades.decided_on", "15/01/2022"}});
  auto const report = imported(*store, more);
  EXPECT_EQ(words(report.faults), "");
  EXPECT_EQ(report.grades, 1);
  EXPECT_EQ(head(*store), 2);
  EXPECT_EQ(counted(*store, "PT", day("31/12/2020")), 3);
  EXPECT_EQ(test::faults(*store), "");
}

TEST_P(WorkbookAgain, shows_both_values_where_the_store_knows_another) {
  auto const store = fresh_store(whole);
  imported(*store, MadeBook());
  MadeBook other;
  other.member(0)["person_traits.ethnicity"] = "Mường";
  other.member(1)["members.cell_code"] = "PT-01-01-01";
  auto const report = imported(*store, other);
  EXPECT_EQ(lines(report.faults),
            other.place("members", 0, "person_traits.ethnicity") + " import.differs\n" +
                other.place("members", 1, "members.cell_code") + " import.differs\n");
  std::string const text = words(report.faults);
  EXPECT_NE(text.find("trong kho là “Kinh”, trong tệp là “Mường”"), std::string::npos) << text;
  EXPECT_NE(text.find("trong kho là “PT-01-01-02”"), std::string::npos) << text;
  EXPECT_EQ(head(*store), 1);
}

TEST_P(WorkbookAgain, corrects_over_the_same_days) {
  auto const store = fresh_store(whole);
  imported(*store, MadeBook());
  MadeBook other;
  other.member(0)["person_traits.ethnicity"] = "Mường";
  other.member(1)["members.cell_code"] = "PT-01-01-01";
  other.member(1)["members.joined"] = "19/05/2000";
  auto const report = imported(*store, other, {.difference = DifferenceIs::correction});
  EXPECT_EQ(words(report.faults), "");
  EXPECT_EQ(report.changed, 2);
  EXPECT_EQ(code_of_cell(*store, "LT002", day("01/12/2020")), "PT-01-01-01");
  auto const snapshot = store->read();
  UnitId const cell = must(unit::by_code(*snapshot, "PT-01-01-02", {day("01/12/2020")}));
  EXPECT_EQ(member::roster_size(*snapshot, cell, {day("01/12/2020"), 1}), 1)
      << "what was known before stays readable";
  EXPECT_EQ(test::faults(*store), "");
  auto const again = imported(*store, other);
  EXPECT_EQ(words(again.faults), "");
  EXPECT_EQ(again.known, 15);
}

TEST_P(WorkbookAgain, changes_from_a_day) {
  auto const store = fresh_store(whole);
  imported(*store, MadeBook());
  MadeBook other;
  other.member(1)["members.cell_code"] = "PT-01-01-01";
  other.unit(4)["unit_name.name"] = "Chi bộ khu Hai";
  auto const report = imported(
      *store, other, {.difference = DifferenceIs::change, .change_from = day("01/03/2021")});
  EXPECT_EQ(words(report.faults), "");
  EXPECT_EQ(code_of_cell(*store, "LT002", day("28/02/2021")), "PT-01-01-02");
  EXPECT_EQ(code_of_cell(*store, "LT002", day("01/03/2021")), "PT-01-01-01");
  auto const snapshot = store->read();
  UnitId const cell = must(unit::by_code(*snapshot, "PT-01-01-02", {day("01/12/2020")}));
  EXPECT_EQ(unit::node_of(*snapshot, cell, {day("28/02/2021")})->name, "Chi bộ khu 2");
  EXPECT_EQ(unit::node_of(*snapshot, cell, {day("01/03/2021")})->name, "Chi bộ khu Hai");
  EXPECT_EQ(test::faults(*store), "");
}

// --- out and in --------------------------------------------------------------------------------

TEST_P(WorkbookAgain, of_an_export_gives_the_same_figures) {
  auto const store = fresh_store(whole);
  MadeBook book;
  book.add("members", {{"person_particulars.file_number", "LT004"},
                       {"person_particulars.full_name", "Trần Văn Đến"},
                       {"members.cell_code", "PT-01-01-01"},
                       {"members.joined", "03/02/2000"},
                       {"members.recognised", "03/02/2001"},
                       {"members.arrived", "01/03/2021"},
                       {"members.arrival_cause", "transferred_in"}});
  book.member(1)["members.left"] = "01/05/2021";
  book.member(1)["members.leaving_cause"] = "deceased";
  book.member(0)["members.exempt_from"] = "01/02/2021";
  ASSERT_EQ(words(imported(*store, book).faults), "");
  auto const out = (folder() / "xuat.xlsx").string();
  store::Moment const then{day("14/06/2021")};
  {
    auto const snapshot = store->read();
    UnitId const top = must(unit::by_code(*snapshot, "PT", then));
    export_workbook(*snapshot, {top, then}, "", out, Language::vietnamese);
  }
  auto const second = fresh_store(whole);
  auto const report = must(import(*second, actor, {.file = out}));
  EXPECT_EQ(words(report.faults), "");
  EXPECT_EQ(report.units, 5);
  EXPECT_EQ(report.persons, 4);
  EXPECT_EQ(report.posts, 1);
  EXPECT_EQ(report.grades, 6);
  for (char const* on : {"31/12/2020", "28/02/2021", "01/03/2021", "14/06/2021"}) {
    for (char const* code : {"PT", "PT-01-01-01", "PT-01-01-02"}) {
      EXPECT_EQ(counted(*second, code, day(on)), counted(*store, code, day(on)))
          << code << " on " << on;
    }
  }
  EXPECT_EQ(test::faults(*second), "");
  auto const known = must(import(*store, actor, {.file = out}));
  EXPECT_EQ(words(known.faults), "");
  EXPECT_EQ(known.persons + known.grades + known.posts + known.units, 0);
}

}  // namespace
}  // namespace giaoban::workbook
