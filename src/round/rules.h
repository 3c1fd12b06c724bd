// What the rules of a year say of a round, as pure functions over what is known: which step needs
// which before it (rules_steps.cpp), which grade a condition lets nobody pass (rules_grades.cpp),
// how many may be excellent (rules_caps.cpp), who decides.
#pragma once

#include <map>
#include <optional>
#include <span>
#include <vector>

#include "base/rule.h"
#include "round/round.h"

namespace giaoban::round {

// The span of the years from `first` up to, without, `after_last`; `for_good`: no end.
constexpr Span years(int first, int after_last) {
  auto const january_first = [](int year) {
    int const y = year - 1;
    return Day::from_number(y * 365 + y / 4 - y / 100 + y / 400 - 719162);
  };
  return {january_first(first), after_last == 0 ? Day::forever() : january_first(after_last)};
}
inline constexpr int for_good = 0;
// The day that stands for a year in the tables: the year graded selects the rule, never today.
constexpr Day within(int year) {
  return years(year, year + 1).from;
}

// --- days --------------------------------------------------------------------------------------
struct MonthDay {
  int month = 1;
  int day = 1;
};
// The last days on which all is to be finished: January's are of the year after.
struct Finishing {
  std::optional<MonthDay> all = {};
  std::optional<MonthDay> special_cycles = {};  // units whose level above sets their day
};
Dated<Finishing> const* finishing_of(int year);
std::optional<Day> last_day(int year, std::optional<MonthDay> of);
// The day on which the list is closed, where the opening does not say. Where all is to be finished
// within the year, by the year's guideline or by the first of the opening's own deadlines, it
// cannot be the year's last day, since nothing is decided before it: the opening itself closes the
// list.
Day opened_roster(int year, Day usual, Day opened_on, std::optional<Day> first_deadline = {});

// --- steps -------------------------------------------------------------------------------------
// How far those around a subject have come: of each relation, how many have not been decided.
struct Around {
  int year = 0;
  Part part = Part::member;
  bool head = false;  // a leader who heads the unit
  std::vector<Step> taken = {};
  std::map<Whose, std::int64_t> undecided = {};
};
std::vector<Obstacle> obstacles_of(Around const& around, Step step);
// Decisions of one entry are taken in this order, the lowest first.
int rank_of(int year, Part part, bool heads);

// --- grades ------------------------------------------------------------------------------------
bool has_points(int year);  // 30 + 70; else four levels
inline constexpr std::int64_t common_points_max = 30;
inline constexpr std::int64_t result_points_max = 70;
// What is scored or rated within the two blocks. Who has several tables is told by a hand that
// knows: whether a member works in the political system stands in no record.
struct CriteriaTable {
  Msg of;
  std::span<Msg const> common;
  std::span<Msg const> result;
};
std::vector<Dated<CriteriaTable>> criteria_of(int year, Part part);
// The form on which one reviews and grades oneself. The number as it stands in the form's corner,
// blank where it was not read. Of those outside the political system HD 43 has Mẫu 02C; who they
// are stands in no record.
struct ReviewForm {
  std::string_view number;
  std::string_view title;
  std::span<std::string_view const> parts;
};
// An organisation has none: its collective reviews it.
std::optional<Dated<ReviewForm>> form_of(int year, Part part);
// The grade that points or ratings come to; nullopt: they are not complete.
std::optional<review::Grade> band_of(int year, Assessment const& assessment);
struct Evidence {
  int year = 0;
  Part part = Part::member;
  bool cell = false;  // an organisation without dependents: its members count
  Assessment assessment = {};
  std::map<Condition, std::int64_t> stated = {};
  std::map<Condition, Ground> grounds = {};  // of what is stated
  std::optional<Counts> below = {};          // dependents or members, as decided
  std::optional<review::Grade> as_official = {};
};
struct Weighed {
  std::vector<Bound> bounds;  // the lowest first
  std::vector<Unproven> unproven;
};
Weighed weigh(Evidence const& evidence);

// The most that an amount of the condition may be; nullopt: any.
std::optional<std::int64_t> amount_max(Condition condition);
// One measure of discipline, as the year that is graded sees it.
struct Disciplined {
  Day on;
  Measure measure = Measure::reprimand;
  std::string violation = {};
  EntryNumber entry = 0;
};
// The heaviest measure of the year that counts, and with which confidence: a violation that an
// earlier year was graded under is counted once (K-8).
struct Counted {
  Disciplined discipline;
  Confidence confidence = Confidence::confirmed;
};
std::optional<Counted> heaviest(int year, std::vector<Disciplined> const& all);

// --- commendations (K-10) ----------------------------------------------------------------------
struct MayCommend {
  Commendation commendation = Commendation::yearly;
  int years = 0;
  std::string_view citation = {};
  Confidence confidence = Confidence::confirmed;
};
// The highest that the years up to and with `year` allow; `years`: the latest first.
std::optional<MayCommend> may_commend(int year, std::vector<YearGrade> const& years);

// --- caps --------------------------------------------------------------------------------------
// nullopt: no cap was read for the year and part. `allowed_percent`: a recorded allowance.
std::optional<Room> room(int year, Part part, Counts const& counts,
                         std::optional<std::int64_t> allowed_percent = {});
// The same under another reading of the base, told beside.
std::optional<Room> room_read_as(int year, Part part, Counts const& counts, CapBase base);
// The most that the year's rules let an allowance say; 0: any, on the competent level's document.
std::int64_t allowance_max(int year);

// --- authority ---------------------------------------------------------------------------------
struct Above {
  UnitId unit;
  unit::UnitKind unit_kind = unit::UnitKind::dependent_cell;
};
// Who decides on a subject of the first unit of a chain that goes up to the top.
UnitId authority(Part part, std::span<Above const> chain);

}  // namespace giaoban::round
