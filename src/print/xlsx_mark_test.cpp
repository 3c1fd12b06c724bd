#include "print/xlsx_mark.h"

#include <gtest/gtest.h>

#include "print/made_files_test.h"
#include "print/xlsx_write.h"

namespace giaoban::print {
namespace {

std::string rows_of(std::filesystem::path const& path) {
  std::string all;
  auto const book = open_workbook(path);
  if (!book) {
    return std::string(book.error().kind->code);
  }
  auto const read = book->read_sheet(book->sheets().front(), [&](SheetRow const& row) {
    for (auto const& cell : row.cells) {
      all += column_letters(cell.column) + std::to_string(row.number) + "=" +
             std::string(cell.text) + " ";
    }
    return Reading::go_on;
  });
  return read ? all : all + std::string(read.error().kind->code);
}

class XlsxMark : public testing::Test {
 protected:
  void mark(std::vector<Fault> faults) {
    ASSERT_TRUE(
        mark_faults(folder_ / "a.xlsx", folder_ / "b.xlsx", {{"Trang1", 1, std::move(faults)}}));
  }
  std::string marked_sheet() { return part_of_zip(folder_ / "b.xlsx", "xl/worksheets/sheet1.xml"); }
  TempFolder folder_;
};

MadeWorkbook three_rows() {
  MadeWorkbook made;
  made.sheet_data =
      "<row r=\"1\" spans=\"1:2\"><c r=\"A1\" t=\"str\"><v>tên</v></c>"
      "<c r=\"B1\" t=\"str\"><v>ngày</v></c></row>"
      "<row r=\"2\" spans=\"1:2\"><c r=\"A2\" t=\"str\"><v>Đỗ &lt; Đức</v></c>"
      "<c r=\"B2\" s=\"1\"><v>44361</v></c></row>"
      "<row r=\"3\" spans=\"1:2\"><c r=\"B3\" s=\"1\"><v>44362</v></c></row>"
      "<row r=\"7\"/>";
  return made;
}

TEST_F(XlsxMark, puts_all_messages_of_a_row_in_one_new_column) {
  three_rows().write(folder_ / "a.xlsx");
  mark({{3, 1, "Thiếu tên"}, {3, 2, "Ngày sai & lạ"}, {2, 0, "Dòng thừa"}});
  EXPECT_EQ(rows_of(folder_ / "b.xlsx"),
            "A1=tên B1=ngày C1=Lỗi cần sửa A2=Đỗ < Đức B2=2021-06-14 C2=Dòng thừa "
            "B3=2021-06-15 C3=Thiếu tên\nNgày sai & lạ ");
}

TEST_F(XlsxMark, paints_faulty_cells_and_keeps_their_format) {
  three_rows().write(folder_ / "a.xlsx");
  mark({{3, 1, "Thiếu tên"}, {3, 2, "Ngày sai"}});
  auto const sheet = marked_sheet();
  // Two styles there were; their pink twins are 2 and 3. The twin of a day still shows a day.
  EXPECT_NE(sheet.find("<c r=\"A3\" s=\"2\"/><c s=\"3\" r=\"B3\">"), std::string::npos) << sheet;
  EXPECT_NE(sheet.find("<c r=\"B2\" s=\"1\">"), std::string::npos);
  auto const styles = part_of_zip(folder_ / "b.xlsx", "xl/styles.xml");
  EXPECT_NE(styles.find("FFFFC7CE"), std::string::npos);
  EXPECT_NE(styles.find("<cellXfs count=\"5\">"), std::string::npos) << styles;
}

TEST_F(XlsxMark, keeps_all_else_byte_for_byte) {
  auto made = three_rows();
  made.before_data = "<!-- giữ --><cols><col min=\"1\" max=\"1\" width='9'/></cols>";
  made.sheet_data += "<row r=\"9\"  ht='20'><c r=\"A9\"   t=\"str\"><v>a&#10;&quot;b</v></c></row>";
  made.write(folder_ / "a.xlsx");
  mark({{2, 1, "Sai"}});
  auto const before = part_of_zip(folder_ / "a.xlsx", "xl/worksheets/sheet1.xml");
  auto const after = marked_sheet();
  auto const tail = before.substr(before.find("<row r=\"3\""));
  EXPECT_TRUE(after.ends_with(tail)) << after;
  EXPECT_TRUE(after.starts_with(before.substr(0, before.find("</cols>")))) << after;
  for (auto const* part : {"xl/workbook.xml", "[Content_Types].xml", "xl/sharedStrings.xml"}) {
    EXPECT_EQ(part_of_zip(folder_ / "a.xlsx", part), part_of_zip(folder_ / "b.xlsx", part));
  }
}

TEST_F(XlsxMark, adds_rows_and_cells_the_file_left_out) {
  three_rows().write(folder_ / "a.xlsx");
  mark({{5, 1, "Dòng trống"}, {7, 2, "Ô trống"}, {9, 0, "Sau cùng"}});
  EXPECT_EQ(rows_of(folder_ / "b.xlsx"),
            "A1=tên B1=ngày C1=Lỗi cần sửa A2=Đỗ < Đức B2=2021-06-14 B3=2021-06-15 "
            "C5=Dòng trống C7=Ô trống C9=Sau cùng ");
  MadeWorkbook empty;
  empty.write(folder_ / "a.xlsx");
  mark({{2, 1, "Trống"}});
  EXPECT_EQ(rows_of(folder_ / "b.xlsx"), "A1=Lỗi cần sửa A2=Trống ");
}

TEST_F(XlsxMark, replaces_the_messages_of_an_earlier_marking) {
  three_rows().write(folder_ / "a.xlsx");
  mark({{2, 1, "Cũ"}, {3, 1, "Cũ"}});
  std::filesystem::rename(folder_ / "b.xlsx", folder_ / "a.xlsx");
  mark({{3, 1, "Mới"}, {1, 0, "Thiếu cột"}});
  EXPECT_EQ(rows_of(folder_ / "b.xlsx"),
            "A1=tên B1=ngày C1=Lỗi cần sửa\nThiếu cột A2=Đỗ < Đức B2=2021-06-14 "
            "B3=2021-06-15 C3=Mới ");
  EXPECT_TRUE(is_fault_heading("Lỗi cần sửa\nThiếu cột"));
  EXPECT_FALSE(is_fault_heading("Lỗi"));
}

TEST_F(XlsxMark, gives_the_same_bytes_twice) {
  three_rows().write(folder_ / "a.xlsx");
  mark({{2, 1, "Sai"}});
  auto const first = read_file(folder_ / "b.xlsx");
  mark({{2, 1, "Sai"}});
  EXPECT_TRUE(first == read_file(folder_ / "b.xlsx"));
}

TEST_F(XlsxMark, marks_every_row_of_a_long_sheet) {
  constexpr int rows = 30'000;
  {
    WorkbookWriter writer(folder_ / "a.xlsx", "", *Day::from_ymd(2021, 6, 14));
    SheetLayout layout;
    layout.name = "Trang1";
    layout.columns = {{.label = "Tên"}, {.label = "Ngày", .type = CellType::day}};
    writer.sheet(layout);
    for (int row = 0; row < rows; ++row) {
      writer.row({"Tên " + std::to_string(row), std::int64_t{18'000}});
    }
    writer.finish();
  }
  std::vector<Fault> faults;
  for (int row = rows + 1; row >= 2; --row) {
    faults.push_back({row, 1, "Lỗi dòng " + std::to_string(row)});
  }
  mark(std::move(faults));
  auto const book = open_workbook(folder_ / "b.xlsx");
  ASSERT_TRUE(book);
  int seen = 0;
  ASSERT_TRUE(book->read_sheet("Trang1", [&](SheetRow const& row) {
    ++seen;
    EXPECT_EQ(row.at(3)->text, seen == 1 ? "Lỗi cần sửa" : "Lỗi dòng " + std::to_string(seen));
    return testing::Test::HasFailure() ? Reading::stop : Reading::go_on;
  }));
  EXPECT_EQ(seen, rows + 1);
}

TEST_F(XlsxMark, refuses_and_leaves_no_file) {
  auto made = three_rows();
  made.write(folder_ / "a.xlsx");
  auto const missing = mark_faults(folder_ / "a.xlsx", folder_ / "b.xlsx", {{"Không có", 1, {}}});
  ASSERT_FALSE(missing);
  EXPECT_EQ(missing.error().kind, &missing_sheet);
  made.sheet_data += "<row>";
  made.write(folder_ / "a.xlsx");
  auto const broken = mark_faults(folder_ / "a.xlsx", folder_ / "b.xlsx", {{"Trang1", 1, {}}});
  ASSERT_FALSE(broken);
  EXPECT_EQ(broken.error().kind, &damaged);
  EXPECT_FALSE(std::filesystem::exists(folder_ / "b.xlsx"));
  EXPECT_FALSE(std::filesystem::exists(folder_ / "b.xlsx.part"));
}

TEST_F(XlsxMark, marks_a_text_as_the_workbook_that_it_would_be) {
  write_file(folder_ / "a.csv", std::string("ma;ten\n01834;\n01837;Xã Lộc\n"));
  ASSERT_TRUE(
      mark_faults(folder_ / "a.csv", folder_ / "b.xlsx", {{"a", 1, {{2, 2, "Thiếu tên"}}}}));
  EXPECT_EQ(rows_of(folder_ / "b.xlsx"),
            "A1=ma B1=ten C1=Lỗi cần sửa A2=01834 C2=Thiếu tên A3=01837 B3=Xã Lộc ");
}

}  // namespace
}  // namespace giaoban::print
