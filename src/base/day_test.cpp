#include "base/day.h"

#include <gtest/gtest.h>

#include <cstdint>
#include <vector>

namespace giaoban {
namespace {

constexpr auto refused = "";

struct ParseRow {
  char const* text;
  char const* iso;  // refused: no such day
};

TEST(Day, reads_what_people_write) {
  std::vector<ParseRow> const rows{
      {"14/06/2021", "2021-06-14"},
      {"14/6/2021", "2021-06-14"},
      {"4/6/2021", "2021-06-04"},
      {"14-6-2021", "2021-06-14"},
      {"14.6.2021", "2021-06-14"},
      {"2021-06-14", "2021-06-14"},
      {"29/02/2020", "2020-02-29"},
      {"29/02/2000", "2000-02-29"},
      {"01/01/1000", "1000-01-01"},
      {"31/12/9999", "9999-12-31"},
      {"03/02/1930", "1930-02-03"},
      {"29/02/2021", refused},
      {"29/02/1900", refused},
      {"31/02/2021", refused},
      {"31/04/2021", refused},
      {"00/01/2021", refused},
      {"01/00/2021", refused},
      {"01/13/2021", refused},
      {"31/12/0999", refused},
      {"1/1/10000", refused},
      {"14/06/21", refused},
      {"14/06-2021", refused},
      {"2021/06/14", refused},
      {"2021-6-14", refused},
      {"14/06", refused},
      {"14/06/2021/1", refused},
      {"14/06/2021 ", refused},
      {"14/06/", refused},
      {"//", refused},
      {"", refused},
      {"-1/6/2021", refused},
      {"014/06/2021", refused},
      {"44361", refused},
      {"14 tháng 6", refused},
  };
  for (auto const& row : rows) {
    auto const day = Day::parse(row.text);
    EXPECT_EQ(day ? day->iso() : refused, row.iso) << row.text;
  }
}

TEST(Day, reads_iso_only_where_iso_is_asked) {
  EXPECT_EQ(Day::parse_iso("2021-06-14"), Day::from_ymd(2021, 6, 14));
  EXPECT_FALSE(Day::parse_iso("14/06/2021"));
  EXPECT_FALSE(Day::parse_iso("14-06-2021"));
  EXPECT_FALSE(Day::parse_iso("2021/06/14"));
  EXPECT_FALSE(Day::parse_iso("2021-02-31"));
}

TEST(Day, counts_from_1970) {
  EXPECT_EQ(Day::from_ymd(1970, 1, 1)->number(), 0);
  EXPECT_EQ(Day::from_ymd(1969, 12, 31)->number(), -1);
  EXPECT_EQ(Day::from_ymd(2000, 3, 1)->number(), 11'017);
  EXPECT_EQ(Day::from_ymd(9999, 12, 31), Day::forever());
}

// Against a walk that knows only the lengths of months.
TEST(Day, follows_the_calendar_day_by_day) {
  constexpr int lengths[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  auto expected = *Day::from_ymd(1890, 1, 1);
  for (int year = 1890; year <= 2110; ++year) {
    bool const leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    for (int month = 1; month <= 12; ++month) {
      int const length = lengths[month - 1] + (leap && month == 2 ? 1 : 0);
      for (int day = 1; day <= length; ++day) {
        ASSERT_EQ(Day::from_ymd(year, month, day), expected) << year << "-" << month << "-" << day;
        ASSERT_EQ(expected.year(), year);
        ASSERT_EQ(expected.month(), month);
        ASSERT_EQ(expected.day(), day);
        ASSERT_EQ(Day::parse(expected.vietnamese()), expected);
        ASSERT_EQ(Day::parse_iso(expected.iso()), expected);
        expected = expected + 1;
      }
    }
  }
}

TEST(Day, is_written_with_two_digits) {
  auto const day = *Day::from_ymd(2021, 6, 4);
  EXPECT_EQ(day.vietnamese(), "04/06/2021");
  EXPECT_EQ(day.iso(), "2021-06-04");
}

struct MonthsRow {
  char const* from;
  int months;
  char const* to;
};

TEST(Day, goes_on_by_months_to_the_same_day_or_the_last) {
  std::vector<MonthsRow> const rows{
      {"31/01/2021", 1, "28/02/2021"},  {"31/01/2020", 1, "29/02/2020"},
      {"29/02/2020", 12, "28/02/2021"}, {"14/06/2021", 12, "14/06/2022"},
      {"14/06/2021", -6, "14/12/2020"}, {"31/03/2021", -1, "28/02/2021"},
      {"15/12/2021", 1, "15/01/2022"},  {"14/06/2021", 0, "14/06/2021"},
      {"31/12/9999", -1, "31/12/9999"}, {"01/12/9999", 2, "31/12/9999"},
      {"29/02/2020", 48, "29/02/2024"},
  };
  for (auto const& row : rows) {
    EXPECT_EQ(Day::parse(row.from)->plus_months(row.months).vietnamese(), row.to)
        << row.from << " + " << row.months;
  }
  EXPECT_EQ(Day::parse("14/06/1991")->plus_years(30).vietnamese(), "14/06/2021");
}

struct PartialRow {
  char const* text;
  char const* written;  // refused: not a date
  Precision precision = Precision::day;
  char const* earliest = "";
};

TEST(PartialDay, reads_a_day_a_month_or_a_year) {
  std::vector<PartialRow> const rows{
      {"14/06/1960", "14/06/1960", Precision::day, "1960-06-14"},
      {"1960-06-14", "14/06/1960", Precision::day, "1960-06-14"},
      {"6/1960", "06/1960", Precision::month, "1960-06-01"},
      {"06.1960", "06/1960", Precision::month, "1960-06-01"},
      {"06-1960", "06/1960", Precision::month, "1960-06-01"},
      {"1960-06", "06/1960", Precision::month, "1960-06-01"},
      {"1960", "1960", Precision::year, "1960-01-01"},
      {"13/1960", refused},
      {"0/1960", refused},
      {"1960-6", refused},
      {"1960/06", refused},
      {"31/02/1960", refused},
      {"196", refused},
      {"19600", refused},
      {"0960", refused},
      {"", refused},
      {"k/1960", refused},
  };
  for (auto const& row : rows) {
    auto const day = PartialDay::parse(row.text);
    ASSERT_EQ(day ? day->vietnamese() : refused, row.written) << row.text;
    if (!day) continue;
    EXPECT_EQ(day->precision, row.precision) << row.text;
    EXPECT_EQ(day->earliest.iso(), row.earliest) << row.text;
  }
}

TEST(PartialDay, packs_into_one_integer_that_sorts) {
  std::vector<char const*> const ascending{"01/01/1000", "31/12/1959", "01/01/1960", "1/1960",
                                           "1960",       "02/01/1960", "02/1960",    "01/01/1970",
                                           "1970",       "02/01/1970", "31/12/9999"};
  std::int64_t before = INT64_MIN;
  for (auto const* text : ascending) {
    auto const day = *PartialDay::parse(text);
    EXPECT_EQ(PartialDay::unpack(day.packed()), day) << text;
    EXPECT_LT(before, day.packed()) << text;
    before = day.packed();
  }
}

TEST(Span, holds_its_first_day_and_not_its_last) {
  auto const first = *Day::from_ymd(2021, 1, 1);
  Span const span{.from = first, .to = first + 10};
  EXPECT_FALSE(span.contains(first - 1));
  EXPECT_TRUE(span.contains(first));
  EXPECT_TRUE(span.contains(first + 9));
  EXPECT_FALSE(span.contains(first + 10));
  EXPECT_TRUE(span.covers({.from = first, .to = first + 10}));
  EXPECT_FALSE(span.covers({.from = first, .to = first + 11}));
  EXPECT_FALSE(span.overlaps({.from = first + 10, .to = first + 20}));
  EXPECT_TRUE(span.overlaps({.from = first + 9, .to = first + 20}));
  EXPECT_FALSE(span.empty());
  EXPECT_TRUE((Span{.from = first, .to = first}).empty());
}

}  // namespace
}  // namespace giaoban
