// One day's figures as they were known when they were reported and as they are known now.
#include <algorithm>

#include "figure/figure.h"

namespace giaoban::figure {

namespace {

// The unit and those right under it in the later tree, then those that only the earlier one has
// under it.
std::vector<UnitId> units_around(UnitId unit, unit::Tree const& now, unit::Tree const& then) {
  std::vector<UnitId> units{unit};
  for (auto const* const tree : {&now, &then}) {
    auto const place = tree->index_of(unit);
    if (!place) continue;
    for (std::size_t below = *place + 1; below < tree->subtree_end(*place);
         below = tree->subtree_end(below)) {
      UnitId const id = tree->at(below).id;
      if (std::ranges::find(units, id) == units.end()) units.push_back(id);
    }
  }
  return units;
}

// What is known of the units at a moment; of one that does not stand then nothing.
class Known {
 public:
  Known(store::Snapshot& snapshot, std::vector<UnitId> const& units, unit::Tree tree,
        store::Moment moment)
      : tree_(std::move(tree)), all_(figures(snapshot, units, moment)) {}

  [[nodiscard]] std::optional<Figure> of(std::size_t unit, std::size_t number) const {
    Figure const& figure = all_[unit][number];
    return tree_.index_of(figure.reference.unit) ? std::optional(figure) : std::nullopt;
  }
  [[nodiscard]] std::optional<unit::Node> node(UnitId unit) const {
    auto const place = tree_.index_of(unit);
    return place ? std::optional(tree_.at(*place)) : std::nullopt;
  }

 private:
  unit::Tree tree_;
  std::vector<std::vector<Figure>> all_;  // by unit, in the order of measures
};

}  // namespace

std::optional<std::int64_t> Revision::difference() const {
  auto const count = [](std::optional<Figure> const& figure) {
    return figure ? figure->count : std::optional<std::int64_t>(0);
  };
  auto const before = count(reported);
  auto const after = count(now);
  return before && after ? std::optional(*after - *before) : std::nullopt;
}

std::vector<Revision> revisions(store::Snapshot& snapshot, RevisionsAsked const& asked) {
  store::Moment const then{asked.as_of, asked.reported_at};
  store::Moment const now{asked.as_of, snapshot.head()};
  auto const tree_then = unit::tree(snapshot, then);
  auto const tree_now = unit::tree(snapshot, now);
  auto const units = asked.measure == nullptr ? std::vector{asked.unit}
                                              : units_around(asked.unit, tree_now, tree_then);
  Known const reported(snapshot, units, tree_then, then);
  Known const current(snapshot, units, tree_now, now);
  std::vector<Revision> all;
  for (std::size_t unit = 0; unit < units.size(); ++unit) {
    auto node = current.node(units[unit]);
    if (!node) node = reported.node(units[unit]);
    if (!node) continue;
    for (std::size_t number = 0; number < measures().size(); ++number) {
      Measure const& one = measures()[number];
      if (asked.measure != nullptr && asked.measure != &one) continue;
      all.push_back({.unit = *node,
                     .measure = &one,
                     .reported = reported.of(unit, number),
                     .now = current.of(unit, number)});
    }
  }
  return all;
}

}  // namespace giaoban::figure
