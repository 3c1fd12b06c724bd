#include <gtest/gtest.h>

#include <fstream>

#include "print/xlsx_read.h"
#include "workbook/import_world_test.h"

namespace giaoban::workbook {
namespace {

using test::day;
using test::must;

class WorkbookImport : public ImportWorld {};
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
  EXPECT_EQ(member::search(*snapshot, unit::Reach::everything(), "h'hen", {day("31/12/2020")},
                           {.offset = 0, .limit = 10})
                .size(),
            1U);
  auto const person =
      member::by_number(*snapshot, unit::Reach::everything(), "025060000001", {day("31/12/2020")});
  ASSERT_TRUE(person.has_value());
  auto const shown =
      member::view(*snapshot, unit::Reach::everything(), *person, {day("31/12/2020")});
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
      test::code_of(import(*store, {.name = "khách", .grants = {}}, {.file = written(MadeBook())})),
      "store.not_allowed");
}

}  // namespace
}  // namespace giaoban::workbook
