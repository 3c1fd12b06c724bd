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
  Known(store::Snapshot& snapshot, std::vector<UnitId> const& units,
        std::vector<Held> const& measures, When when)
      : tree_(unit::tree(snapshot, when.moment)),
        all_(figures(snapshot, measures, units, when.moment, when.year)) {}

  // Of the yearly results among them.
  [[nodiscard]] Year year() const {
    for (auto const& figures : all_) {
      for (Figure const& one : figures) {
        if (one.reference.year.by == Year::By::said) return one.reference.year;
      }
    }
    return {};
  }

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

std::vector<Held> measures_asked(store::Snapshot& snapshot, RevisionsAsked const& asked) {
  if (asked.measure) return {*asked.measure};
  auto all = own_measures(snapshot, {asked.as_of}, asked.unit);
  for (Measure const& one : measures()) all.emplace_back(&one);
  return all;
}

// By the definition that was known when it was reported; nullopt: there was none.
std::optional<Held> as_defined(store::Snapshot& snapshot, Held const& measure,
                               store::Moment moment) {
  if (!measure->own) return measure;
  auto found = measure_named(snapshot, measure->id, moment);
  return found ? std::optional(*std::move(found)) : std::nullopt;
}

void not_defined_then(Figure& figure) {
  figure.count.reset();
  figure.share.reset();
  figure.note = Note{M("Chưa biết: khi báo cáo, chỉ tiêu chưa được định nghĩa."), {}};
}

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
  auto const units = asked.measure ? units_around(asked.unit, unit::tree(snapshot, now),
                                                  unit::tree(snapshot, then))
                                   : std::vector{asked.unit};
  auto const asked_now = measures_asked(snapshot, asked);
  std::vector<std::optional<Held>> defined;
  std::vector<Held> asked_then;
  for (Held const& one : asked_now) {
    defined.push_back(as_defined(snapshot, one, then));
    asked_then.push_back(defined.back().value_or(one));
  }
  // A year that was done since is no correction of the one that was reported.
  Known const reported(snapshot, units, asked_then, {then});
  Known const current(snapshot, units, asked_now, {now, reported.year()});
  std::vector<Revision> all;
  for (std::size_t unit = 0; unit < units.size(); ++unit) {
    auto node = current.node(units[unit]);
    if (!node) node = reported.node(units[unit]);
    if (!node) continue;
    for (std::size_t number = 0; number < asked_now.size(); ++number) {
      all.push_back({.unit = *node,
                     .measure = asked_now[number],
                     .reported = reported.of(unit, number),
                     .now = current.of(unit, number)});
      if (!defined[number] && all.back().reported) not_defined_then(*all.back().reported);
    }
  }
  return all;
}

}  // namespace giaoban::figure
