// How far a round is: of each unit who is decided and who is not, and the roster in numbers.
#include <unordered_map>
#include <unordered_set>

#include "round/checks.h"

namespace giaoban::round {

using store::Snapshot;

namespace {

struct Excluded {
  UnitId cell;
  review::NotAssessed reason;
};

// Of all members on the roster those whom a rule excludes. Few are admitted late, and a correction
// may have split their standing, so these are asked about one by one.
std::vector<Excluded> excluded_members(Snapshot& snapshot, RoundView const& round) {
  std::vector<Excluded> excluded;
  PersonId last{};
  for (PerhapsExcluded const& one : perhaps_excluded(snapshot, round.opening.roster_on)) {
    if (one.person == last) continue;
    review::SubjectFacts facts{.year = year_of(round), .roster_on = round.opening.roster_on};
    facts.exempt = one.why == review::NotAssessed::exempt;
    facts.suspended = one.why == review::NotAssessed::suspended;
    auto const rule = facts.exempt || facts.suspended
                          ? review::rule_for(facts)
                          : review::rule_of(snapshot, one.person, review_round(round));
    if (!rule.exclusion) continue;
    last = one.person;
    excluded.push_back({one.cell, *rule.exclusion});
  }
  return excluded;
}

// A round in numbers, each table read once.
struct Numbers {
  std::unordered_map<UnitId, CellCounts> cells;
  std::unordered_map<UnitId, std::int64_t> excluded;
  std::unordered_set<UnitId> decided;
};

bool graded(unit::Node const& node) {
  return unit::level_of(node.unit_kind) != unit::Level::body;
}

Progress sum(std::span<unit::Node const> subtree, unit::Reach const& reach,
             Numbers const& numbers) {
  Progress sum{.unit = subtree.front()};
  for (unit::Node const& node : subtree) {
    if (!reach.holds(node.id)) continue;
    if (auto const cell = numbers.cells.find(node.id); cell != numbers.cells.end()) {
      sum.members += cell->second.members;
      sum.members_decided += cell->second.decided;
      sum.members_proposed += cell->second.proposed;
    }
    if (auto const left = numbers.excluded.find(node.id); left != numbers.excluded.end()) {
      sum.excluded += left->second;
    }
    if (!graded(node)) continue;
    ++sum.units;
    if (numbers.decided.contains(node.id)) ++sum.units_decided;
  }
  return sum;
}

}  // namespace

std::vector<Progress> progress(Snapshot& snapshot, unit::Reach const& reach, RoundView const& round,
                               UnitId unit) {
  auto const tree = unit::tree(snapshot, {round.opening.roster_on});
  auto const whole = tree.subtree(unit);
  if (whole.empty()) return {};
  Numbers numbers;
  for (CellCounts const& cell : members_by_cell(snapshot, on_roster(round))) {
    numbers.cells.emplace(cell.cell, cell);
  }
  for (Excluded const& one : excluded_members(snapshot, round)) {
    if (tree.within(one.cell, unit) && reach.holds(one.cell)) ++numbers.excluded[one.cell];
  }
  for (UnitId const decided : organisations_decided(snapshot, year_of(round))) {
    numbers.decided.insert(decided);
  }
  std::vector<Progress> all;
  auto const add = [&](std::span<unit::Node const> subtree) {
    all.push_back(sum(subtree, reach, numbers));
    // Of its level, or where none was set of the next one below: who stands higher waits for it.
    auto const level = unit::level_of(subtree.front().unit_kind);
    auto const deadline = round.deadlines.lower_bound(level);
    if (deadline != round.deadlines.end()) all.back().deadline = deadline->second;
  };
  add(whole);
  for (unit::Node const& node : whole.subspan(1)) {
    bool const right_below = node.depth == whole.front().depth + 1 && reach.holds(node.id);
    // A body is graded through the organisation of its own.
    if (right_below && graded(node)) add(tree.subtree(node.id));
  }
  return all;
}

Census census(Snapshot& snapshot, RoundView const& round) {
  auto const tree = unit::tree(snapshot, {round.opening.roster_on});
  Census census;
  for (unit::Node const& node : tree.subtree(round.opening.unit)) {
    if (review::has_collective(node.unit_kind)) ++census.collectives;
    if (!graded(node)) continue;
    ++census.organisations;
    if (review::rule_of(snapshot, node.id, review_round(round)).exclusion) ++census.excluded_units;
  }
  for (CellCounts const& cell : members_by_cell(snapshot, on_roster(round))) {
    if (tree.within(cell.cell, round.opening.unit)) census.members += cell.members;
  }
  for (Excluded const& one : excluded_members(snapshot, round)) {
    if (tree.within(one.cell, round.opening.unit)) ++census.excluded_members[one.reason];
  }
  return census;
}

}  // namespace giaoban::round
