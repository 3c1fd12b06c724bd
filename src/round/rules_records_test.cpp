#include <gtest/gtest.h>

#include "round/rules.h"

namespace giaoban::round {
namespace {

using review::Grade;

// K-8: a violation for which an earlier year had a measure.
TEST(RoundRecords, a_violation_is_counted_once) {
  auto const on = [](int year, int month, Measure measure, char const* violation) {
    return Disciplined{
        .on = *Day::from_ymd(year, month, 1), .measure = measure, .violation = violation};
  };
  struct {
    int line;
    int year;
    std::vector<Disciplined> all;
    std::string expected;  // the measure, with a question mark where it only warns
  } const cases[] = {
      {__LINE__, 2020, {}, ""},
      {__LINE__, 2020, {on(2019, 12, Measure::warning, "a")}, ""},
      {__LINE__, 2020, {on(2020, 1, Measure::warning, "a")}, "warning"},
      {__LINE__, 2020, {on(2020, 12, Measure::warning, "a")}, "warning"},
      {__LINE__, 2020, {on(2021, 1, Measure::warning, "a")}, ""},
      // Two measures of one year: the heavier, whatever they are for.
      {__LINE__,
       2020,
       {on(2020, 3, Measure::removal, "a"), on(2020, 5, Measure::reprimand, "b")},
       "removal"},
      {__LINE__,
       2020,
       {on(2020, 3, Measure::reprimand, "a"), on(2020, 5, Measure::warning, "a")},
       "warning"},
      // One violation over two years: HD 21 counts it once.
      {__LINE__,
       2019,
       {on(2019, 11, Measure::reprimand, "a"), on(2020, 2, Measure::warning, "a")},
       "reprimand"},
      {__LINE__,
       2020,
       {on(2019, 11, Measure::reprimand, "a"), on(2020, 2, Measure::warning, "a")},
       ""},
      {__LINE__,
       2020,
       {on(2019, 11, Measure::reprimand, "a"), on(2020, 2, Measure::warning, "b")},
       "warning"},
      {__LINE__,
       2022,
       {on(2021, 11, Measure::reprimand, "a"), on(2022, 2, Measure::warning, "a")},
       ""},
      // 2018, 2023 and 2024: not read; 2025 on: weighed in the year of the new measure.
      {__LINE__,
       2018,
       {on(2017, 11, Measure::reprimand, "a"), on(2018, 2, Measure::warning, "a")},
       "warning?"},
      {__LINE__,
       2023,
       {on(2022, 11, Measure::reprimand, "a"), on(2023, 2, Measure::warning, "a")},
       "warning?"},
      {__LINE__,
       2025,
       {on(2024, 11, Measure::reprimand, "a"), on(2025, 2, Measure::warning, "a")},
       "warning?"},
      {__LINE__,
       2025,
       {on(2024, 11, Measure::reprimand, "a"), on(2025, 2, Measure::removal, "a"),
        on(2025, 3, Measure::reprimand, "b")},
       "reprimand"},  // what counts for sure before what is weighed
  };
  for (auto const& one : cases) {
    auto const found = heaviest(one.year, one.all);
    std::string seen = found ? std::string(code(found->discipline.measure)) : "";
    if (found && found->confidence == Confidence::unconfirmed) seen += "?";
    EXPECT_EQ(seen, one.expected) << "line " << one.line;
  }
}

// K-10.
TEST(RoundRecords, only_the_excellent_may_be_commended) {
  auto const run = [](int last, std::vector<Grade> const& latest_first) {
    std::vector<YearGrade> years;
    for (Grade const grade : latest_first) years.push_back({.year = last--, .grade = grade});
    return years;
  };
  using enum Grade;
  struct {
    int line;
    int year;
    std::vector<YearGrade> years;
    std::string expected;
  } const cases[] = {
      {__LINE__, 2020, {}, ""},
      {__LINE__, 2018, run(2018, {excellent}), ""},
      {__LINE__, 2019, run(2019, {excellent}), "yearly 1"},
      {__LINE__, 2020, run(2020, {good, excellent}), ""},
      {__LINE__, 2022, run(2022, {excellent, excellent, excellent, excellent}), "yearly 4"},
      {__LINE__, 2022, run(2022, {excellent, excellent, excellent, excellent, good}), "yearly 4"},
      {__LINE__, 2022, run(2022, {excellent, excellent, excellent, excellent, excellent}),
       "five_years 5"},
      {__LINE__, 2023, run(2023, {excellent, excellent, excellent, excellent, excellent}),
       "five_years 5?"},
      {__LINE__, 2025,
       run(2025, {excellent, excellent, excellent, excellent, excellent, excellent}),
       "five_years 6"},
      {__LINE__, 2020, run(2019, {excellent}), ""},                // not of the year
      {__LINE__, 2020, run(2021, {good, excellent}), "yearly 1"},  // later years do not matter
  };
  for (auto const& one : cases) {
    auto const may = may_commend(one.year, one.years);
    std::string seen =
        may ? std::string(code(may->commendation)) + " " + std::to_string(may->years) : "";
    if (may && may->confidence == Confidence::unconfirmed) seen += "?";
    EXPECT_EQ(seen, one.expected) << "line " << one.line;
  }
}

}  // namespace
}  // namespace giaoban::round
