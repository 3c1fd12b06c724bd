#include <gtest/gtest.h>

#include "review/review.h"

namespace giaoban::review {
namespace {

using enum Confidence;
using Reason = NotAssessed;

Day day(std::string_view iso) {
  auto const parsed = Day::parse_iso(iso);
  ensure(parsed.has_value(), "the test's day is in the calendar");
  return *parsed;
}

TEST(ReviewRules, regime_follows_the_year_that_is_graded) {
  struct {
    int year;
    std::optional<Regime> regime;
  } const cases[] = {
      {2017, std::nullopt},       {2018, Regime::hd16_2018},  {2019, Regime::hd21_2019},
      {2022, Regime::hd21_2019},  {2023, Regime::qd124_2023}, {2024, Regime::qd124_2023},
      {2025, Regime::qd366_2025}, {2040, Regime::qd366_2025},
  };
  for (auto const& one : cases) EXPECT_EQ(regime_of(one.year), one.regime) << one.year;
}

// What is not in a row is the default: nobody exempt, suspended, sick; no dates.
struct Given {
  bool exempt = false;
  bool suspended = false;
  char const* admitted = nullptr;
  char const* founded = nullptr;
  int sick_months = 0;
};
struct RuleCase {
  int line;
  int year;
  Given given;
  std::optional<Reason> exclusion;
  std::optional<Grade> ceiling;
  Confidence confidence;
};

SubjectFacts facts_of(RuleCase const& one) {
  SubjectFacts facts{.year = one.year,
                     .roster_on = *Day::from_ymd(one.year, 12, 31),
                     .exempt = one.given.exempt,
                     .suspended = one.given.suspended,
                     .sick_months = one.given.sick_months};
  if (one.given.admitted != nullptr) facts.admitted = day(one.given.admitted);
  if (one.given.founded != nullptr) facts.founded = day(one.given.founded);
  return facts;
}

TEST(ReviewRules, exclusions_and_ceilings_of_each_year) {
  constexpr auto nobody = std::optional<Reason>{};
  constexpr auto no_cap = std::optional<Grade>{};
  constexpr auto sure = confirmed;
  constexpr auto read_elsewhere = unconfirmed;
  RuleCase const cases[] = {
      // Before the four grades no rule is known here.
      {__LINE__, 2017, {.exempt = true}, nobody, no_cap, sure},
      // EX-1: under HD 16 the exempt only.
      {__LINE__, 2018, {.exempt = true}, Reason::exempt, no_cap, read_elsewhere},
      {__LINE__, 2018, {.suspended = true}, nobody, no_cap, sure},
      {__LINE__, 2018, {.admitted = "2018-12-01"}, nobody, no_cap, sure},
      {__LINE__, 2018, {.founded = "2018-12-01"}, nobody, no_cap, sure},
      {__LINE__, 2018, {.sick_months = 12}, nobody, no_cap, sure},
      // EX-2, EX-3: HD 21, from its first year to its last.
      {__LINE__, 2019, {.exempt = true}, Reason::exempt, no_cap, sure},
      {__LINE__, 2019, {.suspended = true}, Reason::suspended, no_cap, sure},
      {__LINE__, 2022, {.exempt = true}, Reason::exempt, no_cap, sure},
      {__LINE__, 2022, {.suspended = true}, Reason::suspended, no_cap, sure},
      // EX-5: six months full on the roster date, to the day.
      {__LINE__, 2019, {.admitted = "2019-07-01"}, Reason::admitted_late, no_cap, sure},
      {__LINE__, 2020, {.admitted = "2020-06-30"}, nobody, no_cap, sure},
      {__LINE__, 2020, {.admitted = "2020-07-01"}, Reason::admitted_late, no_cap, sure},
      {__LINE__, 2020, {.admitted = "2020-12-31"}, Reason::admitted_late, no_cap, sure},
      {__LINE__, 2020, {.admitted = "1990-01-01"}, nobody, no_cap, sure},
      // EX-6.
      {__LINE__, 2020, {.founded = "2020-06-30"}, nobody, no_cap, sure},
      {__LINE__, 2020, {.founded = "2020-07-01"}, Reason::founded_late, no_cap, sure},
      {__LINE__, 2020, {}, nobody, no_cap, sure},  // stood when the register was opened
      // EX-7: three months of sick leave cap the grade in HD 21's years only.
      {__LINE__, 2018, {.sick_months = 3}, nobody, no_cap, sure},
      {__LINE__, 2019, {.sick_months = 2}, nobody, no_cap, sure},
      {__LINE__, 2019, {.sick_months = 3}, nobody, Grade::fair, sure},
      {__LINE__, 2022, {.sick_months = 3}, nobody, Grade::fair, sure},
      {__LINE__, 2023, {.sick_months = 3}, nobody, no_cap, sure},
      // EX-10: what is told of QĐ 124 without its text warns.
      {__LINE__, 2023, {.exempt = true}, Reason::exempt, no_cap, read_elsewhere},
      {__LINE__, 2023, {.suspended = true}, Reason::suspended, no_cap, read_elsewhere},
      {__LINE__, 2024, {.admitted = "2024-07-01"}, Reason::admitted_late, no_cap, read_elsewhere},
      {__LINE__, 2024, {.admitted = "2024-06-30"}, nobody, no_cap, sure},
      {__LINE__, 2024, {.founded = "2024-07-01"}, Reason::founded_late, no_cap, read_elsewhere},
      // EX-12, EX-14: QĐ 366; the cap of the sick is gone.
      {__LINE__, 2025, {.exempt = true}, Reason::exempt, no_cap, sure},
      {__LINE__, 2025, {.suspended = true}, Reason::suspended, no_cap, sure},
      {__LINE__, 2025, {.admitted = "2025-06-30"}, nobody, no_cap, sure},
      {__LINE__, 2025, {.admitted = "2025-07-01"}, Reason::admitted_late, no_cap, sure},
      {__LINE__, 2025, {.founded = "2025-07-01"}, Reason::founded_late, no_cap, read_elsewhere},
      {__LINE__, 2025, {.sick_months = 12}, nobody, no_cap, sure},
      // Several at once: the first listed.
      {__LINE__, 2020, {.exempt = true, .suspended = true}, Reason::exempt, no_cap, sure},
      {__LINE__, 2020, {.exempt = true, .sick_months = 6}, Reason::exempt, no_cap, sure},
      {__LINE__,
       2020,
       {.suspended = true, .admitted = "2020-12-01"},
       Reason::suspended,
       no_cap,
       sure},
  };
  for (RuleCase const& one : cases) {
    auto const rule = rule_for(facts_of(one));
    EXPECT_EQ(rule.exclusion, one.exclusion) << "line " << one.line;
    EXPECT_EQ(rule.ceiling, one.ceiling) << "line " << one.line;
    EXPECT_EQ(rule.confidence, one.confidence) << "line " << one.line;
    EXPECT_EQ(rule.citation.empty(), !rule.exclusion && !rule.ceiling) << "line " << one.line;
  }
}

// EX-5 counts to the roster date, not to the end of the year.
TEST(ReviewRules, six_months_are_counted_to_the_roster_date) {
  SubjectFacts facts{.year = 2020, .roster_on = day("2020-11-30"), .admitted = day("2020-05-31")};
  EXPECT_EQ(rule_for(facts).exclusion, std::nullopt);
  facts.admitted = day("2020-06-01");
  EXPECT_EQ(rule_for(facts).exclusion, NotAssessed::admitted_late);
}

TEST(ReviewRules, heads_stand_not_above_what_they_head) {
  using enum Grade;
  struct {
    int line;
    int year;
    HeadedGrades headed;
    std::optional<Grade> ceiling;
    Confidence confidence;
  } const cases[] = {
      {__LINE__, 2017, {fair, good}, std::nullopt, confirmed},
      {__LINE__, 2018, {fair, good}, fair, unconfirmed},
      {__LINE__, 2019, {fair, good}, fair, confirmed},
      {__LINE__, 2022, {good, fair}, fair, confirmed},
      {__LINE__, 2020, {excellent, excellent}, excellent, confirmed},
      {__LINE__, 2020, {std::nullopt, good}, good, confirmed},
      {__LINE__, 2020, {failed, std::nullopt}, failed, confirmed},
      {__LINE__, 2020, {}, std::nullopt, confirmed},
      {__LINE__, 2023, {fair, good}, fair, unconfirmed},
      {__LINE__, 2024, {fair, good}, fair, unconfirmed},
      {__LINE__, 2025, {fair, good}, fair, unconfirmed},
  };
  for (auto const& one : cases) {
    auto const rule = ceiling_of_head(one.year, one.headed);
    EXPECT_EQ(rule.ceiling, one.ceiling) << "line " << one.line;
    EXPECT_EQ(rule.confidence, one.confidence) << "line " << one.line;
  }
  EXPECT_EQ(ceiling_of_collective(2020, good).ceiling, good);
  EXPECT_EQ(ceiling_of_collective(2020, good).confidence, confirmed);
  EXPECT_EQ(ceiling_of_collective(2023, good).confidence, unconfirmed);
  EXPECT_EQ(ceiling_of_collective(2020, std::nullopt).ceiling, std::nullopt);
}

TEST(ReviewRules, grades_are_read_by_code_name_and_sign) {
  struct {
    char const* words;
    std::optional<Grade> grade;
  } const cases[] = {
      {"HTXS", Grade::excellent},
      {"HTT", Grade::good},
      {"ht", Grade::fair},
      {"KHT", Grade::failed},
      {"good", Grade::good},
      {"Hoàn thành tốt nhiệm vụ", Grade::good},
      {" hoan thanh nhiem vu ", Grade::fair},
      {"A", std::nullopt},
      {"", std::nullopt},
  };
  for (auto const& one : cases) EXPECT_EQ(grade_of(one.words), one.grade) << one.words;
}

}  // namespace
}  // namespace giaoban::review
