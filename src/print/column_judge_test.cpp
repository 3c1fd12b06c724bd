#include "print/column_judge.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <iterator>
#include <vector>

#include "print/made_files_test.h"
#include "print/xlsx_style.h"

namespace giaoban::print {
namespace {

SheetCell text_cell(std::string_view text) {
  return {.column = 1, .kind = CellKind::text, .text = text};
}
SheetCell day_cell(std::string_view iso) {
  return {.column = 1, .kind = CellKind::day, .text = iso};
}
SheetCell number_cell(std::string_view digits) {
  return {.column = 1, .kind = CellKind::number, .text = digits};
}

struct JudgedColumn {
  char const* name;
  ColumnHolds holds;
  std::vector<SheetCell> cells;
  std::optional<Doubt> doubt;
  std::int64_t count = 0;
  char const* meant = "";  // of the first cell that an answer changes
  Mending mending = {};
};

std::vector<JudgedColumn> judged_words() {
  using enum ColumnHolds;
  return {
      {"names in Unicode", words, {text_cell("Nguyễn Văn Ước"), text_cell("Hoàng Hà")}, {}},
      {"VNI, with a name that Unicode might have",
       words,
       {text_cell("Phan Bích Hoàng"), text_cell("Nguyeãn Vaên Öôùc")},
       Doubt::encoding,
       2,
       "Phan Bích Hồng",
       {.encoding = LegacyEncoding::vni}},
      {"VNI of which every word might be Unicode",
       words,
       {text_cell("Sa Thò Trang"), text_cell("Phan Hoàng"), text_cell("Mai Thò Nga"),
        text_cell("Cao Hoàng Chi"), text_cell("Hoa Lan"), text_cell("Cao Thò Chi")},
       Doubt::encoding,
       5,
       "Sa Thị Trang",
       {.encoding = LegacyEncoding::vni}},
      {"Unicode that keeps within Latin-1",
       words,
       {text_cell("Hà Nam"), text_cell("Hòa Bình"), text_cell("Cao Bá Quát"), text_cell("Hà Thúc"),
        text_cell("Lò Thào"), text_cell("Lê Bá Tú")},
       {}},
      {"one word again and again",
       words,
       {text_cell("Hoàng"), text_cell("Hoàng"), text_cell("Hoàng"), text_cell("Hoàng"),
        text_cell("Hoàng")},
       {}},
      {"TCVN3 among Unicode",
       words,
       {text_cell("NguyÔn V¨n"), text_cell("Nguyễn Thị"), text_cell("Hoàng Hà")},
       Doubt::encodings,
       1,
       "Nguyễn Văn",
       {.encoding = LegacyEncoding::tcvn3, .only_plain = true}},
      {"UTF-8 as Latin-1",
       words,
       {text_cell("Nguyá»\u0085n VÄ\u0083n"), text_cell("Nguyễn Thị")},
       Doubt::encoding,
       1,
       "Nguyễn Văn",
       {.encoding = LegacyEncoding::utf8}},
  };
}

std::vector<JudgedColumn> judged_days() {
  using enum ColumnHolds;
  return {
      {"days turned by a spreadsheet",
       days,
       {day_cell("1960-02-03"), text_cell("25/12/1961"), day_cell("1958-07-04")},
       Doubt::days_swapped,
       2,
       "02/03/1960",
       {.swap_days = true}},
      {"days turned, and one typed by hand since",
       days,
       {day_cell("1960-02-03"), day_cell("1958-07-04"), day_cell("1971-05-05"),
        day_cell("1961-01-09"), text_cell("25/12/1961"), text_cell("30/01/1970"),
        text_cell("05/06/1961")},
       Doubt::days_swapped,
       3,
       "02/03/1960",
       {.swap_days = true}},
      {"days turned, and one put right since",
       days,
       {day_cell("1960-02-03"), day_cell("1958-07-04"), day_cell("1961-01-09"),
        day_cell("1970-01-30"), text_cell("25/12/1961"), text_cell("30/01/1970"),
        text_cell("28/06/1955")},
       Doubt::days_swapped,
       3,
       "02/03/1960",
       {.swap_days = true}},
      {"days and texts that tell nothing",
       days,
       {day_cell("1960-02-03"), text_cell("25/12/1961"), text_cell("05/06/1961")},
       {}},
      {"a day after the twelfth clears the column",
       days,
       {day_cell("1960-02-03"), day_cell("1960-02-13"), text_cell("25/12/1961")},
       {}},
      {"texts with the month first",
       days,
       {text_cell("06/14/1960"), text_cell("02/03/1961")},
       Doubt::month_first,
       2,
       "14/06/1960",
       {.month_first = true}},
  };
}

std::vector<JudgedColumn> judged_codes() {
  using enum ColumnHolds;
  return {
      {"zeros lost",
       codes,
       {number_cell("123"), text_cell("00456")},
       Doubt::zeros_lost,
       1,
       "00123",
       {.digits = 5}},
      {"zeros lost of codes of several lengths",
       codes,
       {number_cell("123"), text_cell("00456"), text_cell("00457"), text_cell("000789")},
       Doubt::zeros_lost,
       1,
       "00123",
       {.digits = 5}},
      {"zeros lost where none is left",
       codes,
       {number_cell("1234567"), number_cell("12345678"), text_cell("12345679"),
        number_cell("22345678"), number_cell("32345678"), number_cell("42345678")},
       Doubt::zeros_lost,
       1,
       "01234567",
       {.digits = 8}},
      {"numbers that count up",
       codes,
       {number_cell("98"), number_cell("99"), number_cell("100"), number_cell("101"),
        number_cell("102"), number_cell("103"), number_cell("104"), number_cell("105")},
       {}},
      {"numbers of their own", codes, {number_cell("123"), text_cell("A456")}, {}},
      {"longer numbers", codes, {number_cell("123456"), text_cell("00456")}, {}},
  };
}

std::vector<JudgedColumn> judged_columns() {
  auto all = judged_words();
  std::ranges::move(judged_days(), std::back_inserter(all));
  std::ranges::move(judged_codes(), std::back_inserter(all));
  return all;
}

TEST(ColumnJudge, sees_what_no_cell_tells) {
  for (JudgedColumn const& column : judged_columns()) {
    ColumnJudge judge(column.holds);
    std::int64_t row = 1;
    for (SheetCell const& cell : column.cells) judge.take(++row, cell);
    auto const found = judge.findings();
    ASSERT_EQ(found.size(), column.doubt ? 1U : 0U) << column.name;
    if (!column.doubt) continue;
    EXPECT_EQ(found[0].doubt, *column.doubt) << column.name;
    EXPECT_EQ(found[0].cells, column.count) << column.name;
    ASSERT_FALSE(found[0].examples.empty()) << column.name;
    auto const first = std::ranges::find_if(column.cells, [&](SheetCell const& cell) {
      return mended(column.mending, cell).has_value();
    });
    ASSERT_NE(first, column.cells.end()) << column.name;
    EXPECT_EQ(mended(column.mending, *first), column.meant) << column.name;
  }
}

// A spreadsheet turns the days of all columns, also where no text is left to tell.
TEST(ColumnJudge, judges_days_by_those_beside) {
  ColumnJudge early(ColumnHolds::days);
  ColumnJudge late(ColumnHolds::days);
  for (auto const* iso : {"2005-03-02", "2006-04-04", "1999-12-01"}) {
    early.take(2, day_cell(iso));
    late.take(2, day_cell(iso));
  }
  late.take(3, day_cell("2005-03-22"));
  late.take(4, day_cell("2005-03-31"));
  EXPECT_TRUE(early.findings().empty());
  ASSERT_TRUE(early.swapped_beside());
  EXPECT_EQ(early.swapped_beside()->cells, 2);
  EXPECT_FALSE(late.swapped_beside());
}

// Of a column in VNI one cell in ten looks like Unicode; every one is read as what it is.
TEST(ColumnJudge, reads_every_cell_of_an_old_font) {
  std::vector<std::pair<std::string, std::string>> const names{
      {"Phan Bích Hoàng", "Phan Bích Hồng"},   {"Sa Thò Trang", "Sa Thị Trang"},
      {"Ñinh Thanh Lan", "Đinh Thanh Lan"},    {"Hoà Minh Nghóa", "Hồ Minh Nghĩa"},
      {"Lyù Hoàng Lan", "Lý Hồng Lan"},        {"Sa Quang Sôn", "Sa Quang Sơn"},
      {"Nguyeãn Vaên Öôùc", "Nguyễn Văn Ước"}, {"Hoa Lan", "Hoa Lan"}};
  ColumnJudge judge(ColumnHolds::words);
  std::int64_t row = 1;
  for (auto const& [stands, meant] : names) judge.take(++row, text_cell(stands));
  auto const found = judge.findings();
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].encoding, LegacyEncoding::vni);
  Mending const mending{.encoding = LegacyEncoding::vni};
  for (auto const& [stands, meant] : names) {
    EXPECT_EQ(mended(mending, text_cell(stands)).value_or(stands), meant);
  }
}

