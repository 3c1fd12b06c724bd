#include "print/xlsx_read.h"

#include <gtest/gtest.h>

#include "print/made_files_test.h"
#include "print/xlsx_style.h"

namespace giaoban::print {
namespace {

std::string kind_name(CellKind kind) {
  switch (kind) {
    case CellKind::text:
      return "text";
    case CellKind::number:
      return "number";
    case CellKind::day:
      return "day";
    case CellKind::boolean:
      return "boolean";
    case CellKind::error:
      return "error";
    case CellKind::empty_formula:
      return "empty_formula";
  }
  return "?";
}

// "A1 text abc|B1 number 5=" with "=" behind values of formulas.
std::string summary(Workbook const& book, std::string const& sheet = "Trang1") {
  std::string all;
  auto const read = book.read_sheet(sheet, [&](SheetRow const& row) {
    for (auto const& cell : row.cells) {
      all += (all.empty() ? "" : "|") + column_letters(cell.column) + std::to_string(row.number) +
             " " + kind_name(cell.kind) + " " + std::string(cell.text) +
             (cell.from_formula ? "=" : "");
    }
    return Reading::go_on;
  });
  return read ? all : all + "!" + std::string(read.error().kind->code);
}

class XlsxRead : public testing::Test {
 protected:
  std::string read(MadeWorkbook const& made, Limits const& limits = {}) {
    made.write(folder_ / "a.xlsx");
    auto const book = open_workbook(folder_ / "a.xlsx", limits);
    return book ? summary(*book) : "!" + std::string(book.error().kind->code);
  }
  std::string refusal_of_bytes(std::string const& bytes) {
    write_file(folder_ / "a.xlsx", bytes);
    auto const book = open_workbook(folder_ / "a.xlsx");
    return book ? "read" : std::string(book.error().kind->code);
  }
  TempFolder folder_;
};

TEST_F(XlsxRead, hands_over_every_kind_of_cell) {
  MadeWorkbook made;
  made.shared_strings = "<si><t>Nguyễn Văn Ước</t></si>";
  made.sheet_data =
      "<row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c><c r=\"B1\"><v>5</v></c>"
      "<c r=\"C1\" t=\"b\"><v>1</v></c><c r=\"D1\" t=\"e\"><v>#N/A</v></c>"
      "<c r=\"E1\" t=\"str\"><f>A1</f><v>tên</v></c><c r=\"F1\"><f>1+1</f><v>2</v></c>"
      "<c r=\"G1\"><f>H1</f></c><c r=\"H1\" t=\"inlineStr\"><is><t>a &amp; b</t></is></c></row>";
  EXPECT_EQ(read(made),
            "A1 text Nguyễn Văn Ước|B1 number 5|C1 boolean TRUE|D1 error #N/A|E1 text tên=|"
            "F1 number 2=|G1 empty_formula =|H1 text a & b");
}

TEST_F(XlsxRead, joins_rich_text_and_skips_phonetic_guides) {
  MadeWorkbook made;
  made.shared_strings =
      "<si><r><rPr><b/></rPr><t>Chi </t></r><r><t>bộ</t></r><rPh sb=\"0\" eb=\"1\"><t>KANA</t>"
      "</rPh></si><si><t>dòng_x000A_hai _x005F_x000A_</t></si>";
  made.sheet_data =
      "<row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c><c r=\"B1\" t=\"s\"><v>1</v></c></row>";
  EXPECT_EQ(read(made), "A1 text Chi bộ|B1 text dòng\nhai _x000A_");
}

// "A1 whole x|A2 part y|A3 hidden z": what is struck out or not shown.
std::string crossed_out(Workbook const& book) {
  std::string all;
  auto const read = book.read_sheet("Trang1", [&](SheetRow const& row) {
    for (auto const& cell : row.cells) {
      all += (all.empty() ? "" : "|") + column_letters(cell.column) + std::to_string(row.number) +
             (cell.struck_out ? " whole" : "") + (cell.struck_part ? " part" : "") +
             (row.hidden ? " hidden" : "") + (cell.part_of_day ? " of a day" : "") + " " +
             std::string(cell.text);
    }
    return Reading::go_on;
  });
  return read ? all : std::string(read.error().kind->code);
}

TEST_F(XlsxRead, takes_what_is_not_struck_out) {
  std::string const struck_run = "<r><rPr><strike/></rPr><t>Nguyễn Văn Cũ </t></r>";
  std::string const run = "<r><rPr><strike val=\"0\"/></rPr><t>Trần Văn Mới</t></r>";
  MadeWorkbook made;
  made.shared_strings = "<si>" + struck_run + run + "</si><si>" + struck_run + "</si>";
  made.number_formats = "<numFmt numFmtId=\"164\" formatCode=\"mmm-yy\"/>";
  made.cell_styles += "<xf numFmtId=\"164\"/>";
  made.sheet_data =
      "<row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c><c r=\"B1\" t=\"s\"><v>1</v></c>"
      "<c r=\"C1\" t=\"inlineStr\"><is>" +
      run + struck_run +
      "</is></c><c r=\"D1\" t=\"inlineStr\"><is><t>a</t></is></c></row>"
      "<row r=\"2\" ht=\"0\" customHeight=\"1\"><c r=\"A2\"><v>5</v></c></row>"
      "<row r=\"3\" ht=\"15.5\"><c r=\"A3\" s=\"2\"><v>43891</v></c></row>";
  made.write(folder_ / "a.xlsx");
  auto const book = open_workbook(folder_ / "a.xlsx");
  ASSERT_TRUE(book);
  EXPECT_EQ(crossed_out(*book),
            "A1 part Trần Văn Mới|B1 whole Nguyễn Văn Cũ |C1 part Trần Văn Mới|D1 a|A2 hidden 5|"
            "A3 of a day 03/2020");
}

TEST_F(XlsxRead, follows_sparse_rows_and_cells) {
  MadeWorkbook made;
  made.sheet_data =
      "<row r=\"3\"><c r=\"B3\"><v>1</v></c><c r=\"AB3\"><v>2</v></c></row>"
      "<row r=\"5\"><c r=\"A5\" s=\"1\"/></row><row><c><v>3</v></c><c><v>4</v></c></row>";
  EXPECT_EQ(read(made), "B3 number 1|AB3 number 2|A6 number 3|B6 number 4");
}

TEST_F(XlsxRead, reads_numbers_under_day_formats_as_days) {
  MadeWorkbook made;
  made.number_formats =
      "<numFmt numFmtId=\"164\" formatCode=\"dd/mm/yyyy;@\"/>"
      "<numFmt numFmtId=\"165\" formatCode=\"#,##0 &quot;đồng/d&quot;\"/>"
      "<numFmt numFmtId=\"166\" formatCode=\"[$-42A]mmmm\"/>";
  for (auto const* id : {"164", "165", "166"}) {
    made.cell_styles += std::string("<xf numFmtId=\"") + id + "\"/>";
  }
  made.sheet_data =
      "<row r=\"1\"><c r=\"A1\" s=\"1\"><v>44361</v></c><c r=\"B1\" s=\"2\"><v>44361.75</v></c>"
      "<c r=\"C1\" s=\"3\"><v>44361</v></c><c r=\"D1\" s=\"4\"><v>44361</v></c>"
      "<c r=\"E1\" s=\"1\"><v>59</v></c><c r=\"F1\" s=\"1\"><v>60</v></c>"
      "<c r=\"G1\" s=\"1\"><v>61</v></c><c r=\"H1\" t=\"inlineStr\"><is><t>14/06/2021</t></is></c>"
      "<c r=\"I1\" s=\"0\"><v>44361</v></c></row>";
  EXPECT_EQ(read(made),
            "A1 day 2021-06-14|B1 day 2021-06-14|C1 number 44361|D1 day 2021-06-14|"
            "E1 day 1900-02-28|F1 number 60|G1 day 1900-03-01|H1 text 14/06/2021|I1 number 44361");
}

TEST_F(XlsxRead, counts_days_from_1904_where_the_workbook_says_so) {
  MadeWorkbook made;
  made.workbook_properties = "<workbookPr date1904=\"1\"/>";
  made.sheet_data = "<row r=\"1\"><c r=\"A1\" s=\"1\"><v>42899</v></c></row>";
  EXPECT_EQ(read(made), "A1 day 2021-06-14");
}

TEST_F(XlsxRead, keeps_every_digit_of_numbers) {
  MadeWorkbook made;
  made.sheet_data =
      "<row r=\"1\"><c r=\"A1\"><v>1.0E+5</v></c><c r=\"B1\"><v>93346</v></c>"
      "<c r=\"C1\"><v>25012345678901234567</v></c><c r=\"D1\"><v>2.5099000123E10</v></c>"
      "<c r=\"E1\"><v>0.10000000000000001</v></c><c r=\"F1\"><v>-7</v></c>"
      "<c r=\"G1\"><v>912345678</v></c></row>";
  EXPECT_EQ(read(made),
            "A1 number 100000|B1 number 93346|C1 number 25012345678901234567|"
            "D1 number 25099000123|E1 number 0.1|F1 number -7|G1 number 912345678");
}

TEST_F(XlsxRead, delivers_long_sheets_whole) {
  MadeWorkbook made;
  made.shared_strings = "<si><t>chung</t></si>";
  for (int row = 1; row <= 20'000; ++row) {
    auto const number = std::to_string(row);
    made.sheet_data += "<row r=\"" + number + "\"><c r=\"A" + number + "\"><v>" + number +
                       "</v></c><c r=\"B" + number + "\" t=\"s\"><v>0</v></c><c r=\"C" + number +
                       "\" t=\"inlineStr\"><is><t>dòng " + number + "</t></is></c></row>";
  }
  made.write(folder_ / "a.xlsx");
  auto const book = open_workbook(folder_ / "a.xlsx");
  ASSERT_TRUE(book);
  int row = 0;
  ASSERT_TRUE(book->read_sheet("Trang1", [&](SheetRow const& read) {
    ++row;
    EXPECT_EQ(read.number, row);
    EXPECT_EQ(read.at(1)->text, std::to_string(row));
    EXPECT_EQ(read.at(2)->text, "chung");
    EXPECT_EQ(read.at(3)->text, "dòng " + std::to_string(row));
    EXPECT_EQ(read.at(4), nullptr);
    return testing::Test::HasFailure() ? Reading::stop : Reading::go_on;
  }));
  EXPECT_EQ(row, 20'000);
}

// The parser is far ahead by then, waiting for room on the belt.
TEST_F(XlsxRead, is_left_in_the_middle_of_a_long_sheet) {
  MadeWorkbook made;
  for (int row = 1; row <= 50'000; ++row) {
    made.sheet_data += "<row><c><v>" + std::to_string(row) + "</v></c></row>";
  }
  made.write(folder_ / "a.xlsx");
  auto const book = open_workbook(folder_ / "a.xlsx");
  ASSERT_TRUE(book);
  auto const on_third = [](SheetRow const& row) {
    if (row.number == 3) throw std::runtime_error("caller");
    return Reading::go_on;
  };
  EXPECT_THROW((void)book->read_sheet("Trang1", on_third), std::runtime_error);
  std::int64_t rows = 0;
  EXPECT_TRUE(book->read_sheet("Trang1", [&](SheetRow const&) {
    return ++rows == 40'000 ? Reading::stop : Reading::go_on;
  }));
  EXPECT_EQ(rows, 40'000);
}

TEST_F(XlsxRead, stops_when_told_and_reads_again) {
  MadeWorkbook made;
  made.sheet_data = "<row r=\"1\"><c><v>1</v></c></row><row r=\"2\"><c><v>2</v></c></row>";
  made.write(folder_ / "a.xlsx");
  auto const book = open_workbook(folder_ / "a.xlsx");
  ASSERT_TRUE(book);
  int rows = 0;
  ASSERT_TRUE(book->read_sheet("Trang1", [&](SheetRow const&) {
    ++rows;
    return Reading::stop;
  }));
  EXPECT_EQ(rows, 1);
  EXPECT_EQ(summary(*book), "A1 number 1|A2 number 2");
}

TEST_F(XlsxRead, names_the_sheets_that_are_there_when_one_is_missing) {
  MadeWorkbook().write(folder_ / "a.xlsx");
  auto const book = open_workbook(folder_ / "a.xlsx");
  ASSERT_TRUE(book);
  auto const read = book->read_sheet("Đảng viên", [](SheetRow const&) { return Reading::go_on; });
  ASSERT_FALSE(read);
  EXPECT_EQ(read.error().kind, &missing_sheet);
  EXPECT_EQ(read.error().text(Language::vietnamese),
            "Tệp a.xlsx không có trang Đảng viên. Các trang đang có: Trang1.");
}

TEST_F(XlsxRead, refuses_what_is_no_workbook) {
  std::string const ole = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";
  std::string stream;
  for (char const letter : std::string("EncryptedPackage")) {
    stream += {letter, '\0'};
  }
  EXPECT_EQ(refusal_of_bytes(""), "workbook.not_a_workbook");
  EXPECT_EQ(refusal_of_bytes("họ tên\n"), "workbook.not_a_workbook");
  EXPECT_EQ(refusal_of_bytes("PK\x03\x04 hỏng"), "workbook.damaged");
  EXPECT_EQ(refusal_of_bytes(ole + std::string(4000, 'x')), "workbook.old_xls");
  EXPECT_EQ(refusal_of_bytes(ole + std::string(65'520, 'x') + stream), "workbook.encrypted");
  EXPECT_EQ(refusal_of_bytes(pack_parts(made_document("<w:p/>"))), "workbook.not_a_workbook");
  EXPECT_EQ(refusal_of_bytes(pack_parts({{"a.txt", "a"}})), "workbook.not_a_workbook");
  auto const absent = open_workbook(folder_ / "absent.xlsx");
  ASSERT_FALSE(absent);
  EXPECT_EQ(absent.error().kind, &file_missing);
  EXPECT_EQ(open_workbook(folder_.path()).error().kind, &file_missing);
}

TEST_F(XlsxRead, refuses_a_doctype) {
  MadeWorkbook made;
  made.prolog = "<!DOCTYPE x [<!ENTITY a \"aaaa\">]>";
  made.sheet_data = "<row r=\"1\"><c t=\"str\"><v>&a;</v></c></row>";
  EXPECT_EQ(read(made), "!workbook.has_doctype");
}

TEST_F(XlsxRead, refuses_damaged_xml) {
  MadeWorkbook made;
  auto const with = [&](std::string const& data) {
    made.sheet_data = data;
    return read(made);
  };
  EXPECT_EQ(with("<row r=\"1\"><c>"), "!workbook.damaged");
  EXPECT_EQ(with("<row r=\"2\"><c><v>1</v></c></row><row r=\"1\"/>"),
            "A2 number 1!workbook.damaged");
  EXPECT_EQ(with("<row r=\"1\"><c r=\"XFE1\"><v>1</v></c></row>"), "!workbook.damaged");
  EXPECT_EQ(with("<row r=\"1\"><c r=\"1\"><v>1</v></c></row>"), "!workbook.damaged");
  EXPECT_EQ(with("<row r=\"1\"><c r=\"B1\"><v>1</v></c><c r=\"A1\"><v>1</v></c></row>"),
            "!workbook.damaged");
  EXPECT_EQ(with("<row r=\"1\"><c r=\"A1\" t=\"s\"><v>7</v></c></row>"), "!workbook.damaged");
  EXPECT_EQ(with("<row r=\"1048577\"><c><v>7</v></c></row>"), "!workbook.damaged");
  std::string deep;
  for (int at = 0; at < 100; ++at) {
    deep += "<x>";
  }
  EXPECT_EQ(with(deep), "!workbook.damaged");
  EXPECT_EQ(with("<row r=\"1\"><c t=\"str\"><v>" + std::string(200'000, 'a') + "</v></c></row>"),
            "!workbook.damaged");
  // NOLINTNEXTLINE(bugprone-string-constructor): large on purpose.
  EXPECT_EQ(with("<!--" + std::string(9'000'000, ' ') + "-->"), "!workbook.damaged");
}

TEST_F(XlsxRead, refuses_a_cut_file) {
  MadeWorkbook made;
  auto const bytes = pack_parts(made.parts());
  EXPECT_EQ(refusal_of_bytes(bytes.substr(0, bytes.size() / 2)), "workbook.damaged");
}

TEST_F(XlsxRead, refuses_what_is_beyond_its_limits) {
  MadeWorkbook made;
  made.shared_strings = "<si><t>aaaaaaaaaa</t></si><si><t>bbbbbbbbbb</t></si>";
  made.sheet_data =
      "<row r=\"1\"><c><v>1</v></c></row><row r=\"2\"><c><v>2</v></c><c><v>3</v></c></row>";
  EXPECT_EQ(read(made, {.rows_max = 1}), "A1 number 1!workbook.too_many_rows");
  EXPECT_EQ(read(made, {.cells_max = 2}), "A1 number 1!workbook.too_many_cells");
  EXPECT_EQ(read(made, {.rows_max = 2, .cells_max = 3}), "A1 number 1|A2 number 2|B2 number 3");
  EXPECT_EQ(read(made, {.shared_text_bytes_max = 20}), "!workbook.too_large");
  EXPECT_EQ(read(made, {.part_bytes_max = 400}), "!workbook.too_large");
  EXPECT_EQ(read(made, {.total_bytes_max = 1000}), "!workbook.too_large");
  EXPECT_EQ(read(made, {.parts_max = 3}), "!workbook.too_many_parts");
}

TEST_F(XlsxRead, refuses_a_zip_bomb_before_unpacking_it) {
  MadeWorkbook made;
  auto parts = made.parts();
  // NOLINTNEXTLINE(bugprone-string-constructor): large on purpose.
  parts.push_back({"xl/media/image1.xml", std::string(60'000'000, '0')});
  EXPECT_EQ(refusal_of_bytes(pack_parts(parts)), "workbook.inflated");
}

TEST_F(XlsxRead, refuses_a_zip_that_lies_about_its_sizes) {
  MadeWorkbook made;
  made.sheet_data = "<row r=\"1\"><c t=\"str\"><v>" + std::string(30'000, 'a') + "</v></c></row>";
  auto bytes = pack_parts(made.parts());
  // The uncompressed size of the sheet in the central directory, at 24 from its header.
  auto const header = bytes.rfind("xl/worksheets/sheet1.xml") - 46;
  ASSERT_EQ(bytes.substr(header, 4), "PK\x01\x02");
  bytes[header + 25] = '\x01';
  write_file(folder_ / "a.xlsx", bytes);
  auto const book = open_workbook(folder_ / "a.xlsx");
  EXPECT_EQ(book ? summary(*book) : "!" + std::string(book.error().kind->code),
            "!workbook.damaged");
}

TEST_F(XlsxRead, never_leaves_the_zip_for_a_part) {
  MadeWorkbook made;
  auto parts = made.parts();
  for (auto& part : parts) {
    if (part.name == "xl/_rels/workbook.xml.rels") {
      auto const at = part.bytes.find("worksheets/sheet1.xml");
      part.bytes.replace(at, 21, "../../../../etc/passwd");
    }
  }
  write_file(folder_ / "a.xlsx", pack_parts(parts));
  auto const book = open_workbook(folder_ / "a.xlsx");
  ASSERT_TRUE(book);
  EXPECT_EQ(summary(*book), "!workbook.damaged");
}

TEST(CellPlace, is_written_as_excel_writes_it) {
  EXPECT_EQ(cell_place("Đảng viên", 17, 3), "Đảng viên!C17");
  EXPECT_EQ(cell_place("Đảng viên", 17, 0), "Đảng viên!17");
  EXPECT_EQ(column_letters(26), "Z");
  EXPECT_EQ(column_letters(27), "AA");
  EXPECT_EQ(column_letters(16'384), "XFD");
}

TEST(DayFormat, is_told_from_formats_of_numbers_and_times) {
  for (auto const* code : {"dd/mm/yyyy", "d-m-yy", "yyyy", "mmm", "[$-42A]dd mmmm yyyy;@",
                           "\"ngày\" d \"tháng\" m", "DD/MM/YYYY hh:mm", "m/d/yy h:mm"}) {
    EXPECT_TRUE(is_day_format(code)) << code;
  }
  for (auto const* code : {"General", "0", "#,##0", "@", "0.00E+00", "h:mm", "[h]:mm:ss", "mm:ss.0",
                           "#,##0 \"đ/ngày d\"", "#,##0\\ \\d", "[Red]#,##0", "0_d", "\"d", "[d"}) {
    EXPECT_FALSE(is_day_format(code)) << code;
  }
}

}  // namespace
}  // namespace giaoban::print
