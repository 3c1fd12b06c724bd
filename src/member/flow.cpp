// Opening + ins - outs = closing. Opening and closing are counted under the trees of their days;
// what lies between is walked day by day over the changes recorded. On one day units move first,
// with the members who stood in them the day before; then members change place, under the new tree.
#include <algorithm>
#include <map>
#include <set>
#include <unordered_map>

#include "member/store.h"

namespace giaoban::member {

bool Flow::closes() const {
  return opening + admitted + readmitted + transferred_in + restored + came_with_unit + opened -
             transferred_out - deceased - struck_off - expelled - resigned - left_with_unit ==
         closing;
}

namespace {

std::int64_t members_within(unit::Tree const& tree, UnitId unit, CellCounts const& counts) {
  std::int64_t sum = 0;
  for (auto const& node : tree.subtree(unit)) {
    auto const found = counts.find(node.id);
    if (found != counts.end()) sum += found->second;
  }
  return sum;
}

std::int64_t& arrivals(Flow& flow, Cause cause) {
  switch (cause) {
    case Cause::opening:
      return flow.opened;
    case Cause::admitted:
      return flow.admitted;
    case Cause::readmitted:
      return flow.readmitted;
    case Cause::restored:
      return flow.restored;
    case Cause::reorganised:
      return flow.came_with_unit;
    default:
      return flow.transferred_in;
  }
}

std::int64_t& departures(Flow& flow, Cause cause) {
  switch (cause) {
    case Cause::deceased:
      return flow.deceased;
    case Cause::struck_off:
      return flow.struck_off;
    case Cause::expelled:
      return flow.expelled;
    case Cause::resigned:
      return flow.resigned;
    case Cause::reorganised:
      return flow.left_with_unit;
    default:
      return flow.transferred_out;
  }
}

// The walk from one day to the next.
class Walk {
 public:
  Walk(UnitId unit, unit::Tree const& tree, CellCounts counts, Flow& flow)
      : unit_(unit), counts_(std::move(counts)), flow_(flow) {
    for (auto const& node : tree.nodes()) {
      if (node.parent >= 0) {
        parents_[node.id] = tree.nodes()[static_cast<std::size_t>(node.parent)].id;
      }
    }
  }

  // A unit that ends on the day stays where it was: its members leave it that day, and that is no
  // move of the unit.
  void move_units(std::vector<ParentChange> const& changes, std::set<UnitId> const& ended) {
    CellCounts const standing = counts_;
    std::unordered_map<UnitId, bool> before;
    for (auto const& [cell, count] : standing) before[cell] = within(cell);
    for (auto const& change : changes) parents_[change.unit] = change.parent;
    stays_.clear();
    for (auto const& [cell, count] : standing) {
      if (ended.contains(cell)) {
        stays_[cell] = before[cell];
      } else if (within(cell) && !before[cell]) {
        flow_.came_with_unit += count;
      } else if (!within(cell) && before[cell]) {
        flow_.left_with_unit += count;
      }
    }
  }

  void change_place(Transition const& transition) {
    bool const was_within = transition.from && within(*transition.from);
    bool const is_within = transition.to && within(*transition.to);
    if (transition.from) --counts_[*transition.from];
    if (transition.to) ++counts_[*transition.to];
    if (!was_within && is_within) ++arrivals(flow_, transition.cause);
    if (was_within && !is_within) ++departures(flow_, transition.cause);
  }

 private:
  [[nodiscard]] bool within(UnitId cell) const {
    if (auto const stays = stays_.find(cell); stays != stays_.end()) return stays->second;
    // Not through a cycle for ever: a store that holds one is broken, and `check` says so.
    for (std::size_t steps = 0; steps <= parents_.size(); ++steps) {
      if (cell == unit_) return true;
      auto const parent = parents_.find(cell);
      if (parent == parents_.end()) return false;
      cell = parent->second;
    }
    return false;
  }

  UnitId unit_;
  CellCounts counts_;
  Flow& flow_;
  std::unordered_map<UnitId, UnitId> parents_;
  std::unordered_map<UnitId, bool> stays_;  // ended cells
};

struct DayOfMoves {
  std::vector<ParentChange> begun;
  std::set<UnitId> ended;  // without a parent that begins on the same day
};

std::map<Day, DayOfMoves> days_of_moves(std::vector<ParentChange> const& changes, Span days) {
  std::map<Day, DayOfMoves> moves;
  for (auto const& change : changes) {
    if (days.contains(change.span.from)) moves[change.span.from].begun.push_back(change);
    if (days.contains(change.span.to)) moves[change.span.to].ended.insert(change.unit);
  }
  for (auto& [day, of_day] : moves) {
    for (auto const& change : of_day.begun) of_day.ended.erase(change.unit);
  }
  return moves;
}

}  // namespace

Flow flow(store::Snapshot& snapshot, UnitId unit, Span days, EntryNumber known_at) {
  ensure(!days.empty(), "a flow is over at least one day");
  store::Moment const opening{days.from - 1, known_at};
  store::Moment const closing{days.to - 1, known_at};
  auto const tree = unit::tree(snapshot, opening);
  auto counts = cell_counts(snapshot, opening.as_of, closing.as_of, known_at);
  Flow flow;
  flow.opening = members_within(tree, unit, counts.opening);
  flow.closing = members_within(unit::tree(snapshot, closing), unit, counts.closing);

  auto const moves = days_of_moves(parent_changes(snapshot, days, known_at), days);
  auto const changes = transitions(snapshot, days, known_at);
  Walk walk(unit, tree, std::move(counts.opening), flow);
  auto move = moves.begin();
  auto const move_until = [&](Day day) {
    for (; move != moves.end() && move->first <= day; ++move) {
      walk.move_units(move->second.begun, move->second.ended);
    }
  };
  for (auto const& change : changes) {
    move_until(change.day);
    walk.change_place(change);
  }
  move_until(days.to - 1);
  return flow;
}

}  // namespace giaoban::member
