// Results over the years: who may be commended, and years beside each other on one day's tree.
#include <unordered_map>

#include "round/checks.h"

namespace giaoban::round {

using store::Moment;
using store::Snapshot;

namespace {

std::optional<Commendable> commended(Snapshot& snapshot, RoundView const& round,
                                     Subject const& subject) {
  auto const years = years_of(snapshot, subject, {Day::forever() - 1});
  auto const may = may_commend(year_of(round), years);
  if (!may) return std::nullopt;
  Day const on = round.opening.roster_on;
  return Commendable{.subject = subject,
                     .name = of_unit(subject.part) ? name_of(snapshot, subject.unit, on)
                                                   : name_of(snapshot, subject.person, on),
                     .years = may->years,
                     .commendation = may->commendation,
                     .citation = may->citation,
                     .confidence = may->confidence};
}

}  // namespace

std::vector<Commendable> commendable(Snapshot& snapshot, unit::Reach const& reach,
                                     RoundView const& round, UnitId unit) {
  std::vector<Commendable> all;
  auto const add = [&](Subject const& subject, Outcome const& outcome) {
    if (outcome.grade != review::Grade::excellent) return;
    if (auto one = commended(snapshot, round, subject)) all.push_back(*std::move(one));
  };
  auto const tree = unit::tree(snapshot, {round.opening.roster_on});
  for (unit::Node const& node : tree.subtree(unit)) {
    if (!reach.holds(node.id)) continue;
    Subject const organisation{Part::organisation, node.id, {}};
    add(organisation, outcome_of(snapshot, organisation, year_of(round)));
    if (!unit::holds_members(node.unit_kind)) continue;
    for (auto const& one : members_of_cell(snapshot, node.id, on_roster(round))) {
      add({Part::member, node.id, one.person}, one.outcome);
    }
  }
  return all;
}

namespace {

// Results of one year by the unit that answers on the chosen day for the cell of the year's roster.
using ByUnit = std::unordered_map<UnitId, Counts>;

ByUnit results_on(Snapshot& snapshot, int year, Moment moment,
                  std::unordered_map<UnitId, UnitId> const& answering) {
  ByUnit counts;
  auto const known = review::round_of(snapshot, year, moment);
  OnRoster const when{year, known ? known->roster_on : within(year + 1) - 1};
  for (CellResult const& one : results_by_cell(snapshot, when)) {
    auto const answers = answering.find(one.cell);
    if (answers == answering.end()) continue;
    Counts& here = counts[answers->second];
    here.total += one.members;
    count(here, one.grade, one.members);
  }
  return counts;
}

void add(Counts& sum, Counts const& more) {
  sum.excellent += more.excellent;
  sum.good += more.good;
  sum.fair += more.fair;
  sum.failed += more.failed;
  sum.total += more.total;
}

}  // namespace

std::vector<Compared> compare(Snapshot& snapshot, unit::Reach const& reach, UnitId unit,
                              std::vector<int> const& years, Moment moment) {
  auto const tree = unit::tree(snapshot, moment);
  auto const whole = tree.subtree(unit);
  if (whole.empty()) return {};
  auto const answering = unit::Lineage(snapshot, moment.known_at).answering(moment.as_of);
  std::vector<ByUnit> results;
  for (int const year : years) results.push_back(results_on(snapshot, year, moment, answering));
  std::vector<Compared> all;
  auto const put = [&](std::span<unit::Node const> subtree) {
    Compared one{subtree.front(), {}};
    for (std::size_t i = 0; i < years.size(); ++i) {
      YearCounts of_year{years[i], {}};
      for (unit::Node const& node : subtree) {
        auto const found = results[i].find(node.id);
        if (found != results[i].end() && reach.holds(node.id)) add(of_year.members, found->second);
      }
      one.years.push_back(of_year);
    }
    all.push_back(std::move(one));
  };
  put(whole);
  for (unit::Node const& node : whole.subspan(1)) {
    bool const right_below = node.depth == whole.front().depth + 1 && reach.holds(node.id);
    if (right_below) put(tree.subtree(node.id));
  }
  return all;
}

}  // namespace giaoban::round
