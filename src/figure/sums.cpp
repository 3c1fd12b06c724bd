// Asked of figures themselves, as a page asks them, and not of the rows they are made of: around
// the last reorganisations and today, of the topmost units and of those that got or lost parts. To
// ask it of every unit on every day would take hours of a nation; the tests ask it of random ones.
#include "figure/sums.h"

#include <algorithm>
#include <chrono>
#include <set>

#include "unit/unit.h"

namespace giaoban::figure {

namespace {

using Clock = std::chrono::steady_clock;

constexpr std::size_t reorganisations_max = 4;  // the last ones
constexpr std::size_t units_max = 6;            // a day
constexpr auto time_max = std::chrono::seconds(20);

struct Sum {
  std::int64_t count = 0;
  std::int64_t base = 0;
  void add(Figure const& figure) {
    count += figure.count.value_or(0);
    base += figure.share ? figure.share->denominator() : 0;
  }
  bool operator==(Sum const&) const = default;
};

std::vector<Held> additive_measures() {
  std::vector<Held> all;
  for (Measure const& one : measures()) {
    if (adds_up(one)) all.emplace_back(&one);
  }
  return all;
}

// The unit, then those right under it.
std::vector<UnitId> with_parts(unit::Tree const& tree, UnitId unit) {
  std::vector<UnitId> units{unit};
  auto const at = tree.index_of(unit);
  if (!at) return units;
  for (auto below = *at + 1; below < tree.subtree_end(*at); below = tree.subtree_end(below)) {
    units.push_back(tree.at(below).id);
  }
  return units;
}

// Today, and the last reorganisations with the day before each.
std::vector<Day> days_to_ask(store::Snapshot& snapshot, unit::Lineage const& lineage) {
  std::set<Day, std::greater<>> reorganised;
  for (unit::Succession const& one : lineage.successions()) reorganised.insert(one.on);
  std::vector<Day> days{snapshot.today()};
  std::size_t told = 0;
  for (Day const day : reorganised) {
    if (++told > reorganisations_max) break;
    days.insert(days.end(), {day, day - 1});
  }
  return days;
}

// The topmost, then those above who gave and who received.
std::vector<UnitId> units_to_ask(unit::Tree const& tree, unit::Lineage const& lineage) {
  std::vector<UnitId> units;
  auto const take = [&](UnitId unit) {
    bool const fits = units.size() < units_max && std::ranges::find(units, unit) == units.end();
    if (fits) units.push_back(unit);
  };
  for (std::size_t top = 0; top < tree.size(); top = tree.subtree_end(top)) take(tree.at(top).id);
  for (unit::Succession const& one : lineage.successions()) {
    for (UnitId const unit : {one.successor, one.predecessor}) {
      auto const at = tree.index_of(unit);
      if (!at) continue;
      unit::Node const node = tree.at(*at);
      if (node.parent >= 0) take(tree.at(static_cast<std::size_t>(node.parent)).id);
      take(unit);
    }
  }
  return units;
}

std::vector<std::string> breaches(store::Snapshot& snapshot) {
  std::vector<std::string> all;
  auto const begun = Clock::now();
  auto const lineage = unit::lineage(snapshot, store::standing - 1);
  for (Day const day : days_to_ask(snapshot, *lineage)) {
    auto const tree = unit::tree(snapshot, {day});
    for (UnitId const unit : units_to_ask(tree, *lineage)) {
      if (Clock::now() - begun > time_max) return all;
      try {
        auto const failing = sums_that_fail(snapshot, unit, {day});
        all.insert(all.end(), failing.begin(), failing.end());
      } catch (store::StrangeValue const&) {
        continue;  // the check of its kind tells the row
      }
    }
  }
  return all;
}

}  // namespace

std::vector<std::string> sums_that_fail(store::Snapshot& snapshot, UnitId unit,
                                        store::Moment moment) {
  std::vector<std::string> failing;
  auto const units = with_parts(unit::tree(snapshot, moment), unit);
  if (units.size() == 1) return failing;
  static std::vector<Held> const asked = additive_measures();
  auto const all = figures(snapshot, asked, units, moment);
  auto const of_results = std::ranges::find_if(
      all.front(), [](Figure const& one) { return one.reference.year.number; });
  Year const year = of_results == all.front().end() ? Year{} : of_results->reference.year;
  auto const itself = figures_at_itself(snapshot, asked, unit, moment, year);
  for (std::size_t i = 0; i < asked.size(); ++i) {
    Figure const& whole = all.front()[i];
    if (!whole.count) continue;
    Sum wanted;
    wanted.add(whole);
    Sum sum;
    sum.add(itself[i]);
    for (std::size_t part = 1; part < units.size(); ++part) sum.add(all[part][i]);
    if (sum == wanted) continue;
    failing.push_back(say(Language::vietnamese,
                          M("{reference}: các đơn vị trực thuộc cộng lại là {sum} trên {sum_base}, "
                            "còn số của cả đơn vị là {whole} trên {whole_base}."),
                          {{"reference", whole.reference.text()},
                           {"sum", format_count(sum.count)},
                           {"sum_base", format_count(sum.base)},
                           {"whole", format_count(wanted.count)},
                           {"whole_base", format_count(wanted.base)}}));
  }
  return failing;
}

store::Invariant const parts_add_up{"parts_of_the_tree_add_up_to_the_whole", &breaches};

}  // namespace giaoban::figure
