#include <gtest/gtest.h>

#include <sstream>

#include "print/render.h"
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
  EXPECT_EQ(member::roster_size(*snapshot, unit::Reach::everything(), cell, {day("01/12/2020"), 1}),
            1)
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

// --- whose number it is ------------------------------------------------------------------------

MadeRow newcomer(std::string number_column, std::string number) {
  return {
      {"person_particulars.file_number", "LT009"}, {"person_particulars.full_name", "Trần Văn Mới"},
      {"members.cell_code", "PT-01-01-01"},        {"members.joined", "03/02/2000"},
      {"members.recognised", "03/02/2001"},        {std::move(number_column), std::move(number)}};
}

TEST_P(WorkbookAgain, names_the_place_of_a_number_that_another_bears_in_the_store) {
  auto const store = fresh_store(whole);
  imported(*store, MadeBook());
  for (auto const& [column, number] : {std::pair{"person_identity.citizen_number", "025060000001"},
                                       std::pair{"party_card.number", "10000001"}}) {
    MadeBook more;
    more.sheets["members"].rows.clear();
    more.sheets["posts"].rows.clear();
    more.sheets["grades"].rows.clear();
    more.add("members", newcomer(column, number));
    auto const taken = imported(*store, more);
    EXPECT_EQ(lines(taken.faults), more.place("members", 0, column) + " import.number_of_other\n");
    EXPECT_NE(words(taken.faults).find("người có số lý lịch LT001"), std::string::npos);
    // Of one who stands in the store under another file number.
    more.member(0)["person_particulars.file_number"] = "LT003";
    more.member(0)["person_particulars.full_name"] = "Đỗ Thị Ánh";
    more.member(0)["members.joined"] = "02/09/2020";
    more.member(0)["members.recognised"] = "02/09/2021";
    auto const correcting = imported(*store, more, {.difference = DifferenceIs::correction});
    EXPECT_EQ(lines(correcting.faults),
              more.place("members", 0, column) + " import.number_of_other\n");
  }
  EXPECT_EQ(head(*store), 1);
}

TEST_P(WorkbookAgain, corrects_a_file_number_by_the_identity_number) {
  auto const store = fresh_store(whole);
  imported(*store, MadeBook());
  MadeBook other;
  other.sheets["posts"].rows.clear();
  other.sheets["grades"].rows.clear();
  other.member(0)["person_particulars.file_number"] = "LT010";
  EXPECT_EQ(
      lines(imported(*store, other).faults),
      other.place("members", 0, "person_identity.citizen_number") + " import.number_of_other\n");
  MadeBook twice = other;
  twice.add("members", MadeBook().member(0));
  twice.member(3).erase("person_identity.citizen_number");
  twice.member(3).erase("party_card.number");
  EXPECT_EQ(
      lines(imported(*store, twice, {.difference = DifferenceIs::correction}).faults),
      twice.place("members", 3, "person_particulars.file_number") + " import.known_person_twice\n");
  auto const report = imported(*store, other, {.difference = DifferenceIs::correction});
  EXPECT_EQ(words(report.faults), "");
  EXPECT_EQ(report.persons, 0);
  EXPECT_EQ(code_of_cell(*store, "LT010", day("01/12/2020")), "PT-01-01-01");
  EXPECT_EQ(code_of_cell(*store, "LT001", day("01/12/2020")), "nobody");
  EXPECT_EQ(test::faults(*store), "");
}

// --- ceilings ----------------------------------------------------------------------------------

TEST_P(WorkbookAgain, holds_a_leader_under_the_grade_the_store_has_of_the_unit) {
  auto const store = fresh_store(whole);
  MadeBook book;
  book.grade(0)["grades.unit_code"] = "PT-01-01-01";  // headed by LT001
  book.sheets["grades"].rows.resize(1);
  ASSERT_EQ(words(imported(*store, book).faults), "");
  MadeBook leaders;
  MadeRow const leader = leaders.grade(5);
  leaders.sheets["grades"].rows = {leader};
  leaders.grade(0)["unit_grade.grade"] = "excellent";
  auto const above = imported(*store, leaders, {.run = Run::dry});
  std::string const told = lines(above.faults) + lines(above.warnings);
  EXPECT_EQ(told, leaders.place("grades", 0, "unit_grade.grade") + " review.above_ceiling\n");
  leaders.grade(0)["unit_grade.grade"] = "good";
  auto const under = imported(*store, leaders);
  EXPECT_EQ(lines(under.faults) + lines(under.warnings), "");
  EXPECT_EQ(under.grades, 1);
  // A grade of the unit in the same file goes before the store's.
  leaders.grade(0)["unit_grade.grade"] = "excellent";
  leaders.add("grades", book.grade(0))["unit_grade.grade"] = "excellent";
  auto const both = imported(*store, leaders, {.difference = DifferenceIs::correction});
  EXPECT_EQ(lines(both.faults) + lines(both.warnings), "");
}

// --- lists -------------------------------------------------------------------------------------

TEST_P(WorkbookAgain, exports_one_list_as_csv) {
  auto const store = fresh_store(whole);
  imported(*store, MadeBook());
  store::Moment const then{day("14/06/2021")};
  auto const snapshot = store->read();
  UnitId const top = must(unit::by_code(*snapshot, "PT", then));
  std::ostringstream csv;
  auto const sink = print::csv_sink(csv, print::ByteOrderMark::absent);
  EXPECT_TRUE(export_list(*snapshot, {top, then}, "posts", Language::vietnamese, *sink));
  EXPECT_EQ(csv.str(),
            "posts.unit_code,posts.file_number,post_holding.title,post_holding.title_text,"
            "posts.from,posts.to\r\nPT-01-01-01,LT001,bí thư,,2020-12-01,\r\n");
}

// Of a cell in a large register persons are asked for one by one, of the register all are read.
TEST_P(WorkbookAgain, exports_a_cell_as_the_register_holds_it) {
  auto const store = fresh_store(whole);
  MadeBook book;
  for (int i = 10; i < 60; ++i) {
    book.add("members", {{"person_particulars.file_number", "LT0" + std::to_string(i)},
                         {"person_particulars.full_name", "Trần Văn Đông"},
                         {"members.cell_code", "PT-01-01-02"},
                         {"members.joined", "03/02/2000"},
                         {"members.recognised", "03/02/2001"}});
  }
  EXPECT_EQ(lines(imported(*store, book).faults), "");
  store::Moment const then{day("14/06/2021")};
  auto const snapshot = store->read();
  auto const rows_of = [&](std::string_view code, std::string_view list) {
    UnitId const unit = must(unit::by_code(*snapshot, code, then));
    std::ostringstream csv;
    auto const sink = print::csv_sink(csv, print::ByteOrderMark::absent);
    EXPECT_TRUE(export_list(*snapshot, {unit, then}, list, Language::vietnamese, *sink));
    std::string kept;
    std::istringstream all(csv.str());
    for (std::string line; std::getline(all, line);) {
      bool const of_the_cell = line.contains("LT001") || line.contains("LT003");
      if (of_the_cell) kept += line + "\n";
    }
    return kept;
  };
  for (auto const* list : {"members", "posts", "grades"}) {
    auto const of_cell = rows_of("PT-01-01-01", list);
    EXPECT_EQ(of_cell, rows_of("PT", list)) << list;
    EXPECT_TRUE(of_cell.contains("LT001")) << list;
  }
}

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
    EXPECT_TRUE(export_workbook(*snapshot, {top, then}, "", out, Language::vietnamese));
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
