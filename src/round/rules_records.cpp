// What records say under the rules of a year: which measures of discipline count, who may be
// commended, how much a stated amount may be.
#include <algorithm>
#include <array>

#include "round/rules.h"

namespace giaoban::round {

namespace {

using enum Confidence;

// --- a violation is counted once (K-8, T366-15)
// ----------------------------------------------------

// A measure for a violation for which an earlier year had one already.
enum class Again {
  counts,   // like any other
  once,     // no more
  weighed,  // by the level above, in the year of the new measure
};
constexpr std::array agains{
    Dated<Again>{years(2018, 2019), Again::counts, "HD 16-HD/BTCTW", unconfirmed},
    Dated<Again>{years(2019, 2023), Again::once, "HD 21-HD/BTCTW"},
    Dated<Again>{years(2023, 2025), Again::counts, "HD 25-HD/BTCTW, mục 4", unconfirmed},
    Dated<Again>{years(2025, for_good), Again::weighed, "QĐ 366-QĐ/TW, Điều 11"},
};

bool had_before(std::vector<Disciplined> const& all, Disciplined const& one) {
  return std::ranges::any_of(all, [&](Disciplined const& other) {
    return other.violation == one.violation && other.on.year() < one.on.year();
  });
}

// nullopt: it does not count.
std::optional<Confidence> counts_as(int year, std::vector<Disciplined> const& all,
                                    Disciplined const& one) {
  if (one.on.year() != year) return std::nullopt;
  if (!had_before(all, one)) return confirmed;
  auto const* const again = rule_on(std::span<Dated<Again> const>(agains), within(year));
  if (again == nullptr || again->value == Again::once) return std::nullopt;
  return again->value == Again::weighed ? unconfirmed : again->confidence;
}

// --- commendations (K-10)
// --------------------------------------------------------------------------

constexpr int years_for_five = 5;
constexpr std::array commendations{
    Dated<bool>{years(2019, 2023), true, "HD 21-HD/BTCTW"},
    Dated<bool>{years(2023, 2025), true, "HD 25-HD/BTCTW", unconfirmed},
    Dated<bool>{years(2025, for_good), true, "HD 06-HD/TW, mục 19"},
};

}  // namespace

std::optional<Counted> heaviest(int year, std::vector<Disciplined> const& all) {
  std::optional<Counted> found;
  for (Disciplined const& one : all) {
    auto const confidence = counts_as(year, all, one);
    if (!confidence) continue;
    bool const surer = found && found->confidence == unconfirmed && *confidence == confirmed;
    bool const alike = found && found->confidence == *confidence;
    if (!found || surer || (alike && one.measure > found->discipline.measure)) {
      found = Counted{one, *confidence};
    }
  }
  return found;
}

std::optional<MayCommend> may_commend(int year, std::vector<YearGrade> const& years) {
  auto const* const rule = rule_on(std::span<Dated<bool> const>(commendations), within(year));
  std::vector<YearGrade> up_to;
  std::ranges::copy_if(years, std::back_inserter(up_to),
                       [year](YearGrade const& one) { return one.year <= year; });
  if (rule == nullptr || up_to.empty() || up_to.front().year != year) return std::nullopt;
  int const running = years_running(up_to, review::Grade::excellent);
  if (running == 0) return std::nullopt;
  return MayCommend{
      .commendation = running >= years_for_five ? Commendation::five_years : Commendation::yearly,
      .years = running,
      .citation = rule->citation,
      .confidence = rule->confidence};
}

std::optional<std::int64_t> amount_max(Condition condition) {
  using enum Condition;
  switch (condition) {
    case tasks_done_percent:
    case tasks_on_time_percent:
    case tasks_exceeded_percent:
    case tasks_late_percent:
    case faults_remedied_percent:
    case dependents_disciplined_percent:
    case members_disciplined_percent:
    case low_confidence_percent:
    case charge_failed_percent:
      return 100;
    case main_targets_missed:
    case corruption_below:
    case degraded:
    case disunity:
    case breach_prohibited:
    case breach_exemplary:
    case official_failed:
    case mitigated:
      return 1;
    case discipline:
    case leadership_discipline:
      return 4;
    case sick_months:
      return 12;
    case dependents_disciplined:
      break;
  }
  return std::nullopt;
}

}  // namespace giaoban::round
