#include "base/period.h"

#include <gtest/gtest.h>

#include <vector>

#include "base/result.h"

namespace giaoban {
namespace {

struct PeriodRow {
  char const* code;
  PeriodKind kind;
  char const* first;
  char const* last;
  char const* vietnamese;
  char const* english;
};

TEST(Period, is_read_named_and_bounded) {
  std::vector<PeriodRow> const rows{
      {"2021-06", PeriodKind::month, "2021-06-01", "2021-06-30", "tháng 6 năm 2021",
       "month 6 of 2021"},
      {"2021-12", PeriodKind::month, "2021-12-01", "2021-12-31", "tháng 12 năm 2021",
       "month 12 of 2021"},
      {"2020-02", PeriodKind::month, "2020-02-01", "2020-02-29", "tháng 2 năm 2020",
       "month 2 of 2020"},
      {"2021-Q1", PeriodKind::quarter, "2021-01-01", "2021-03-31", "quý I năm 2021",
       "quarter I of 2021"},
      {"2021-Q2", PeriodKind::quarter, "2021-04-01", "2021-06-30", "quý II năm 2021",
       "quarter II of 2021"},
      {"2021-Q3", PeriodKind::quarter, "2021-07-01", "2021-09-30", "quý III năm 2021",
       "quarter III of 2021"},
      {"2021-Q4", PeriodKind::quarter, "2021-10-01", "2021-12-31", "quý IV năm 2021",
       "quarter IV of 2021"},
      {"2021-H1", PeriodKind::half_year, "2021-01-01", "2021-06-30", "6 tháng đầu năm 2021",
       "first 6 months of 2021"},
      {"2021-H2", PeriodKind::half_year, "2021-07-01", "2021-12-31", "6 tháng cuối năm 2021",
       "last 6 months of 2021"},
      {"2021-9M", PeriodKind::nine_months, "2021-01-01", "2021-09-30", "9 tháng đầu năm 2021",
       "first 9 months of 2021"},
      {"2021", PeriodKind::year, "2021-01-01", "2021-12-31", "năm 2021", "year 2021"},
      {"2020-2025", PeriodKind::term, "2020-01-01", "2025-12-31", "nhiệm kỳ 2020–2025",
       "2020–2025 term"},
  };
  for (auto const& row : rows) {
    auto const period = Period::parse(row.code);
    ASSERT_TRUE(period) << row.code;
    EXPECT_EQ(period->code(), row.code);
    EXPECT_EQ(period->kind(), row.kind) << row.code;
    EXPECT_EQ(period->days().from.iso(), row.first) << row.code;
    EXPECT_EQ(period->last_day().iso(), row.last) << row.code;
    EXPECT_EQ(period->name(Language::vietnamese), row.vietnamese) << row.code;
    EXPECT_EQ(period->name(Language::english), row.english) << row.code;
  }
}

TEST(Period, is_not_read_from_anything_else) {
  for (auto const* code :
       {"",          "202",        "20211",   "2021-",   "2021-6",   "2021-00", "2021-13",
        "2021-Q0",   "2021-Q5",    "2021-H3", "2021-9m", "2021-Q",   "2021/06", "2025-2020",
        "2021-2021", "2021-06-14", "0999",    "9999",    "nhiệm kỳ", "2021-Q٢"}) {
    EXPECT_FALSE(Period::parse(code)) << code;
  }
}

TEST(Period, of_a_year_is_the_year_as_read) {
  EXPECT_EQ(Period::of_year(2021), Period::parse("2021"));
  EXPECT_THROW(Period::of_year(12), Bug);
}

}  // namespace
}  // namespace giaoban
