#include <gtest/gtest.h>

#include <fstream>
#include <functional>

#include "print/xlsx_read.h"
#include "tests/store_world.h"
#include "workbook/made_book_test.h"
#include "workbook/workbook.h"

namespace giaoban::workbook {
namespace {

using test::day;
using test::must;

class WorkbookImport : public test::StoreWorld {
 protected:
  WorkbookImport() {
    whole.add(store::store_catalogue());
    whole.add(unit::catalogue());
    whole.add(member::catalogue());
    whole.add(post::catalogue());
    whole.add(review::catalogue());
    whole.add(workbook::catalogue());
    actor = {.name = "cán bộ thử nghiệm", .rights = {import_verb.right}};
  }

  std::string written(MadeBook const& book) {
    auto const path = folder() / ("so" + std::to_string(++books_) + ".xlsx");
    book.write(path);
    return path.string();
  }
  ImportReport imported(store::Store& store, MadeBook const& book, ImportOptions options = {}) {
    options.file = written(book);
    return must(import(store, actor, options));
  }
  // "Đảng viên!C17 import.no_such_code", one line each.
  static std::string lines(std::vector<Fault> const& faults) {
    std::string text;
    for (Fault const& fault : faults) {
      text += fault.refusal.where + " " + std::string(fault.refusal.kind->code) + "\n";
    }
    return text;
  }
  static std::string words(std::vector<Fault> const& faults) {
    std::string text;
    for (Fault const& fault : faults) {
      text += fault.refusal.text(Language::vietnamese) + " | " +
              fault.refusal.remedy(Language::vietnamese) + "\n";
    }
    return text;
  }
  std::int64_t counted(store::Store& store, std::string_view code, Day on) {
    auto const snapshot = store.read();
    UnitId const unit = must(unit::by_code(*snapshot, code, {on}));
    return member::roster_size(*snapshot, unit, {on});
  }
  std::string code_of_cell(store::Store& store, std::string_view file_number, Day on) {
    auto const snapshot = store.read();
    auto const& kind = member::PersonParticulars::kind;
    auto const person =
        snapshot->bearer(kind, kind.field("file_number"), std::string(file_number), {on});
    if (!person) return "nobody";
    auto const place = snapshot->fact<member::MemberCell>(*person, {on});
    if (!place || !place->value.cell) return "none";
    return unit::node_of(*snapshot, *place->value.cell, {on})->code;
  }
  EntryNumber head(store::Store& store) { return store.read()->head(); }

  store::Catalogue whole;
  store::Actor actor;

