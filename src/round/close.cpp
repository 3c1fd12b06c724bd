// Saying that a year is done over a unit and all under it. It ends as a fact of `review`, where
// figures ask which year they show; a year without a round is closed the same way.
#include <algorithm>

#include "base/text.h"
#include "round/checks.h"

namespace giaoban::round {

using store::Snapshot;
using store::Tx;

store::Verb const close_verb{"round.close", M("Khép năm xếp loại"), &round_open};

namespace {

constexpr std::size_t named_max = 5;

// The round over the unit, or the year's results where nobody opened one.
Result<RoundView> year_to_close(Tx& tx, Ending const& ending) {
  if (auto round = round_over(tx, ending.unit, ending.year, {Day::forever() - 1})) {
    return *std::move(round);
  }
  auto const results = review::round_of(tx, ending.year, {ending.on});
  if (!results) {
    return refuse(no_such_round, {{"year", std::to_string(ending.year)},
                                  {"unit", name_of(tx, ending.unit, ending.on)}});
  }
  RoundView made{.round = {},
                 .opening = {ending.year, ending.unit, results->roster_on},
                 .opened_on = results->roster_on,
                 .deadlines = {}};
  return made;
}

Result<void> check_own(Tx& tx, RoundView const& round, Ending const& ending) {
  if (round.opening.unit != ending.unit) {
    return refuse(closed_by_opener,
                  {{"year", std::to_string(ending.year)},
                   {"unit", name_of(tx, round.opening.unit, round.opening.roster_on)}});
  }
  if (auto const closed = closed_on(tx, ending.unit, ending.year, {Day::forever() - 1})) {
    return refuse(already_closed, {{"year", std::to_string(ending.year)},
                                   {"unit", name_of(tx, ending.unit, ending.on)},
                                   {"day", closed->vietnamese()}});
  }
  return {};
}

// The smallest first: a whole is unfinished because of its parts.
std::string names_of(std::vector<Progress> const& unfinished) {
  std::string names;
  std::size_t told = 0;
  for (auto one = unfinished.rbegin(); one != unfinished.rend() && told < named_max;
       ++one, ++told) {
    names += (names.empty() ? "" : "; ") + one->unit.name;
  }
  return names;
}

Result<void> check_finished(Tx& tx, RoundView const& round, Ending const& ending) {
  if (!normalise(tx.act().reason).empty()) return {};
  auto lines = progress_throughout(tx, unit::Reach::everything(), round, ending.unit);
  if (lines.empty()) return {};
  Progress const whole = lines.front();
  if (whole.complete()) return {};
  std::erase_if(lines, [](Progress const& line) { return line.complete(); });
  return refuse(round_unfinished,
                {{"year", std::to_string(ending.year)},
                 {"units", format_count(whole.units - whole.units_decided)},
                 {"all_units", format_count(whole.units)},
                 {"members", format_count(whole.members - whole.members_decided)},
                 {"all_members", format_count(whole.members)},
                 {"names", names_of(lines)}},
                "reason");
}

}  // namespace

std::optional<Day> closed_on(Snapshot& snapshot, UnitId unit, int year, store::Moment moment) {
  std::optional<std::vector<std::int64_t>> chain;
  for (review::ClosingSaid const& one : review::closings(snapshot, moment)) {
    if (one.year != year) continue;
    Day const on = std::min(moment.as_of, snapshot.today());
    if (!chain) chain = unit::chain(snapshot, unit.value, {on, moment.known_at});
    if (one.unit == unit || std::ranges::find(*chain, one.unit.value) != chain->end())
      return one.on;
  }
  return std::nullopt;
}

Result<void> close(Tx& tx, Ending const& ending) {
  TRY_INTO(RoundView const round, year_to_close(tx, ending));
  TRY_VOID(check_day(tx, round, ending.on));
  if (ending.on < round.opening.roster_on) {
    return refuse(before_round, {{"day", ending.on.vietnamese()},
                                 {"opened_on", round.opening.roster_on.vietnamese()}});
  }
  TRY_VOID(check_own(tx, round, ending));
  TRY_VOID(check_finished(tx, round, ending));
  return tx.yearly(ending.unit.value, ending.year, ending.on,
                   review::YearClosing{round.opening.roster_on, normalise(tx.act().reason)});
}

}  // namespace giaoban::round
