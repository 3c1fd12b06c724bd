#include <gtest/gtest.h>

#include <functional>

#include "workbook/import_world_test.h"

namespace giaoban::workbook {
namespace {

using test::must;

struct BadBook {
  std::string name;
  std::function<void(MadeBook&)> spoil;
  std::string sheet;  // "": only the code
  std::size_t row;
  std::string column;
  std::string code;
  std::string says = "";  // in the text or the remedy
};

// NOLINTNEXTLINE(readability-function-size): one table, a row per fault.
std::vector<BadBook> const& bad_books() {
  static std::vector<BadBook> const books{
      {"a unit that is its own ancestor",
       [](MadeBook& b) { b.unit(2)["units.parent_code"] = "PT-01-01"; }, "units", 2,
       "units.parent_code", "unit.own_ancestor", "PT-01-01"},
      {"an unknown parent", [](MadeBook& b) { b.unit(3)["units.parent_code"] = "PT-01-09"; },
       "units", 3, "units.parent_code", "import.no_such_parent", "Mã gần giống: PT-01-01"},
      {"two parents at once",
       [](MadeBook& b) {
         MadeRow again = b.unit(3);
         again["units.parent_code"] = "PT-01";
         b.add("units", again);
       },
       "units", 5, "units.parent_code", "import.two_parents", "dòng 5"},
      {"a code twice", [](MadeBook& b) { b.add("units", b.unit(3)); }, "units", 5, "unit_code.code",
       "import.code_twice", "dòng 5"},
      {"a second top", [](MadeBook& b) { b.unit(2).erase("units.parent_code"); }, "units", 2,
       "units.parent_code", "import.second_top", "“PT”"},
      {"a cell under a province", [](MadeBook& b) { b.unit(3)["units.parent_code"] = "PT"; },
       "units", 3, "units.parent_code", "unit.wrong_parent_kind"},
      {"a kind that is not in the list",
       [](MadeBook& b) { b.unit(3)["unit_class.unit_kind"] = "chi đoàn"; }, "units", 3,
       "unit_class.unit_kind", "field.not_in_list", "chi đoàn"},
      {"an end before the opening", [](MadeBook& b) { b.unit(4)["units.to"] = "01/01/2020"; },
       "units", 4, "units.to", "import.ended_before_opening", "01/12/2020"},
      {"31/02", [](MadeBook& b) { b.member(1)["members.joined"] = "31/02/2001"; }, "members", 1,
       "members.joined", "field.no_such_day", "31/02/2001"},
      {"a year where a day is due",
       [](MadeBook& b) { b.member(1)["members.joined"] = Serial{2001}; }, "members", 1,
       "members.joined", "field.no_such_day", "2001"},
      {"an unknown cell", [](MadeBook& b) { b.member(1)["members.cell_code"] = "PT-01-01-2"; },
       "members", 1, "members.cell_code", "import.no_such_code", "PT-01-01-02"},
      {"a cell that is none", [](MadeBook& b) { b.member(1)["members.cell_code"] = "PT-01-01"; },
       "members", 1, "members.cell_code", "member.not_a_cell", "đảng bộ"},
      {"a member in two cells",
       [](MadeBook& b) {
         MadeRow again = b.member(2);
         again["members.cell_code"] = "PT-01-01-02";
         b.add("members", again);
       },
       "members", 3, "members.cell_code", "import.two_cells", "PT-01-01-01"},
      {"a file number twice", [](MadeBook& b) { b.add("members", b.member(2)); }, "members", 3,
       "person_particulars.file_number", "import.person_twice", "dòng 4"},
      {"an identity number twice",
       [](MadeBook& b) { b.member(2)["person_identity.citizen_number"] = "025060000001"; },
       "members", 2, "person_identity.citizen_number", "import.number_twice", "dòng 2"},
      {"a card number twice",
       [](MadeBook& b) {
         b.member(1)["party_card.number"] = "10000001";
         b.member(1)["members.cell_code"] = "PT-01-01-01";
       },
       "members", 1, "party_card.number", "import.number_twice", "dòng 2"},
      {"a name left out", [](MadeBook& b) { b.member(0).erase("person_particulars.full_name"); },
       "members", 0, "person_particulars.full_name", "field.required"},
      {"a cell left out", [](MadeBook& b) { b.member(0).erase("members.cell_code"); }, "members", 0,
       "members.cell_code", "field.required"},
      {"a joining day left out", [](MadeBook& b) { b.member(0).erase("members.joined"); },
       "members", 0, "members.joined", "field.required"},
      {"a code left out", [](MadeBook& b) { b.unit(4).erase("unit_code.code"); }, "units", 4,
       "unit_code.code", "field.required"},
      {"a kind left out", [](MadeBook& b) { b.unit(4).erase("unit_class.unit_kind"); }, "units", 4,
       "unit_class.unit_kind", "field.required"},
      {"a post without its unit", [](MadeBook& b) { b.post(0).erase("posts.unit_code"); }, "posts",
       0, "posts.unit_code", "field.required"},
      {"a grade without its year", [](MadeBook& b) { b.grade(3).erase("grades.year"); }, "grades",
       3, "grades.year", "field.required"},
      {"a grade of nobody", [](MadeBook& b) { b.grade(3).erase("grades.of"); }, "grades", 3,
       "grades.of", "field.required"},
      {"a card of a probationer",
       [](MadeBook& b) { b.member(2)["party_card.number"] = "10000003"; }, "members", 2,
       "party_card.number", "member.card_for_probationer", "Đỗ Thị Ánh"},
      {"recognised before joining",
       [](MadeBook& b) { b.member(1)["members.recognised"] = "19/05/2000"; }, "members", 1,
       "members.recognised", "member.dates_out_of_order", "19/05/2000"},
      {"born after joining", [](MadeBook& b) { b.member(1)["person_particulars.born"] = "2002"; },
       "members", 1, "person_particulars.born", "member.born_impossibly"},
      {"left before the opening",
       [](MadeBook& b) {
         b.member(1)["members.left"] = "01/11/2020";
         b.member(1)["members.leaving_cause"] = "deceased";
       },
       "members", 1, "members.left", "import.ended_before_opening"},
      {"left without a cause", [](MadeBook& b) { b.member(2)["members.left"] = "01/05/2021"; },
       "members", 2, "members.leaving_cause", "import.cause_missing", "01/05/2021"},
      {"a cause of leaving without a day",
       [](MadeBook& b) { b.member(2)["members.leaving_cause"] = "deceased"; }, "members", 2,
       "members.left", "import.day_missing"},
      {"an exemption that ends before it begins",
       [](MadeBook& b) {
         b.member(0)["members.exempt_from"] = "01/01/2021";
         b.member(0)["members.exempt_to"] = "01/01/2021";
       },
       "members", 0, "members.exempt_to", "store.empty_span"},
      {"a transfer without the cell before",
       [](MadeBook& b) {
         b.member(0)["members.arrived"] = "01/02/2021";
         b.member(0)["members.arrival_cause"] = "transferred";
       },
       "members", 0, "members.previous_code", "import.previous_cell_missing"},
      {"a formula with an error",
       [](MadeBook& b) {
         b.member(0)["person_particulars.birthplace"] = Formula{"=1/0", "#DIV/0!"};
       },
       "members", 0, "person_particulars.birthplace", "import.formula_error", "#DIV/0!"},
      {"a post of nobody", [](MadeBook& b) { b.post(0)["posts.file_number"] = "LT01"; }, "posts", 0,
       "posts.file_number", "import.no_such_file_number", "LT001"},
      {"two secretaries",
       [](MadeBook& b) {
         MadeRow second = b.post(0);
         second["posts.file_number"] = "LT002";
         b.add("posts", second);
       },
       "posts", 1, "post_holding.title", "import.post_clash", "một bí thư"},
      {"another title without its words",
       [](MadeBook& b) { b.post(0)["post_holding.title"] = "chức danh khác"; }, "posts", 0,
       "post_holding.title_text", "post.title_text_missing"},
      {"a grade and a reason", [](MadeBook& b) { b.grade(0)["unit_grade.not_assessed"] = "other"; },
       "grades", 0, "unit_grade.grade", "review.neither_grade_nor_reason"},
      {"neither a grade nor a reason", [](MadeBook& b) { b.grade(0).erase("unit_grade.grade"); },
       "grades", 0, "unit_grade.grade", "review.neither_grade_nor_reason"},
      {"a grade before the admission",
       [](MadeBook& b) {
         b.member(2)["members.joined"] = "01/02/2021";
         b.grade(4).erase("unit_grade.not_assessed");
         b.grade(4)["unit_grade.grade"] = "good";
       },
       "grades", 4, "grades.file_number", "review.graded_before_admission", "01/02/2021"},
      {"a grade of one who had left",
       [](MadeBook& b) {
         b.member(1)["members.left"] = "20/12/2020";
         b.member(1)["members.leaving_cause"] = "transferred_out";
       },
       "grades", 3, "grades.file_number", "review.not_on_roster", "31/12/2020"},
      {"a grade of one admitted too late",
       [](MadeBook& b) {
         b.grade(4).erase("unit_grade.not_assessed");
         b.grade(4)["unit_grade.grade"] = "good";
       },
       "grades", 4, "unit_grade.grade", "review.excluded_from_grading", "HD 21-HD/BTCTW"},
      {"a collective above its organisation",
       [](MadeBook& b) { b.grade(1)["unit_grade.grade"] = "excellent"; }, "grades", 1,
       "unit_grade.grade", "review.above_ceiling"},
      {"a leader without a post", [](MadeBook& b) { b.grade(5)["grades.file_number"] = "LT002"; },
       "grades", 5, "grades.file_number", "review.leader_without_post"},
      {"a unit's grade on a person",
       [](MadeBook& b) {
         b.grade(0).erase("grades.unit_code");
         b.grade(0)["grades.file_number"] = "LT001";
       },
       "grades", 0, "grades.unit_code", "import.wrong_subject", "Mã đơn vị"},
      {"a result twice", [](MadeBook& b) { b.add("grades", b.grade(3)); }, "grades", 6, "grades.of",
       "import.grade_twice", "dòng 5"},
      {"a decision before the roster",
       [](MadeBook& b) { b.grade(3)["grades.decided_on"] = "01/12/2020"; }, "grades", 3,
       "unit_grade.roster_on", "review.wrong_round_dates"},
  };
  return books;
}

// What a file alone can tell needs no store.
TEST(WorkbookFaults, name_the_place_and_the_remedy) {
  std::filesystem::path const file = std::filesystem::temp_directory_path() /
                                     ("giaoban-bad-" + std::to_string(::getpid()) + ".xlsx");
  for (BadBook const& bad : bad_books()) {
    MadeBook book;
    bad.spoil(book);
    book.write(file);
    auto const report = must(check_file({.file = file.string()}));
    std::string const place = book.place(bad.sheet, bad.row, bad.column);
    auto const found = std::ranges::find_if(report.faults, [&](Fault const& fault) {
      return fault.refusal.kind->code == bad.code && fault.refusal.where == place;
    });
    std::string all;
    for (Fault const& fault : report.faults) {
      all += fault.refusal.where + " " + std::string(fault.refusal.kind->code) + " " +
             fault.refusal.text(Language::vietnamese) + "\n";
    }
    ASSERT_NE(found, report.faults.end()) << bad.name << " at " << place << ", got:\n" << all;
    std::string const text = found->refusal.text(Language::vietnamese) + " " +
                             found->refusal.remedy(Language::vietnamese);
    EXPECT_NE(text.find(bad.says), std::string::npos) << bad.name << ": " << text;
    EXPECT_EQ(text.find('{'), std::string::npos) << bad.name << " leaves a place open: " << text;
  }
  std::filesystem::remove(file);
}

}  // namespace
}  // namespace giaoban::workbook
