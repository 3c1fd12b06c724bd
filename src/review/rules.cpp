// Who is not graded, and above which grade nobody goes, by the year that is graded. Each row quotes
// its clause; what is marked unconfirmed was not read in its own text and only warns.
#include <array>

#include "review/review.h"

namespace giaoban::review {

namespace {

constexpr Span years(int first, int after_last) {
  // Days of 1 January, counted; the table below is built at compile time.
  auto const january_first = [](int year) {
    int const y = year - 1;
    return Day::from_number(y * 365 + y / 4 - y / 100 + y / 400 - 719162);
  };
  return {january_first(first), after_last == 0 ? Day::forever() : january_first(after_last)};
}
constexpr int for_good = 0;

constexpr std::array regimes{
    Dated<Regime>{years(2018, 2019), Regime::hd16_2018, "QĐ 132-QĐ/TW, HD 16-HD/BTCTW"},
    Dated<Regime>{years(2019, 2023), Regime::hd21_2019, "QĐ 132-QĐ/TW, HD 21-HD/BTCTW"},
    Dated<Regime>{years(2023, 2025), Regime::qd124_2023, "QĐ 124-QĐ/TW, HD 25-HD/BTCTW"},
    Dated<Regime>{years(2025, for_good), Regime::qd366_2025, "QĐ 366-QĐ/TW, HD 43-HD/BTCTW"},
};

using enum Confidence;
struct Excludes {};  // the rule stands; before and between its rows nobody is excluded by it

constexpr std::array exempt{
    // EX-1, from a note on HD 16 only.
    Dated<Excludes>{years(2018, 2019), {}, "HD 16-HD/BTCTW", unconfirmed},
    Dated<Excludes>{years(2019, 2023), {}, "HD 21-HD/BTCTW"},                     // EX-2
    Dated<Excludes>{years(2023, 2025), {}, "QĐ 124-QĐ/TW", unconfirmed},          // not read
    Dated<Excludes>{years(2025, for_good), {}, "QĐ 366-QĐ/TW, Điều 5, khoản 2"},  // EX-12
};
constexpr std::array suspended{
    Dated<Excludes>{years(2019, 2023), {}, "HD 21-HD/BTCTW"},                     // EX-3
    Dated<Excludes>{years(2023, 2025), {}, "QĐ 124-QĐ/TW", unconfirmed},          // EX-10
    Dated<Excludes>{years(2025, for_good), {}, "QĐ 366-QĐ/TW, Điều 5, khoản 2"},  // EX-12
};
// Months that must be full on the roster date.
constexpr std::array months_since_admission{
    Dated<int>{years(2019, 2023), 6, "HD 21-HD/BTCTW"},                     // EX-5
    Dated<int>{years(2023, 2025), 6, "QĐ 124-QĐ/TW", unconfirmed},          // EX-10
    Dated<int>{years(2025, for_good), 6, "QĐ 366-QĐ/TW, Điều 5, khoản 2"},  // EX-12
};
constexpr std::array months_since_founding{
    Dated<int>{years(2019, 2023), 6, "HD 21-HD/BTCTW"},                 // EX-6
    Dated<int>{years(2023, 2025), 6, "QĐ 124-QĐ/TW", unconfirmed},      // not read
    Dated<int>{years(2025, for_good), 6, "QĐ 366-QĐ/TW", unconfirmed},  // not read
};
// EX-7: sick leave of 3 months in all caps the grade. EX-14 (HD 43, 7.5) took the cap away; what
// HD 16 and HD 25 said of it was not read. Maternity (EX-8), temporary activity (EX-9, EX-11,
// EX-15) and suspension from a committee only (EX-4, EX-16) neither exclude nor cap.
struct SickCeiling {
  int months;
  Grade ceiling;
};
constexpr std::array sick{
    Dated<SickCeiling>{years(2019, 2023), {3, Grade::fair}, "HD 21-HD/BTCTW"},
};
// K-1 and K-2, K-12, K-13.
constexpr std::array collective_ceiling{
    Dated<Excludes>{years(2018, 2019), {}, "HD 16-HD/BTCTW", unconfirmed},
    Dated<Excludes>{years(2019, 2023), {}, "HD 21-HD/BTCTW, II.B.3"},
    Dated<Excludes>{years(2023, 2025), {}, "QĐ 124-QĐ/TW", unconfirmed},
    Dated<Excludes>{years(2025, for_good), {}, "QĐ 366-QĐ/TW, Điều 3 và Điều 12", unconfirmed},
};
constexpr std::array head_ceiling{
    Dated<Excludes>{years(2018, 2019), {}, "HD 16-HD/BTCTW", unconfirmed},
    Dated<Excludes>{years(2019, 2023), {}, "HD 21-HD/BTCTW, II.B.4"},
    Dated<Excludes>{years(2023, 2025), {}, "QĐ 124-QĐ/TW", unconfirmed},
    Dated<Excludes>{years(2025, for_good), {}, "QĐ 366-QĐ/TW, Điều 3 và Điều 12", unconfirmed},
};

// The year being graded selects the rule, not the day it is graded on.
Day year_end(int year) {
  return years(year, year + 1).to - 1;
}

template <class T, std::size_t Count>
Dated<T> const* rule_of_year(std::array<Dated<T>, Count> const& table, int year) {
  return rule_on(std::span<Dated<T> const>(table), year_end(year));
}

template <class T>
SubjectRule excluding(NotAssessed reason, Dated<T> const& rule) {
  return {.exclusion = reason, .citation = rule.citation, .confidence = rule.confidence};
}

bool younger_than(std::optional<Day> began, int months, Day roster_on) {
  return began && began->plus_months(months) > roster_on;
}

}  // namespace

std::optional<Regime> regime_of(int year) {
  auto const* regime = rule_of_year(regimes, year);
  return regime == nullptr ? std::nullopt : std::optional(regime->value);
}

std::string_view documents_of(int year) {
  auto const* regime = rule_of_year(regimes, year);
  return regime == nullptr ? std::string_view() : regime->citation;
}

bool not_yet(Round const& round, Day today) {
  return round.year > today.year() || ahead(round.decided_on, today) == Ahead::far;
}

SubjectRule rule_for(SubjectFacts const& facts) {
  if (auto const* rule = rule_of_year(exempt, facts.year); rule != nullptr && facts.exempt) {
    return excluding(NotAssessed::exempt, *rule);
  }
  if (auto const* rule = rule_of_year(suspended, facts.year); rule != nullptr && facts.suspended) {
    return excluding(NotAssessed::suspended, *rule);
  }
  if (auto const* rule = rule_of_year(months_since_admission, facts.year);
      rule != nullptr && younger_than(facts.admitted, rule->value, facts.roster_on)) {
    return excluding(NotAssessed::admitted_late, *rule);
  }
  if (auto const* rule = rule_of_year(months_since_founding, facts.year);
      rule != nullptr && younger_than(facts.founded, rule->value, facts.roster_on)) {
    return excluding(NotAssessed::founded_late, *rule);
  }
  if (auto const* rule = rule_of_year(sick, facts.year);
      rule != nullptr && facts.sick_months >= rule->value.months) {
    return {
        .ceiling = rule->value.ceiling, .citation = rule->citation, .confidence = rule->confidence};
  }
  return {};
}

SubjectRule ceiling_of_collective(int year, std::optional<Grade> organisation) {
  auto const* rule = rule_of_year(collective_ceiling, year);
  if (rule == nullptr || !organisation) return {};
  return {.ceiling = organisation, .citation = rule->citation, .confidence = rule->confidence};
}

SubjectRule ceiling_of_head(int year, HeadedGrades const& headed) {
  auto const* rule = rule_of_year(head_ceiling, year);
  auto lower = headed.organisation;
  if (headed.collective && (!lower || above(*lower, *headed.collective))) {
    lower = headed.collective;
  }
  if (rule == nullptr || !lower) return {};
  return {.ceiling = lower, .citation = rule->citation, .confidence = rule->confidence};
}

}  // namespace giaoban::review
