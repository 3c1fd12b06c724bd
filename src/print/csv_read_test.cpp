#include "print/csv_read.h"

#include <gtest/gtest.h>

#include <ostream>

#include "print/made_files_test.h"

namespace giaoban::print {
namespace {

// Rows behind each other, cells between bars: "2: a|b".
std::string rows_of(Workbook const& book) {
  std::string all;
  auto const read = book.read_sheet(book.sheets().front(), [&](SheetRow const& row) {
    all += (all.empty() ? "" : "\n") + std::to_string(row.number) + ":";
    int column = 0;
    for (SheetCell const& cell : row.cells) {
      while (++column < cell.column) all += "|";
      all += (column == 1 ? " " : "|") + std::string(cell.text);
      if (cell.kind == CellKind::error) all += "!";
    }
    return Reading::go_on;
  });
  return read ? all : all + " !" + std::string(read.error().kind->code);
}

std::string wide_text(std::string_view ascii, bool little) {
  std::string bytes;
  for (char const c : ascii) bytes += little ? std::string{c, '\0'} : std::string{'\0', c};
  return bytes;
}

struct TextCase {
  char const* name;
  std::string bytes;
  std::string rows;
};
void PrintTo(TextCase const& one, std::ostream* out) {
  *out << one.name;
}

class CsvRead : public testing::TestWithParam<TextCase> {};

TEST_P(CsvRead, hands_over_rows_as_a_spreadsheet_would_show_them) {
  TempFolder const folder;
  write_file(folder / "a.csv", GetParam().bytes);
  auto const book = open_workbook(folder / "a.csv");
  EXPECT_EQ(book ? rows_of(*book) : "!" + std::string(book.error().kind->code), GetParam().rows);
}

INSTANTIATE_TEST_SUITE_P(
    All, CsvRead,
    testing::Values(
        TextCase{"commas", "ma,ten\n01834,Xã Lộc\n", "1: ma|ten\n2: 01834|Xã Lộc"},
        TextCase{"semicolons_beside_commas", "ma;ten;ty le\n1;An, Bình;1,5\n2;B;2,5\n",
                 "1: ma|ten|ty le\n2: 1|An, Bình|1,5\n3: 2|B|2,5"},
        TextCase{"tabs", "ma\tten\n1\ta,b;c\n", "1: ma|ten\n2: 1|a,b;c"},
        TextCase{"told_separator", "sep=|\r\nma|ten\r\n1|a,b\r\n", "2: ma|ten\n3: 1|a,b"},
        TextCase{"a_title_above", "Danh sách; xã\n\nma,ten,cap\n1,A,x\n2,B,y\n",
                 "1: Danh sách; xã\n3: ma|ten|cap\n4: 1|A|x\n5: 2|B|y"},
        TextCase{"quotes", "a,b\r\n\"x, \"\"y\"\"\nz\",2\r\n3,dài 12\" hơn\r\n",
                 "1: a|b\n2: x, \"y\"\nz|2\n3: 3|dài 12\" hơn"},
        TextCase{"quote_left_open", "a,b\n1,\"x\n2,y\n", "1: a|b !workbook.quote_left_open"},
        TextCase{"empty_cells", "a,b,c\n,,\n1,,3\n", "1: a|b|c\n3: 1||3"},
        TextCase{"old_line_ends", "a,b\r1,2\r", "1: a|b\n2: 1|2"},
        TextCase{"errors", "a,b\n#N/A,#####\n1.23E+11,\"1,23457E+11\"\n#1,E+5\n",
                 "1: a|b\n2: #N/A!|#####!\n3: 1.23E+11!|1,23457E+11!\n4: #1|E+5"},
        TextCase{"utf8_with_mark", "\xEF\xBB\xBFmã,tên\n1,Đỗ\n", "1: mã|tên\n2: 1|Đỗ"},
        TextCase{"utf16_little", "\xFF\xFE" + wide_text("a,b\n1,2\n", true), "1: a|b\n2: 1|2"},
        TextCase{"utf16_big", "\xFE\xFF" + wide_text("a;b\n1;2\n", false), "1: a|b\n2: 1|2"},
        TextCase{"utf16_without_mark", wide_text("a\tb\n1\t2\n", true), "1: a|b\n2: 1|2"},
        // Windows' Vietnamese: tones stand behind their letters.
        TextCase{"cp1258", "ma,ten\n1,Nguy\xEA\xDEn V\xE3n \xD0\xFD\xF5\xEC\x63\n",
                 "1: ma|ten\n2: 1|Nguyễn Văn Đước"},
        // Letters of old fonts stay as a workbook has them, for whoever judges a column.
        TextCase{"tcvn3", "ma,ten\n1,NguyÔn V¨n ¦íc\n", "1: ma|ten\n2: 1|NguyÔn V¨n ¦íc"},
        TextCase{"tcvn3_bytes", "ma,ten\n1,Nguy\xD4n V\xA8n \xA6\xED\x63\n",
                 "1: ma|ten\n2: 1|NguyÔn V¨n ¦íc"},
        TextCase{"mixed_encodings", "ma,ten\n1,Đỗ Đức\n2,\xD0\n", "!workbook.text_damaged"},
        TextCase{"a_page", "<html><table><tr><td>a,b</td></tr></table>",
                 "!workbook.not_a_workbook"},
        TextCase{"one_word", "xin chào\n", "!workbook.not_a_workbook"},
        TextCase{"program", std::string("MZ\0\x01,a,b\n", 9), "!workbook.not_a_workbook"}),
    [](testing::TestParamInfo<TextCase> const& one) { return one.param.name; });

TEST(CsvReadLimits, hold_for_text_too) {
  TempFolder const folder;
  write_file(folder / "Đảng viên.csv", "a,b\n1,2\n3,4\n");
  auto const code = [&](Limits const& limits) {
    auto const book = open_workbook(folder / "Đảng viên.csv", limits);
    return book ? rows_of(*book) : std::string(book.error().kind->code);
  };
  EXPECT_EQ(code({.separated_bytes_max = 5}), "workbook.too_large");
  EXPECT_EQ(code({.rows_max = 2}), "1: a|b\n2: 1|2 !workbook.too_many_rows");
  EXPECT_EQ(code({.cells_max = 3}), "1: a|b !workbook.too_many_cells");
  auto const book = open_workbook(folder / "Đảng viên.csv");
  ASSERT_TRUE(book.has_value());
  EXPECT_TRUE(book->is_text());
  EXPECT_EQ(book->sheets(), std::vector<std::string>{"Đảng viên"});
  EXPECT_EQ(
      book->read_sheet("Đơn vị", [](SheetRow const&) { return Reading::go_on; }).error().kind->code,
      "workbook.missing_sheet");
}

}  // namespace
}  // namespace giaoban::print