struct ShownNumber {
  char const* format;
  char const* number;
  char const* shown;
};

TEST(NumberFormats, show_zeros_and_signs_in_front) {
  std::vector<ShownNumber> const rows{
      {"00000", "123", "00123"},
      {"00000", "123456", "123456"},
      {"\"LL\"0000", "7", "LL0007"},
      {"General", "7", "7"},
      {"0", "7", "7"},
      {"#,##0", "7000", "7000"},
      {"00000", "12.5", "12.5"},
      {"00000;[Red]-00000", "9", "00009"},
      {"0\" người\"", "5", "5"},
  };
  for (auto const& row : rows) {
    EXPECT_EQ(shown_number(number_format(row.format), row.number), row.shown) << row.format;
  }
}

struct ShownDay {
  char const* format;
  char const* day;
  char const* part;  // "": all of it
};

TEST(NumberFormats, invent_no_day) {
  std::vector<ShownDay> const rows{
      {"mmm-yy", "1960-02-01", "02/1960"},  {"mmm-yy", "1960-02-15", ""},
      {"mm/yyyy", "1960-02-01", "02/1960"}, {"yyyy", "1960-01-01", "1960"},
      {"dd/mm/yyyy", "1960-02-01", ""},     {"d-mmm", "2021-06-14", "14/06"},
      {"dddd", "2021-06-14", ""},           {"m/d/yyyy", "1960-02-01", ""},
  };
  for (auto const& row : rows) {
    auto const part = shown_part(number_format(row.format), *Day::parse_iso(row.day));
    EXPECT_EQ(part.value_or(""), row.part) << row.format;
  }
}

}  // namespace
}  // namespace giaoban::print