 private:
  int books_ = 0;
};
ON_BOTH_DATABASES(WorkbookImport);

TEST_P(WorkbookImport, takes_a_province_in_as_one_entry) {
  auto const store = fresh_store(whole);
  auto const report = imported(*store, MadeBook());
  EXPECT_EQ(lines(report.faults), "");
  EXPECT_EQ(lines(report.warnings), "");
  EXPECT_EQ(report.units, 5);
  EXPECT_EQ(report.persons, 3);
  EXPECT_EQ(report.posts, 1);
  EXPECT_EQ(report.grades, 6);
  EXPECT_EQ(head(*store), 1);
  EXPECT_EQ(counted(*store, "PT", day("31/12/2020")), 3);
  EXPECT_EQ(counted(*store, "PT-01-01-01", day("31/12/2020")), 2);
  auto const snapshot = store->read();
  EXPECT_EQ(member::search(*snapshot, "h'hen", {day("31/12/2020")}, 0, 10).size(), 1U);
  auto const person = member::by_number(*snapshot, "025060000001", {day("31/12/2020")});
  ASSERT_TRUE(person.has_value());
  auto const shown = member::view(*snapshot, *person, {day("31/12/2020")});
  EXPECT_EQ(shown->card_number, "10000001");
  EXPECT_EQ(shown->standing->value.standing, member::Standing::full);
  EXPECT_EQ(shown->cell->value.cause, member::Cause::opening);
  EXPECT_EQ(test::faults(*store), "");
}

TEST_P(WorkbookImport, says_nothing_of_the_days_before_the_opening) {
  auto const store = fresh_store(whole);
  imported(*store, MadeBook());
  EXPECT_EQ(code_of_cell(*store, "LT001", day("30/11/2020")), "none");
  EXPECT_EQ(code_of_cell(*store, "LT001", day("01/12/2020")), "PT-01-01-01");
}

TEST_P(WorkbookImport, takes_comings_and_goings_after_the_opening) {
  auto const store = fresh_store(whole);
  MadeBook book;
  book.add("members", {{"person_particulars.file_number", "LT004"},
                       {"person_particulars.full_name", "Trần Văn Đến"},
                       {"members.cell_code", "PT-01-01-01"},
                       {"members.joined", "03/02/2000"},
                       {"members.recognised", "03/02/2001"},
                       {"members.arrived", "01/03/2021"},
                       {"members.arrival_cause", "Chuyển đến từ nơi khác"},
                       {"members.arrived_from", "Hà Nội"}});
  book.add("members", {{"person_particulars.file_number", "LT005"},
                       {"person_particulars.full_name", "Lê Thị Mới"},
                       {"members.cell_code", "PT-01-01-02"},
                       {"members.joined", "19/05/2021"}});
  book.add("members", {{"person_particulars.file_number", "LT006"},
                       {"person_particulars.full_name", "Phạm Văn Chuyển"},
                       {"members.cell_code", "PT-01-01-02"},
                       {"members.joined", "03/02/2000"},
                       {"members.recognised", "03/02/2001"},
                       {"members.arrived", "01/04/2021"},
                       {"members.arrival_cause", "transferred"},
                       {"members.previous_code", "PT-01-01-01"}});
  book.member(1)["members.left"] = "01/05/2021";
  book.member(1)["members.leaving_cause"] = "Từ trần";
  auto const report = imported(*store, book);
  EXPECT_EQ(lines(report.faults), "");
  auto const snapshot = store->read();
  UnitId const top = must(unit::by_code(*snapshot, "PT", {day("14/06/2021")}));
  auto const flow =
      member::flow(*snapshot, top, {day("01/01/2021"), day("01/07/2021")}, store::standing - 1);
  EXPECT_EQ(flow.opening, 4);
  EXPECT_EQ(flow.transferred_in, 1);
  EXPECT_EQ(flow.admitted, 1);
  EXPECT_EQ(flow.deceased, 1);
  EXPECT_EQ(flow.closing, 5);
  EXPECT_EQ(code_of_cell(*store, "LT006", day("31/03/2021")), "PT-01-01-01");
  EXPECT_EQ(code_of_cell(*store, "LT006", day("01/04/2021")), "PT-01-01-02");
  EXPECT_EQ(test::faults(*store), "");
}

// --- one fault, one place ----------------------------------------------------------------------

struct BadBook {
  std::string name;
  std::function<void(MadeBook&)> spoil;
  std::string sheet;  // "": only the code
  std::size_t row;
  std::string column;
  std::string code;
  std::string says = "";  // in the text or the remedy
};

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
      {"a leading zero lost",
       [](MadeBook& b) { b.member(0)["person_identity.citizen_number"] = Serial{25060000001}; },
       "members", 0, "person_identity.citizen_number", "member.bad_citizen_number",
       "mất số 0 ở đầu"},
      {"TCVN3 letters",
       [](MadeBook& b) { b.member(0)["person_particulars.full_name"] = "NguyÔn V¨n ¦íc"; },
       "members", 0, "person_particulars.full_name", "field.legacy_letters", "Nguyễn Văn Ước"},
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
       "members", 1, "person_particulars.born", "member.dates_out_of_order"},
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

TEST_P(WorkbookImport, writes_nothing_where_one_row_is_wrong) {
  auto const store = fresh_store(whole);
  MadeBook book;
  book.grade(5)["grades.file_number"] = "LT009";
  auto const report = imported(*store, book);
  EXPECT_EQ(report.faults.size(), 1U);
  EXPECT_EQ(head(*store), 0);
  EXPECT_EQ(test::faults(*store), "");
}

TEST_P(WorkbookImport, of_a_book_with_any_cell_left_out_writes_nothing_or_all) {
  auto const store = fresh_store(whole);
  int refused_books = 0;
  for (SheetLayout const& sheet : layout()) {
    for (SheetColumn const& column : sheet.columns) {
      if (sheet.id == "book" || !column.required) continue;
      MadeBook book;
      book.sheets[sheet.id].rows[0].erase(column.id);
      auto const report = imported(*store, book);
      EXPECT_FALSE(report.faults.empty()) << column.id;
      ++refused_books;
    }
  }
  EXPECT_GT(refused_books, 10);
  EXPECT_EQ(head(*store), 0);
}

TEST_P(WorkbookImport, tells_all_three_faults_of_a_row) {
  auto const store = fresh_store(whole);
  MadeBook book;
  book.member(1)["person_traits.sex"] = "Nam nữ";
  book.member(1)["members.joined"] = "31/02/2001";
  book.member(1)["members.cell_code"] = "PT-09";
  EXPECT_EQ(lines(imported(*store, book).faults),
            book.place("members", 1, "person_traits.sex") + " field.not_in_list\n" +
                book.place("members", 1, "members.joined") + " field.no_such_day\n" +
                book.place("members", 1, "members.cell_code") + " import.no_such_code\n");
}

TEST_P(WorkbookImport, reads_days_as_text_and_as_serial_numbers) {
  auto const store = fresh_store(whole);
  MadeBook book;
  book.member(0)["members.joined"] = DaySerial{31081};  // 03/02/1985
  book.member(1)["members.joined"] = Serial{37030};     // 19/05/2001
  book.member(1)["person_particulars.born"] = Serial{1975};
  book.member(2)["members.joined"] = "2/9/2020";
  EXPECT_EQ(lines(imported(*store, book).faults), "");
  auto const snapshot = store->read();
  auto const& kind = member::PersonParticulars::kind;
  for (auto const& [number, joined] :
       {std::pair{"LT001", "03/02/1985"}, {"LT002", "19/05/2001"}, {"LT003", "02/09/2020"}}) {
    auto const person =
        snapshot->bearer(kind, kind.field("file_number"), std::string(number), {day("31/12/2020")});
    ASSERT_TRUE(person.has_value()) << number;
    EXPECT_EQ(snapshot->history_of<member::MemberStanding>(*person).front().head.span.from,
              day(joined))
        << number;
  }
}

TEST_P(WorkbookImport, takes_the_result_of_a_formula_and_says_so) {
  auto const store = fresh_store(whole);
  MadeBook book;
  book.member(0)["person_particulars.birthplace"] = Formula{"=\"Phú \"&\"Thọ\"", "Phú Thọ"};
  auto const report = imported(*store, book);
  EXPECT_EQ(lines(report.faults), "");
  EXPECT_EQ(lines(report.warnings),
            book.place("members", 0, "person_particulars.birthplace") + " import.formulas_taken\n");
}

// --- headings ----------------------------------------------------------------------------------

TEST_P(WorkbookImport, finds_headings_under_a_title_and_in_two_rows) {
  auto const store = fresh_store(whole);
  MadeBook book;
  book.sheets["units"].above = {{"DANH SÁCH TỔ CHỨC ĐẢNG"}, {"Năm 2020"}};
  // Merged downwards: the heading stands in the upper row, the lower cell is empty.
  auto& members = book.sheets["members"];
  members.above = {{"Số lý lịch", "Lý lịch"}};
  members.headings["person_particulars.file_number"] = "";
  members.headings["person_particulars.full_name"] = "HỌ VÀ TÊN (*)";
  members.headings["members.cell_code"] = "ma chi bo";
  auto const report = imported(*store, book);
  EXPECT_EQ(lines(report.faults), "");
  EXPECT_EQ(report.persons, 3);
}

TEST_P(WorkbookImport, names_each_missing_column_and_each_unknown_one) {
  auto const store = fresh_store(whole);
  MadeBook book;
  std::erase(book.sheets["members"].columns, "members.cell_code");
  std::erase(book.sheets["members"].columns, "members.joined");
  book.sheets["members"].columns.emplace_back("Ghi chú riêng");
  auto const report = imported(*store, book);
  std::string const text = words(report.faults);
  EXPECT_NE(text.find("thiếu cột bắt buộc “Mã chi bộ”"), std::string::npos) << text;
  EXPECT_NE(text.find("thiếu cột bắt buộc “Ngày vào Đảng”"), std::string::npos) << text;
  ASSERT_FALSE(report.warnings.empty());
  EXPECT_NE(words(report.warnings).find("Ghi chú riêng"), std::string::npos);
}

TEST_P(WorkbookImport, names_every_missing_sheet) {
  auto const store = fresh_store(whole);
  MadeBook book;
  book.sheets.erase("posts");
  book.sheets.erase("grades");
  auto const report = imported(*store, book);
  EXPECT_EQ(lines(report.faults),
            "Chức vụ workbook.missing_sheet\nXếp loại workbook.missing_sheet\n");
}

TEST_P(WorkbookImport, asks_for_the_opening_day) {
  auto const store = fresh_store(whole);
  MadeBook book;
  book.sheets["book"].rows.pop_back();
  auto const report = imported(*store, book);
  EXPECT_NE(words(report.faults).find("Ngày mở sổ"), std::string::npos);
  EXPECT_EQ(head(*store), 0);
}

TEST_P(WorkbookImport, refuses_what_is_no_workbook) {
  auto const store = fresh_store(whole);
  auto const path = (folder() / "x.xlsx").string();
  std::ofstream(path) << "không phải sổ";
  EXPECT_EQ(test::code_of(import(*store, actor, {.file = path})), "workbook.not_a_workbook");
  EXPECT_EQ(test::code_of(import(*store, actor, {.file = path + "y"})), "workbook.file_missing");
}

// --- again -------------------------------------------------------------------------------------

TEST_P(WorkbookImport, of_the_same_file_again_writes_nothing) {
  auto const store = fresh_store(whole);
  imported(*store, MadeBook());
  auto const again = imported(*store, MadeBook());
  EXPECT_EQ(words(again.faults), "");
  EXPECT_EQ(again.known, 15);
  EXPECT_EQ(again.changed, 0);
  EXPECT_EQ(again.units + again.persons + again.posts + again.grades, 0);
  EXPECT_EQ(head(*store), 1);
}

TEST_P(WorkbookImport, of_one_sheet_more_keeps_what_the_file_leaves_out) {
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

TEST_P(WorkbookImport, shows_both_values_where_the_store_knows_another) {
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

TEST_P(WorkbookImport, corrects_over_the_same_days) {
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

TEST_P(WorkbookImport, changes_from_a_day) {
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

// --- marked, dry, cancelled, broken ------------------------------------------------------------

TEST_P(WorkbookImport, hands_the_workbook_back_marked_and_takes_it_corrected) {
  auto const store = fresh_store(whole);
  MadeBook book;
  book.member(1)["members.cell_code"] = "PT-09";
  auto const marked = (folder() / "loi.xlsx").string();
  auto const report = imported(*store, book, {.errors_file = marked});
  ASSERT_EQ(report.faults.size(), 1U);
  auto const back = must(print::open_workbook(marked));
  std::string told;
  must(back.read_sheet("Đảng viên", [&](print::SheetRow const& row) {
    if (row.number == 3) told = std::string(row.cells.back().text);
    return print::Reading::go_on;
  }));
  EXPECT_NE(told.find("PT-09"), std::string::npos) << told;
  // The column of faults is passed over when the user sends the corrected file.
  MadeBook corrected;
  corrected.sheets["members"].columns.emplace_back("Lỗi cần sửa");
  corrected.member(1)["Lỗi cần sửa"] = told;
  auto const again = imported(*store, corrected);
  EXPECT_EQ(words(again.faults) + words(again.warnings), "");
  EXPECT_EQ(again.persons, 3);
}

TEST_P(WorkbookImport, tries_without_writing) {
  auto const store = fresh_store(whole);
  auto const report = imported(*store, MadeBook(), {.run = Run::dry});
  EXPECT_EQ(report.persons, 3);
  EXPECT_EQ(report.entry, 0);
  EXPECT_EQ(head(*store), 0);
}

TEST_P(WorkbookImport, stops_when_told_and_writes_nothing) {
  auto const store = fresh_store(whole);
  ImportOptions options{.on_progress = [](Progress const& at) { return at.step != "write"; }};
  options.file = written(MadeBook());
  EXPECT_EQ(test::code_of(import(*store, actor, options)), "import.cancelled");
  EXPECT_EQ(head(*store), 0);
}

TEST_P(WorkbookImport, that_breaks_off_leaves_nothing) {
  auto const store = fresh_store(whole);
  ImportOptions options{.on_progress = [](Progress const& at) -> bool {
    if (at.step == "write") throw Breakage("the disk is gone");
    return true;
  }};
  options.file = written(MadeBook());
  EXPECT_THROW((void)import(*store, actor, options), Breakage);
  EXPECT_EQ(head(*store), 0);
  EXPECT_EQ(test::faults(*store), "");
  EXPECT_EQ(imported(*store, MadeBook()).persons, 3);
}

TEST_P(WorkbookImport, needs_the_right) {
  auto const store = fresh_store(whole);
  EXPECT_EQ(
      test::code_of(import(*store, {.name = "khách", .rights = {}}, {.file = written(MadeBook())})),
      "store.not_allowed");
}

// --- out and in --------------------------------------------------------------------------------

TEST_P(WorkbookImport, of_an_export_gives_the_same_figures) {
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
