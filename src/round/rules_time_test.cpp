// When a round's list is closed and when it is to be finished, by the year that is graded.
#include <gtest/gtest.h>

#include "review/review.h"
#include "round/round_world_test.h"
#include "round/rules.h"

namespace giaoban::round {
namespace {

using test::day;

Day opened(int year, Day on, Day first_deadline) {
  return opened_roster(year, review::usual_roster(year, on), on, first_deadline);
}

TEST(RoundTime, the_list_is_closed_at_the_opening_where_all_ends_within_the_year) {
  struct Case {
    int year;
    char const* opened;
    char const* roster;
  };
  for (Case const& one : {Case{2020, "01/12/2020", "31/12/2020"},  // HD 21: no day named
                          {2022, "01/12/2022", "31/12/2022"},
                          {2023, "20/11/2023", "20/11/2023"},  // HD 25, 5.1
                          {2024, "31/12/2024", "31/12/2024"},
                          {2025, "01/12/2025", "01/12/2025"},     // HD 43, 4
                          {2025, "05/01/2026", "31/12/2025"}}) {  // special cycles
    EXPECT_EQ(review::usual_roster(one.year, day(one.opened)), day(one.roster)) << one.opened;
  }
  for (int year = 2018; year < 2030; ++year) {
    auto const* const rule = finishing_of(year);
    bool const within_year = rule != nullptr && rule->value.all.has_value();
    EXPECT_EQ(review::usual_roster(year, day(year, 12, 1)) == day(year, 12, 1), within_year)
        << year;
  }
  // Where the opening's own first deadline is before the year's last day.
  EXPECT_EQ(opened(2021, day("01/12/2021"), day("20/12/2021")), day("01/12/2021"));
  EXPECT_EQ(opened(2021, day("01/12/2021"), day("15/01/2022")), day("31/12/2021"));
  EXPECT_EQ(opened(2021, day("05/01/2022"), day("20/12/2021")), day("31/12/2021"));
}

TEST(RoundTime, the_last_days_are_before_31_december_and_15_january) {
  struct Case {
    int year;
    char const* all;
    char const* special;
  };
  for (Case const& one : {Case{2022, "", ""},
                          {2023, "30/12/2023", "14/01/2024"},
                          {2025, "30/12/2025", "14/01/2026"}}) {
    auto const* const rule = finishing_of(one.year);
    ASSERT_NE(rule, nullptr) << one.year;
    auto const words = [&](std::optional<MonthDay> of) {
      auto const last = last_day(one.year, of);
      return last ? last->vietnamese() : std::string();
    };
    EXPECT_EQ(words(rule->value.all), one.all);
    EXPECT_EQ(words(rule->value.special_cycles), one.special);
    EXPECT_FALSE(rule->citation.empty());
  }
}

class RoundDeadlines : public RoundWorld {};
ON_BOTH_DATABASES(RoundDeadlines);

TEST_P(RoundDeadlines, of_a_round_within_its_year_lie_before_its_end) {
  clock = FixedClock(day("10/12/2025"));
  PersonId const lan = members_in(khu_1, 1)[0];
  Opening opening{.year = 2025,
                  .unit = province,
                  .roster_on = review::usual_roster(2025, day("01/12/2025")),
                  .on = day("01/12/2025"),
                  .deadlines = {{unit::Level::cell, day("20/12/2025")}}};
  RoundId round;
  EXPECT_EQ(told(tried(deed(open_verb),
                       [&](store::Tx& tx) -> Result<void> {
                         TRY_INTO(round, open(tx, opening));
                         return {};
                       })),
            "");
  Subject const subject{Part::member, khu_1, lan};
  for (Step const step : {Step::self_grading, Step::proposal}) {
    EXPECT_FALSE(told(tried(deed(step_verb), [&](store::Tx& tx) {
                   return take_steps(tx, 2025, day("05/12/2025"),
                                     {{subject, step, {.grade = review::Grade::good}}});
                 })).starts_with("round."));
  }
  EXPECT_FALSE(told(tried(deed(decide_verb), [&](store::Tx& tx) {
                 return decide(
                     tx, 2025, day("10/12/2025"),
                     {{.subject = subject, .assessment = {.grade = review::Grade::good}}});
               })).starts_with("round."));
  auto const set = [&](char const* on) {
    return told(tried(deed(deadline_verb), [&](store::Tx& tx) {
      return set_deadline(tx, round, {unit::Level::grassroots, day(on)}, day("02/12/2025"));
    }));
  };
  EXPECT_EQ(set("30/12/2025"), "");
  EXPECT_TRUE(set("31/12/2025").contains("round.deadline_late")) << set("31/12/2025");
  EXPECT_TRUE(set("30/11/2024").contains("round.deadline_before_round")) << set("30/11/2024");
}

}  // namespace
}  // namespace giaoban::round
