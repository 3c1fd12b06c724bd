#include "print/xlsx_write.h"

#include <gtest/gtest.h>

#include <system_error>
#include <thread>

#include "print/made_files_test.h"
#include "print/xlsx_read.h"

// libxlsxwriter 1.1.4 never frees the formula of a drop-down, a few bytes for each.
extern "C" char const* __lsan_default_suppressions();
extern "C" char const* __lsan_default_suppressions() {
  return "leak:lxw_strdup";
}

namespace giaoban::print {
namespace {

Day day(int year, int month, int number) {
  return *Day::from_ymd(year, month, number);
}

SheetLayout members() {
  SheetLayout layout;
  layout.name = "Đảng viên";
  layout.title = "DANH SÁCH ĐẢNG VIÊN";
  layout.columns = {
      {.label = "Số thẻ", .note = "12 chữ số, giữ cả số 0 ở đầu"},
      {.label = "Ngày sinh", .type = CellType::partial},
      {.label = "Ngày vào Đảng", .type = CellType::day, .emphasis = Emphasis::required},
      {.label = "Số lượng", .type = CellType::count},
      {.label = "Xếp loại", .choices = {"Hoàn thành xuất sắc nhiệm vụ", "Hoàn thành, tốt"}},
  };
  layout.signatures = {"Người lập biểu", "Thủ trưởng"};
  return layout;
}

void write_members(std::filesystem::path const& path) {
  WorkbookWriter writer(path, "Danh sách", day(2021, 6, 14));
  writer.sheet(members());
  writer.row({std::string("001234567890"), PartialDay{day(1960, 6, 1), Precision::month}.packed(),
              std::int64_t{day(2021, 6, 14).number()}, std::int64_t{93346},
              std::string("Hoàn thành, tốt")});
  writer.row({std::string("=1+1"), Value{}, std::string("31/02/2021"), Value{}, Value{}});
  auto second = members();
  second.name = "Tổ chức: [1/2]";
  second.title = "";
  writer.sheet(second);
  writer.finish();
}

std::string rows_of(std::filesystem::path const& path, std::string const& sheet) {
  std::string all;
  auto const book = open_workbook(path);
  if (!book) {
    return std::string(book.error().kind->code);
  }
  auto const read = book->read_sheet(sheet, [&](SheetRow const& row) {
    all += std::to_string(row.number);
    for (auto const& cell : row.cells) {
      all += "|" + std::string(cell.text);
    }
    all += "\n";
    return Reading::go_on;
  });
  return read ? all : all + std::string(read.error().kind->code);
}

class XlsxWrite : public testing::Test {
 protected:
  TempFolder folder_;
};

TEST_F(XlsxWrite, is_read_back_as_it_was_given) {
  write_members(folder_ / "a.xlsx");
  EXPECT_EQ(rows_of(folder_ / "a.xlsx", "Đảng viên"),
            "1|DANH SÁCH ĐẢNG VIÊN\n"
            "2|Số thẻ|Ngày sinh|Ngày vào Đảng|Số lượng|Xếp loại\n"
            "3|001234567890|06/1960|2021-06-14|93346|Hoàn thành, tốt\n"
            "4|=1+1|31/02/2021\n"
            "6|Người lập biểu|Thủ trưởng\n");
  auto const book = open_workbook(folder_ / "a.xlsx");
  ASSERT_TRUE(book);
  EXPECT_EQ(book->sheets(), (std::vector<std::string>{"Đảng viên", "Tổ chức- -1-2-", "Danh mục"}));
  EXPECT_EQ(members().header_row(), 2);
}

TEST_F(XlsxWrite, gives_the_same_bytes_at_another_time) {
  write_members(folder_ / "a.xlsx");
  std::this_thread::sleep_for(std::chrono::milliseconds(2100));  // zip times have two seconds
  write_members(folder_ / "b.xlsx");
  EXPECT_TRUE(read_file(folder_ / "a.xlsx") == read_file(folder_ / "b.xlsx"));
}

TEST_F(XlsxWrite, keeps_choices_with_commas_in_a_hidden_sheet) {
  write_members(folder_ / "a.xlsx");
  EXPECT_EQ(rows_of(folder_ / "a.xlsx", "Danh mục"),
            "1|Hoàn thành xuất sắc nhiệm vụ\n2|Hoàn thành, tốt\n");
  auto const sheet = part_of_zip(folder_ / "a.xlsx", "xl/worksheets/sheet1.xml");
  EXPECT_NE(sheet.find("<formula1>'Danh mục'!$A$1:$A$2</formula1>"), std::string::npos);
  EXPECT_NE(part_of_zip(folder_ / "a.xlsx", "xl/workbook.xml").find("state=\"hidden\""),
            std::string::npos);
}

TEST_F(XlsxWrite, is_made_up_for_paper) {
  write_members(folder_ / "a.xlsx");
  auto const sheet = part_of_zip(folder_ / "a.xlsx", "xl/worksheets/sheet1.xml");
  for (auto const* setting :
       {"fitToPage=\"1\"", "paperSize=\"9\"", "orientation=\"landscape\"", "fitToHeight=\"0\"",
        "state=\"frozen\"", "Trang &amp;P/&amp;N", "<autoFilter ref=\"A2:E4\"/>"}) {
    EXPECT_NE(sheet.find(setting), std::string::npos) << setting;
  }
  EXPECT_NE(part_of_zip(folder_ / "a.xlsx", "xl/workbook.xml").find("Print_Titles"),
            std::string::npos);
}

TEST_F(XlsxWrite, spreads_what_is_too_wide_over_pages_that_repeat_the_names) {
  auto const set_up = [&](int columns, Orientation orientation) {
    SheetLayout layout{.name = "Rộng", .columns = {}, .orientation = orientation};
    for (int i = 0; i < columns; ++i) layout.columns.push_back({.label = "Cột", .width = 20});
    WorkbookWriter writer(folder_ / "wide.xlsx", "", day(2021, 6, 14));
    writer.sheet(layout);
    writer.finish();
    auto const sheet = part_of_zip(folder_ / "wide.xlsx", "xl/worksheets/sheet1.xml");
    auto const names = part_of_zip(folder_ / "wide.xlsx", "xl/workbook.xml");
    auto const at = sheet.find("fitToWidth=\"");
    return (at == std::string::npos ? "1" : sheet.substr(at + 12, 1)) +
           (names.contains("$A:$B,") && names.contains("$1:$1") ? " with the names" : "");
  };
  // 150 characters a page, 100 upright; a seventh of a page more is squeezed in.
  EXPECT_EQ(set_up(7, Orientation::landscape), "1");
  EXPECT_EQ(set_up(8, Orientation::landscape), "1");
  EXPECT_EQ(set_up(9, Orientation::landscape), "2 with the names");
  EXPECT_EQ(set_up(40, Orientation::landscape), "7 with the names");
  EXPECT_EQ(set_up(5, Orientation::portrait), "1");
  EXPECT_EQ(set_up(6, Orientation::portrait), "2 with the names");
}

TEST_F(XlsxWrite, makes_room_for_wrapped_texts) {
  WorkbookWriter writer(folder_ / "high.xlsx", "", day(2021, 6, 14));
  writer.sheet({.name = "Cao",
                .columns = {{.label = "Ngày được miễn công tác và sinh hoạt", .width = 20},
                            {.label = "Ngày", .type = CellType::day, .width = 12}}});
  writer.row({std::string("Chi bộ khu 1 xã Hùng Lô, huyện Lâm Thao"), Value{}});
  writer.row({std::string("Chi bộ khu 2"), std::int64_t{day(2021, 6, 14).number()}});
  writer.finish();
  auto const sheet = part_of_zip(folder_ / "high.xlsx", "xl/worksheets/sheet1.xml");
  auto const row = [&](int number) {
    auto const at = sheet.find("<row r=\"" + std::to_string(number) + "\"");
    return sheet.substr(at, sheet.find('>', at) - at);
  };
  EXPECT_TRUE(row(1).contains("ht=\"47.25\"")) << row(1);
  EXPECT_TRUE(row(2).contains("ht=\"31.5\"")) << row(2);
  EXPECT_FALSE(row(3).contains("ht=")) << row(3);
}

TEST_F(XlsxWrite, writes_no_formula) {
  write_members(folder_ / "a.xlsx");
  EXPECT_EQ(part_of_zip(folder_ / "a.xlsx", "xl/worksheets/sheet1.xml").find("<f>"),
            std::string::npos);
}

TEST_F(XlsxWrite, leaves_nothing_when_it_is_not_finished) {
  {
    WorkbookWriter writer(folder_ / "a.xlsx", "", day(2021, 6, 14));
    writer.sheet(members());
  }
  EXPECT_TRUE(std::filesystem::is_empty(folder_.path()));
}

TEST_F(XlsxWrite, says_when_the_disk_refuses) {
  EXPECT_THROW(write_members(folder_ / "absent" / "a.xlsx"), std::system_error);
}

TEST_F(XlsxWrite, cuts_texts_at_what_excel_holds) {
  std::string longest;
  for (int at = 0; at < 40'000; ++at) {
    longest += "ữ";
  }
  Listing const listing{"", {{"name", M("Danh sách"), CellType::text}}, {{longest}}};
  write_xlsx(listing, folder_ / "a.xlsx", day(2021, 6, 14), Language::vietnamese);
  EXPECT_EQ(rows_of(folder_ / "a.xlsx", "Danh sách").size(),
            std::string("1|Danh sách\n2|\n").size() + 32'767 * 3);
}

TEST_F(XlsxWrite, writes_a_listing_and_days_and_numbers_excel_cannot_hold_as_text) {
  Listing const listing{
      "Kiểm tra",
      {{"id", M("Danh sách"), CellType::number},
       {"day", M("Danh mục"), CellType::day},
       {"until", M("Danh mục"), CellType::day}},
      {{std::int64_t{4'611'686'018'427'387'905}, std::int64_t{day(1890, 5, 19).number()},
        std::int64_t{Day::forever().number()}}}};
  write_xlsx(listing, folder_ / "a.xlsx", day(2021, 6, 14), Language::english);
  EXPECT_EQ(rows_of(folder_ / "a.xlsx", "Kiểm tra"),
            "1|Kiểm tra\n2|List|Choices|Choices\n3|4611686018427387905|19/05/1890\n");
}

}  // namespace
}  // namespace giaoban::print
