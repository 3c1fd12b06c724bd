#include "round/rules.h"

#include <gtest/gtest.h>

namespace giaoban::round {
namespace {

using review::Grade;

// --- steps ---------------------------------------------------------------------------------------

struct OrderCase {
  int line;
  int year;
  Part part;
  bool head;
  Step step;
  std::vector<Step> taken;
  std::map<Whose, std::int64_t> undecided;
  // "own", "collective?" (a question mark: warns), in the order told.
  std::string expected;
};

std::string name_of(Whose whose) {
  switch (whose) {
    case Whose::own:
      return "own";
    case Whose::organisation:
      return "organisation";
    case Whose::collective:
      return "collective";
    case Whose::dependents:
      return "dependents";
    case Whose::members:
      return "members";
    case Whose::other_leaders:
      return "others";
    case Whose::official:
      break;
  }
  return "official";
}

std::string told(std::vector<Obstacle> const& obstacles) {
  std::string all;
  for (Obstacle const& one : obstacles) {
    all += (all.empty() ? "" : " ") + name_of(one.whose);
    if (one.confidence == Confidence::unconfirmed) all += "?";
  }
  return all;
}

TEST(RoundOrder, each_step_names_what_is_missing) {
  using enum Part;
  using enum Step;
  constexpr auto yes = true;
  constexpr auto no = false;
  std::vector<Step> const nothing;
  std::vector<Step> const self{self_grading};
  std::vector<Step> const both{self_grading, proposal};
  std::vector<Step> const all{self_grading, proposal, appraisal};
  OrderCase const cases[] = {
      // The chain of one subject.
      {__LINE__, 2018, organisation, no, proposal, nothing, {}, "own"},
      {__LINE__, 2018, organisation, no, proposal, self, {}, ""},
      {__LINE__, 2019, organisation, no, proposal, nothing, {}, "own?"},
      {__LINE__, 2022, organisation, no, proposal, nothing, {}, "own?"},
      {__LINE__, 2023, organisation, no, proposal, nothing, {}, "own"},
      {__LINE__, 2025, organisation, no, proposal, nothing, {}, "own"},
      {__LINE__, 2018, organisation, no, decision, self, {}, "own?"},
      {__LINE__, 2018, organisation, no, decision, both, {}, ""},
      {__LINE__, 2022, organisation, no, decision, self, {}, "own?"},
      {__LINE__, 2023, organisation, no, decision, self, {}, "own?"},
      {__LINE__, 2024, organisation, no, decision, self, {}, "own?"},
      {__LINE__, 2025, organisation, no, decision, self, {}, "own own?"},
      {__LINE__, 2024, organisation, no, decision, both, {}, ""},
      {__LINE__, 2025, organisation, no, decision, both, {}, "own?"},
      {__LINE__, 2025, organisation, no, decision, all, {}, ""},
      {__LINE__, 2020, organisation, no, appraisal, self, {}, "own"},
      {__LINE__, 2020, organisation, no, notice, both, {}, "own"},
      {__LINE__, 2025, organisation, no, notice, {decision}, {}, ""},
      {__LINE__, 2020, organisation, no, comment_mass, nothing, {}, ""},
      // Residence: from 2020, of members only, and only a warning.
      {__LINE__, 2019, member, no, proposal, self, {}, ""},
      {__LINE__, 2020, member, no, proposal, self, {}, "own?"},
      {__LINE__, 2020, leader, no, proposal, self, {}, ""},
      {__LINE__, 2020, member, no, proposal, {self_grading, comment_residence}, {}, ""},
      // The head last, 2019 to 2022.
      {__LINE__, 2018, leader, yes, decision, both, {{Whose::organisation, 1}}, "organisation?"},
      {__LINE__, 2019, leader, yes, decision, both, {{Whose::organisation, 1}}, "organisation"},
      {__LINE__, 2022, leader, yes, decision, both, {{Whose::organisation, 1}}, "organisation"},
      {__LINE__, 2023, leader, yes, decision, both, {{Whose::organisation, 1}}, ""},
      {__LINE__, 2022, leader, yes, decision, both, {{Whose::other_leaders, 2}}, "others"},
      {__LINE__, 2025, leader, yes, decision, all, {{Whose::other_leaders, 2}}, ""},
      {__LINE__, 2022, leader, yes, decision, both, {{Whose::collective, 1}}, "collective"},
      {__LINE__, 2022, leader, no, decision, both, {{Whose::collective, 1}}, "collective?"},
      {__LINE__, 2023, leader, no, decision, both, {{Whose::collective, 1}}, "collective?"},
      {__LINE__, 2024, leader, yes, decision, both, {{Whose::collective, 1}}, "collective?"},
      {__LINE__, 2025, leader, no, decision, all, {{Whose::collective, 1}}, "collective"},
      {__LINE__, 2022, leader, no, decision, both, {{Whose::organisation, 1}}, ""},
      // From below, from 2025 on.
      {__LINE__, 2024, organisation, no, decision, both, {{Whose::members, 3}}, ""},
      {__LINE__, 2025, organisation, no, decision, all, {{Whose::members, 3}}, "members"},
      {__LINE__, 2025, organisation, no, decision, all, {{Whose::dependents, 1}}, "dependents"},
      {__LINE__, 2025, organisation, no, decision, all, {{Whose::collective, 1}}, "collective"},
      {__LINE__, 2024, organisation, no, decision, both, {{Whose::collective, 1}}, ""},
      {__LINE__, 2025, collective, no, decision, all, {{Whose::dependents, 1}}, ""},
      // The official's grade before the member's.
      {__LINE__, 2018, member, no, decision, both, {{Whose::official, 1}}, ""},
      {__LINE__, 2019, member, no, decision, both, {{Whose::official, 1}}, "official"},
      {__LINE__, 2023, member, no, decision, both, {{Whose::official, 1}}, "official?"},
      {__LINE__, 2025, member, no, decision, all, {{Whose::official, 1}}, "official"},
      {__LINE__, 2025, member, no, decision, all, {{Whose::official, 0}}, ""},
  };
  for (OrderCase const& one : cases) {
    Around const around{.year = one.year,
                        .part = one.part,
                        .head = one.head,
                        .taken = one.taken,
                        .undecided = one.undecided};
    EXPECT_EQ(told(obstacles_of(around, one.step)), one.expected) << "line " << one.line;
  }
}

// What one decision of an entry needs of another has come before it.
TEST(RoundOrder, decisions_of_one_entry_wait_for_none_after_them) {
  struct Kin {
    Whose whose;
    Part part;
    bool head;
  };
  Kin const kin[] = {{Whose::organisation, Part::organisation, false},
                     {Whose::collective, Part::collective, false},
                     {Whose::members, Part::member, false},
                     {Whose::other_leaders, Part::leader, false},
                     {Whose::official, Part::leader, false},
                     {Whose::official, Part::leader, true}};
  for (int year = 2018; year <= 2026; ++year) {
    for (Part const part : {Part::organisation, Part::collective, Part::leader, Part::member}) {
      for (bool const head : {false, true}) {
        for (Kin const& other : kin) {
          Around const around{.year = year,
                              .part = part,
                              .head = head,
                              .taken = {Step::self_grading, Step::proposal, Step::appraisal},
                              .undecided = {{other.whose, 1}}};
          for (Obstacle const& obstacle : obstacles_of(around, Step::decision)) {
            if (obstacle.confidence == Confidence::unconfirmed) continue;
            EXPECT_LT(rank_of(year, other.part, other.head), rank_of(year, part, head))
                << year << " " << code(part) << " after " << code(other.part);
          }
        }
      }
    }
  }
}

TEST(RoundOrder, authority_stands_above_what_it_decides) {
  using unit::UnitKind;
  struct {
    int line;
    Part part;
    std::vector<UnitKind> chain;
    std::size_t decides;
  } const cases[] = {
      {__LINE__,
       Part::member,
       {UnitKind::dependent_cell, UnitKind::grassroots_committee, UnitKind::district_committee},
       1},
      {__LINE__,
       Part::member,
       {UnitKind::dependent_cell, UnitKind::sub_committee, UnitKind::grassroots_committee},
       2},
      {__LINE__, Part::member, {UnitKind::grassroots_cell, UnitKind::district_committee}, 0},
      {__LINE__, Part::member, {UnitKind::dependent_cell, UnitKind::commune_committee}, 1},
      {__LINE__, Part::organisation, {UnitKind::dependent_cell, UnitKind::grassroots_committee}, 1},
      {__LINE__, Part::organisation, {UnitKind::sub_committee, UnitKind::grassroots_committee}, 1},
      {__LINE__, Part::organisation, {UnitKind::grassroots_cell, UnitKind::district_committee}, 1},
      {__LINE__,
       Part::organisation,
       {UnitKind::grassroots_committee, UnitKind::district_committee, UnitKind::province_committee},
       1},
      {__LINE__,
       Part::organisation,
       {UnitKind::grassroots_committee, UnitKind::province_committee},
       1},
      {__LINE__, Part::collective, {UnitKind::district_committee, UnitKind::province_committee}, 1},
      {__LINE__, Part::organisation, {UnitKind::province_committee}, 0},
      {__LINE__, Part::leader, {UnitKind::body, UnitKind::province_committee}, 1},
      {__LINE__, Part::leader, {UnitKind::grassroots_committee, UnitKind::district_committee}, 1},
  };
  for (auto const& one : cases) {
    std::vector<Above> chain;
    for (std::size_t i = 0; i < one.chain.size(); ++i) {
      chain.push_back({UnitId{static_cast<std::int64_t>(i)}, one.chain[i]});
    }
    EXPECT_EQ(authority(one.part, chain).value, static_cast<std::int64_t>(one.decides))
        << "line " << one.line;
  }
}

// --- points and ratings --------------------------------------------------------------------------

TEST(RoundGrades, bands_of_points) {
  struct {
    std::int64_t common, result;
    Grade grade;
  } const cases[] = {
      {30, 70, Grade::excellent}, {25, 65, Grade::excellent}, {25, 64, Grade::good},
      {30, 40, Grade::good},      {30, 39, Grade::fair},      {20, 30, Grade::fair},
      {20, 29, Grade::failed},    {0, 0, Grade::failed},
  };
  for (auto const& one : cases) {
    Assessment const said{.common_points = one.common, .result_points = one.result};
    EXPECT_EQ(band_of(2025, said), one.grade) << one.common << "+" << one.result;
    EXPECT_EQ(band_of(2024, said), std::nullopt);
  }
  EXPECT_EQ(band_of(2025, {.common_points = 30}), std::nullopt);
}

TEST(RoundGrades, bands_of_ratings) {
  using enum Rating;
  struct {
    Rating common, result;
    Grade grade;
  } const cases[] = {
      {excellent, excellent, Grade::excellent},
      {good, excellent, Grade::excellent},
      {average, excellent, Grade::good},
      {good, good, Grade::good},
      {average, good, Grade::good},
      {poor, good, Grade::fair},
      {average, average, Grade::fair},
      {good, poor, Grade::fair},
      {poor, poor, Grade::failed},
  };
  for (auto const& one : cases) {
    Assessment const said{.common_rating = one.common, .result_rating = one.result};
    EXPECT_EQ(band_of(2020, said), one.grade) << code(one.common) << " " << code(one.result);
    EXPECT_EQ(band_of(2024, said), one.grade);
    EXPECT_EQ(band_of(2025, said), std::nullopt);
  }
}

// --- conditions ----------------------------------------------------------------------------------

struct ConditionCase {
  int line;
  int year;
  Part part;
  std::map<Condition, std::int64_t> stated;
  Grade ceiling;          // by what is confirmed
  Grade ceiling_or_less;  // with what only warns
};

Grade ceiling_of(std::vector<Bound> const& bounds, bool with_unconfirmed) {
  Grade lowest = Grade::excellent;
  for (Bound const& bound : bounds) {
    if (!with_unconfirmed && bound.confidence == Confidence::unconfirmed) continue;
    if (review::above(lowest, bound.ceiling)) lowest = bound.ceiling;
  }
  return lowest;
}

TEST(RoundGrades, conditions_hold_a_grade_down) {
  using enum Part;
  using enum Condition;
  using enum Grade;
  ConditionCase const cases[] = {
      // HD 21: the member.
      {__LINE__, 2018, member, {{discipline, 1}}, excellent, excellent},
      {__LINE__, 2019, member, {{discipline, 0}}, excellent, excellent},
      {__LINE__, 2019, member, {{discipline, 1}}, failed, failed},
      {__LINE__, 2022, member, {{discipline, 1}, {mitigated, 1}}, failed, failed},
      {__LINE__, 2023, member, {{discipline, 1}}, failed, failed},
      {__LINE__, 2023, member, {{discipline, 1}, {mitigated, 1}}, excellent, failed},
      {__LINE__, 2025, member, {{discipline, 1}}, failed, failed},
      {__LINE__, 2025, member, {{discipline, 1}, {mitigated, 1}}, excellent, failed},
      {__LINE__, 2020, member, {{tasks_done_percent, 50}}, excellent, excellent},
      {__LINE__, 2020, member, {{tasks_done_percent, 49}}, failed, failed},
      {__LINE__, 2020, member, {{degraded, 1}}, failed, failed},
      {__LINE__, 2020, member, {{official_failed, 1}}, failed, failed},
      // HD 21, QĐ 132: the leadership, the organisation.
      {__LINE__, 2020, collective, {{leadership_discipline, 1}}, excellent, excellent},
      {__LINE__, 2020, collective, {{leadership_discipline, 2}}, failed, failed},
      {__LINE__, 2020, collective, {{disunity, 1}}, failed, failed},
      {__LINE__, 2020, collective, {{discipline, 1}}, failed, failed},
      {__LINE__, 2020, collective, {{tasks_done_percent, 49}}, excellent, excellent},
      {__LINE__,
       2020,
       collective,
       {{tasks_done_percent, 49}, {main_targets_missed, 1}},
       failed,
       failed},
      {__LINE__,
       2020,
       collective,
       {{tasks_done_percent, 50}, {main_targets_missed, 1}},
       excellent,
       excellent},
      {__LINE__,
       2020,
       collective,
       {{tasks_done_percent, 49}, {main_targets_missed, 1}, {mitigated, 1}},
       excellent,
       failed},
      {__LINE__, 2018, organisation, {{leadership_discipline, 1}}, failed, failed},
      {__LINE__, 2022, organisation, {{dependents_disciplined_percent, 20}}, excellent, excellent},
      {__LINE__, 2022, organisation, {{dependents_disciplined_percent, 21}}, failed, failed},
      {__LINE__, 2020, organisation, {{members_disciplined_percent, 20}}, excellent, excellent},
      {__LINE__, 2020, organisation, {{members_disciplined_percent, 21}}, excellent, failed},
      {__LINE__, 2020, organisation, {{corruption_below, 1}}, failed, failed},
      {__LINE__, 2020, organisation, {{corruption_below, 1}, {mitigated, 1}}, excellent, failed},
      // QĐ 124.
      {__LINE__, 2022, collective, {{dependents_disciplined, 1}}, excellent, excellent},
      {__LINE__, 2023, collective, {{dependents_disciplined, 1}}, good, good},
      {__LINE__, 2023, collective, {{leadership_discipline, 1}}, good, good},
      {__LINE__, 2024, member, {{tasks_done_percent, 100}}, excellent, excellent},
      {__LINE__, 2024, member, {{tasks_done_percent, 99}}, good, good},
      {__LINE__, 2024, member, {{tasks_exceeded_percent, 50}}, excellent, excellent},
      {__LINE__, 2024, member, {{tasks_exceeded_percent, 49}}, good, good},
      {__LINE__, 2024, leader, {{breach_prohibited, 1}}, failed, failed},
      {__LINE__, 2022, leader, {{breach_prohibited, 1}}, excellent, excellent},
      {__LINE__, 2024, organisation, {{dependents_disciplined_percent, 21}}, failed, failed},
      {__LINE__,
       2024,
       leader,
       {{tasks_done_percent, 49}, {main_targets_missed, 1}},
       failed,
       failed},
      // QĐ 366.
      {__LINE__, 2025, member, {{tasks_exceeded_percent, 30}}, excellent, excellent},
      {__LINE__, 2025, member, {{tasks_exceeded_percent, 29}}, good, good},
      {__LINE__, 2025, member, {{tasks_on_time_percent, 99}}, fair, fair},
      {__LINE__, 2025, member, {{tasks_done_percent, 99}}, fair, failed},
      {__LINE__, 2025, member, {{tasks_done_percent, 50}}, fair, failed},
      {__LINE__, 2025, member, {{tasks_done_percent, 49}}, failed, failed},
      {__LINE__, 2025, leader, {{tasks_done_percent, 70}}, fair, failed},
      {__LINE__, 2025, leader, {{tasks_done_percent, 69}}, failed, failed},
      {__LINE__, 2025, collective, {{tasks_done_percent, 69}}, failed, failed},
      {__LINE__, 2025, member, {{tasks_late_percent, 20}}, excellent, excellent},
      {__LINE__, 2025, member, {{tasks_late_percent, 21}}, excellent, failed},
      {__LINE__, 2025, member, {{faults_remedied_percent, 99}}, good, good},
      {__LINE__, 2025, collective, {{dependents_disciplined, 1}}, good, good},
      {__LINE__, 2025, collective, {{main_targets_missed, 1}}, failed, failed},
      {__LINE__, 2025, leader, {{low_confidence_percent, 50}}, excellent, excellent},
      {__LINE__, 2025, leader, {{low_confidence_percent, 51}}, failed, failed},
      {__LINE__, 2024, leader, {{low_confidence_percent, 51}}, excellent, excellent},
      {__LINE__, 2025, leader, {{charge_failed_percent, 50}}, excellent, excellent},
      {__LINE__, 2025, leader, {{charge_failed_percent, 51}}, failed, failed},
      {__LINE__, 2025, leader, {{corruption_below, 1}}, failed, failed},
      {__LINE__, 2025, member, {{breach_exemplary, 1}}, failed, failed},
      {__LINE__, 2025, collective, {{disunity, 1}}, failed, failed},
  };
  for (ConditionCase const& one : cases) {
    auto const bounds = weigh({.year = one.year, .part = one.part, .stated = one.stated}).bounds;
    EXPECT_EQ(ceiling_of(bounds, false), one.ceiling) << "line " << one.line;
    EXPECT_EQ(ceiling_of(bounds, true), one.ceiling_or_less) << "line " << one.line;
  }
}

TEST(RoundGrades, shares_below_hold_an_organisation_down) {
  struct {
    int line;
    int year;
    Counts below;
    Grade ceiling;
  } const cases[] = {
      {__LINE__, 2020, {.excellent = 2, .good = 6, .fair = 2}, Grade::excellent},  // 80%
      {__LINE__, 2020, {.excellent = 2, .good = 5, .fair = 2}, Grade::good},       // 77.8%
      {__LINE__, 2020, {.good = 5, .fair = 5}, Grade::good},
      {__LINE__, 2020, {.good = 4, .fair = 5}, Grade::fair},
      {__LINE__, 2020, {.good = 9, .failed = 1}, Grade::fair},  // not all at least fair
      {__LINE__, 2018, {.good = 1, .fair = 9}, Grade::excellent},
      {__LINE__, 2019, {.good = 1, .fair = 9}, Grade::fair},
      {__LINE__, 2022, {.good = 1, .fair = 9}, Grade::fair},
      {__LINE__, 2023, {.good = 1, .fair = 9}, Grade::excellent},
      {__LINE__, 2020, {}, Grade::excellent},
  };
  for (auto const& one : cases) {
    auto const bounds =
        weigh({.year = one.year, .part = Part::organisation, .cell = true, .below = one.below})
            .bounds;
    EXPECT_EQ(ceiling_of(bounds, false), one.ceiling) << "line " << one.line;
  }
}

TEST(RoundGrades, a_member_is_not_excellent_above_the_official) {
  struct {
    int year;
    Grade official;
    Grade ceiling, or_less;
  } const cases[] = {
      {2018, Grade::good, Grade::excellent, Grade::excellent},
      {2019, Grade::excellent, Grade::excellent, Grade::excellent},
      {2019, Grade::good, Grade::good, Grade::good},
      {2022, Grade::fair, Grade::good, Grade::good},
      {2023, Grade::good, Grade::excellent, Grade::good},
      {2023, Grade::failed, Grade::excellent, Grade::good},
      {2025, Grade::good, Grade::excellent, Grade::good},
      {2025, Grade::excellent, Grade::excellent, Grade::excellent},
      {2025, Grade::fair, Grade::excellent, Grade::fair},  // K-14: the basis, told when above
  };
  for (auto const& one : cases) {
    auto const bounds =
        weigh({.year = one.year, .part = Part::member, .as_official = one.official}).bounds;
    EXPECT_EQ(ceiling_of(bounds, false), one.ceiling) << one.year;
    EXPECT_EQ(ceiling_of(bounds, true), one.or_less) << one.year;
  }
}

TEST(RoundGrades, what_a_grade_asks_and_nobody_stated_is_told) {
  auto const of_member = weigh({.year = 2025, .part = Part::member}).unproven;
  EXPECT_EQ(of_member.size(), 3U);  // done, on time, exceeded
  EXPECT_TRUE(weigh({.year = 2020, .part = Part::member}).unproven.empty());
  EXPECT_EQ(weigh({.year = 2025,
                   .part = Part::member,
                   .stated = {{Condition::tasks_done_percent, 100},
                              {Condition::tasks_on_time_percent, 100},
                              {Condition::tasks_exceeded_percent, 30}}})
                .unproven.size(),
            0U);
}

// The lower of points and conditions, whichever it is.
TEST(RoundGrades, the_lower_of_points_and_conditions) {
  Evidence evidence{.year = 2025,
                    .part = Part::collective,
                    .assessment = {.common_points = 30, .result_points = 65},
                    .stated = {{Condition::leadership_discipline, 1}}};
  EXPECT_EQ(ceiling_of(weigh(evidence).bounds, false), Grade::good);
  evidence.assessment.result_points = 25;
  EXPECT_EQ(ceiling_of(weigh(evidence).bounds, false), Grade::fair);
}

// --- caps ----------------------------------------------------------------------------------------

TEST(RoundCaps, room_is_twenty_percent_of_good_or_better_rounded_to_the_nearest) {
  struct {
    std::int64_t excellent, good, other;
    std::int64_t sure, allowed;
  } const cases[] = {
      {20, 100, 0, 24, 24}, {25, 100, 10, 25, 25}, {26, 100, 10, 25, 25}, {14, 57, 4, 14, 14},
      {16, 63, 6, 15, 16},  {1, 3, 0, 0, 1},       {0, 4, 0, 0, 1},       {0, 2, 0, 0, 0},
      {0, 12, 0, 2, 2},     {0, 13, 0, 2, 3},
  };
  for (auto const& one : cases) {
    Counts const counts{.excellent = one.excellent, .good = one.good, .fair = one.other};
    auto const made = room(2020, Part::member, counts);
    ASSERT_TRUE(made);
    EXPECT_EQ(made->sure, one.sure) << one.excellent << "/" << one.good;
    EXPECT_EQ(made->allowed, one.allowed) << one.excellent << "/" << one.good;
  }
}

TEST(RoundCaps, readings_of_the_base_stand_beside) {
  Counts const counts{.excellent = 26, .good = 100, .fair = 10, .total = 140};
  EXPECT_EQ(room_read_as(2020, Part::member, counts, CapBase::good_or_better)->of, 126);
  EXPECT_EQ(room_read_as(2020, Part::member, counts, CapBase::good_only)->of, 100);
  EXPECT_EQ(room_read_as(2020, Part::member, counts, CapBase::assessed)->of, 136);
  EXPECT_EQ(room_read_as(2020, Part::member, counts, CapBase::total)->of, 140);
  EXPECT_EQ(room_read_as(2020, Part::member, counts, CapBase::good_only)->allowed, 20);
}

TEST(RoundCaps, confidence_by_year_and_part) {
  using enum Part;
  struct {
    int year;
    Part part;
    char const* expected;  // "", "confirmed", "unconfirmed"
  } const cases[] = {
      {2018, member, ""},
      {2019, member, "confirmed"},
      {2022, member, "confirmed"},
      {2019, collective, "confirmed"},
      {2019, leader, "confirmed"},
      {2019, organisation, "unconfirmed"},
      {2023, collective, "confirmed"},
      {2023, member, "unconfirmed"},
      {2024, leader, "unconfirmed"},
      {2024, organisation, "unconfirmed"},
      {2025, member, "confirmed"},
      {2025, leader, "confirmed"},
      {2025, collective, "confirmed"},
      {2025, organisation, "unconfirmed"},
  };
  for (auto const& one : cases) {
    auto const made = room(one.year, one.part, {.good = 10});
    std::string const seen = !made                                       ? ""
                             : made->confidence == Confidence::confirmed ? "confirmed"
                                                                         : "unconfirmed";
    EXPECT_EQ(seen, one.expected) << one.year << " " << code(one.part);
  }
}

TEST(RoundCaps, allowances) {
  EXPECT_EQ(allowance_max(2024), 0);
  EXPECT_EQ(allowance_max(2025), 25);
  EXPECT_EQ(room(2025, Part::member, {.good = 100})->allowed, 20);
  EXPECT_EQ(room(2025, Part::member, {.good = 100}, 25)->allowed, 25);
}

TEST(RoundYears, in_a_row_up_to_the_latest) {
  std::vector<YearGrade> years;
  EXPECT_EQ(years_running(years, Grade::excellent), 0);
  for (int year = 2024; year >= 2020; --year)
    years.push_back({.year = year, .grade = Grade::excellent});
  EXPECT_EQ(years_running(years, Grade::excellent), 5);
  EXPECT_EQ(years_running(years, Grade::failed), 0);
  years[2].grade = Grade::good;
  EXPECT_EQ(years_running(years, Grade::excellent), 2);
  years[1].year = 2022;  // a year without a result ends the row
  EXPECT_EQ(years_running(years, Grade::excellent), 1);
}

}  // namespace
}  // namespace giaoban::round
