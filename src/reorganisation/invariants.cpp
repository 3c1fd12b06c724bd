// The laws of reorganisations over all that stands now: nobody is lost on the way, as it was or
// restated.
#include <set>

#include "reorganisation/rules.h"

namespace giaoban::reorganisation {

namespace {

using Breaches = std::vector<std::string>;

std::set<Day> days_reorganised(unit::Lineage const& lineage) {
  std::set<Day> days;
  for (unit::Succession const& one : lineage.successions()) days.insert(one.on);
  return days;
}

// On the day before and on the day itself every member's cell stands under a top of the tree, so
// that each level counts them all.
Breaches members_outside_the_tree(store::Snapshot& snapshot) {
  Breaches breaches;
  unit::Lineage const lineage(snapshot, store::standing - 1);
  for (Day const day : days_reorganised(lineage)) {
    for (Day const on : {day - 1, day}) {
      auto const tree = unit::tree(snapshot, {on});
      for (auto const& [cell, members] : member::cell_counts(snapshot, {on})) {
        if (tree.index_of(cell)) continue;
        breaches.push_back(say(
            Language::vietnamese,
            M("Ngày {day}: {count} đảng viên thuộc đơn vị số {cell} không có trong cây tổ chức."),
            {{"day", on.vietnamese()},
             {"count", std::to_string(members)},
             {"cell", std::to_string(cell.value)}}));
      }
    }
  }
  return breaches;
}

// Members of the day before, counted on the day's tree, and those of the day on the tree before.
Breaches members_that_nobody_answers_for(store::Snapshot& snapshot) {
  Breaches breaches;
  unit::Lineage const lineage(snapshot, store::standing - 1);
  struct Way {
    Day counted;
    Day tree;
  };
  for (Day const day : days_reorganised(lineage)) {
    for (Way const way : {Way{day - 1, day}, Way{day, day - 1}}) {
      auto const tree = unit::tree(snapshot, {way.tree});
      for (auto const& [cell, members] : member::cell_counts(snapshot, {way.counted})) {
        auto const answering = lineage.answers(cell, way.tree);
        if (answering && tree.index_of(*answering)) continue;
        breaches.push_back(
            say(Language::vietnamese,
                M("{count} đảng viên ngày {counted} thuộc đơn vị số {cell} không có đơn vị nào kế "
                  "thừa trong cây tổ chức ngày {day}."),
                {{"count", std::to_string(members)},
                 {"counted", way.counted.vietnamese()},
                 {"cell", std::to_string(cell.value)},
                 {"day", way.tree.vietnamese()}}));
      }
    }
  }
  return breaches;
}

store::Invariant const totals_as_it_was{"every_level_counts_all_members_over_a_reorganisation",
                                        &members_outside_the_tree};
store::Invariant const totals_restated{"restated_totals_are_equal",
                                       &members_that_nobody_answers_for};

}  // namespace

std::vector<store::Invariant const*> invariants() {
  return {&totals_as_it_was, &totals_restated};
}

}  // namespace giaoban::reorganisation
