#include "base/share.h"

#include <gtest/gtest.h>

#include <cstdint>
#include <random>
#include <vector>

namespace giaoban {
namespace {

struct ShareRow {
  std::int64_t numerator;
  std::int64_t denominator;
  char const* percent;
};

TEST(Share, rounds_half_up_to_two_decimals) {
  std::vector<ShareRow> const rows{
      {875, 5'010, "17,47"},
      {133, 692, "19,22"},
      {535, 692, "77,31"},
      {1'351, 2'800, "48,25"},
      {3'751, 5'010, "74,87"},
      {0, 692, "0,00"},
      {692, 692, "100,00"},
      {1, 3, "33,33"},
      {2, 3, "66,67"},
      {1, 20'000, "0,01"},       // 0,005 exactly
      {1, 20'001, "0,00"},       // just below
      {1'005, 100'000, "1,01"},  // 1,005 exactly: 1,00 by a double
      {29, 20'000, "0,15"},      // 0,145 exactly: 0,14 by a double
      {19'999, 20'000, "100,00"},
      {99'994, 100'000, "99,99"},
      {1, 1'000'000, "0,00"},
      {450'000'000'000'000'001, 900'000'000'000'000'000, "50,00"},
  };
  for (auto const& row : rows) {
    Share const share(row.numerator, row.denominator, M("tổng số"));
    EXPECT_EQ(share.percent_beside_base(), row.percent) << row.numerator << "/" << row.denominator;
  }
}

TEST(Share, has_the_decimals_and_the_rounding_it_is_given) {
  struct DecimalsRow {
    std::int64_t numerator;
    std::int64_t denominator;
    Decimals decimals;
    char const* percent;
  };
  using enum Rounding;
  std::vector<DecimalsRow> const rows{
      {1, 8, {0, half_up}, "13"},  // 12,5 exactly
      {1, 8, {0, half_even}, "12"},
      {3, 8, {0, half_even}, "38"},  // 37,5: to the even one above
      {1, 8, {0, down}, "12"},
      {1, 8, {0, up}, "13"},
      {1, 8, {1, up}, "12,5"},  // nothing is left over
      {1, 3, {1, half_up}, "33,3"},
      {2, 3, {1, half_up}, "66,7"},
      {2, 3, {1, down}, "66,6"},
      {1, 3, {1, up}, "33,4"},
      {2, 3, {3, half_even}, "66,667"},
      {2, 3, {4, half_up}, "66,6667"},
      {1, 20'000, {2, half_even}, "0,00"},  // 0,005: to the even one below
      {3, 20'000, {2, half_even}, "0,02"},  // 0,015
      {1, 1'000'000, {4, half_up}, "0,0001"},
      {1, 1'000'000, {0, up}, "1"},
      {999, 1'000, {0, half_up}, "100"},
      {999, 1'000, {0, down}, "99"},
      {0, 692, {0, up}, "0"},
      {692, 692, {4, up}, "100,0000"},
      {450'000'000'000'000'001, 900'000'000'000'000'000, {4, half_up}, "50,0000"},
      {450'000'000'000'000'001, 900'000'000'000'000'000, {4, up}, "50,0001"},
  };
  for (auto const& row : rows) {
    Share const share(row.numerator, row.denominator, M("tổng số"), row.decimals);
    EXPECT_EQ(share.percent_beside_base(), row.percent)
        << row.numerator << "/" << row.denominator << " at " << row.decimals.places;
  }
  EXPECT_TRUE(Share(1, 3, M("tổng số"), {1, up}).text(Language::english).contains("(33.4%)"));
}

TEST(Share, equals_the_nearest_hundredth_on_random_counts) {
  auto const seed = std::random_device{}();
  SCOPED_TRACE(testing::Message() << "seed " << seed);
  std::mt19937_64 random(seed);
  for (int i = 0; i < 10'000; ++i) {
    auto const base = std::uniform_int_distribution<std::int64_t>(1, 1'000'000'000)(random);
    auto const count = std::uniform_int_distribution<std::int64_t>(0, base)(random);
    auto const text = *Share(count, base, M("tổng số")).percent_beside_base();
    auto const comma = text.find(',');
    auto const hundredths =
        100 * std::stoll(text.substr(0, comma)) + std::stoll(text.substr(comma + 1));
    // hundredths - 1/2 <= 10000 count/base < hundredths + 1/2
    ASSERT_LE((2 * hundredths - 1) * base, 20'000 * count) << count << "/" << base;
    ASSERT_GT((2 * hundredths + 1) * base, 20'000 * count) << count << "/" << base;
  }
}

TEST(Share, is_never_shown_without_its_base) {
  EXPECT_EQ(Share(133, 692, M("tổng số")).text(), "133/692 (19,22%) tổng số");
  EXPECT_EQ(Share(875, 5'010, M("tổng số")).text(), "875/5.010 (17,47%) tổng số");
  EXPECT_EQ(Share(875, 5'010, M("tổng số")).text(Language::english).substr(0, 18),
            "875/5,010 (17.47%)");
}

TEST(Share, of_an_empty_base_has_no_percent) {
  Share const nothing(0, 0, M("tổng số"));
  EXPECT_EQ(nothing.percent_beside_base(), std::nullopt);
  EXPECT_EQ(nothing.text(), "0/0 tổng số");
}

TEST(Share, has_its_numerator_in_its_base) {
  EXPECT_THROW(Share(693, 692, M("tổng số")), Bug);
  EXPECT_THROW(Share(-1, 692, M("tổng số")), Bug);
  EXPECT_THROW(Share(1, 0, M("tổng số")), Bug);
}

TEST(Count, is_grouped_by_thousands) {
  struct {
    std::int64_t count;
    char const* vietnamese;
    char const* english;
  } const rows[] = {
      {0, "0", "0"},
      {692, "692", "692"},
      {1'000, "1.000", "1,000"},
      {93'346, "93.346", "93,346"},
      {1'234'567, "1.234.567", "1,234,567"},
      {-692, "-692", "-692"},
      {-93'346, "-93.346", "-93,346"},
      {INT64_MIN, "-9.223.372.036.854.775.808", "-9,223,372,036,854,775,808"},
  };
  for (auto const& row : rows) {
    EXPECT_EQ(format_count(row.count), row.vietnamese);
    EXPECT_EQ(format_count(row.count, Language::english), row.english);
  }
}

}  // namespace
}  // namespace giaoban
