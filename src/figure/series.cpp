// One measure over time, as it was and restated on the tree of a chosen day.
#include <algorithm>
#include <array>
#include <set>

#include "figure/indicator.h"
#include "figure/population.h"

namespace giaoban::figure {

namespace {

constexpr std::array step_choices{
    Choice{static_cast<int>(Step::month), "month", M("tháng")},
    Choice{static_cast<int>(Step::quarter), "quarter", M("quý")},
    Choice{static_cast<int>(Step::year), "year", M("năm")},
};

int months_of(Step step) {
  switch (step) {
    case Step::month:
      return 1;
    case Step::quarter:
      return 3;
    case Step::year:
      return 12;
  }
  return 1;
}

// Days of successions that touch the unit or what stands under it around then.
class Breaks {
 public:
  Breaks(store::Snapshot& snapshot, unit::Lineage const& lineage, SeriesAsked const& asked)
      : snapshot_(snapshot), asked_(asked) {
    for (unit::Succession const& one : lineage.successions()) {
      if (asked.from < one.on && one.on <= asked.to) on_[one.on].push_back(one);
    }
  }

  // After the one day, up to and with the other.
  std::vector<Day> between(Day after, Day until) {
    std::vector<Day> days;
    for (auto one = on_.upper_bound(after); one != on_.end() && one->first <= until; ++one) {
      if (touches(one->first, one->second)) days.push_back(one->first);
    }
    return days;
  }

 private:
  bool touches(Day on, std::vector<unit::Succession> const& successions) {
    auto const before = unit::tree(snapshot_, {on - 1, asked_.known_at});
    auto const after = unit::tree(snapshot_, {on, asked_.known_at});
    return std::ranges::any_of(successions, [&](unit::Succession const& one) {
      return before.within(one.predecessor, asked_.unit) ||
             after.within(one.successor, asked_.unit);
    });
  }

  store::Snapshot& snapshot_;
  SeriesAsked const& asked_;
  std::map<Day, std::vector<unit::Succession>> on_;
};

// The definition that is in force on the day; the one asked with where none is.
Held held_on(store::Snapshot& snapshot, SeriesAsked const& asked, Day on) {
  if (!asked.measure->own) return asked.measure;
  auto found = measure_named(snapshot, asked.measure->id, {on, asked.known_at});
  return found ? *std::move(found) : asked.measure;
}
bool defined_on(Held const& measure, Day on) {
  return !measure->own || measure->own->span.contains(on);
}
Loaded not_defined(Day on) {
  return {.on = on,
          .known = false,
          .note = Note{M("Chưa biết: ngày {day} chỉ tiêu chưa được định nghĩa hoặc đã thôi dùng."),
                       {{"day", on.vietnamese()}}},
          .records = {}};
}

Figure restated_figure(store::Snapshot& snapshot, SeriesAsked const& asked,
                       Restated const& restated, Day on) {
  Reading reading(snapshot, {on, asked.known_at});
  Populations populations(reading, asked.unit, restated);
  Held const measure = held_on(snapshot, asked, on);
  Reference const reference{measure, asked.unit, {on, asked.known_at}};
  if (!defined_on(measure, on)) return figure_of(reference, not_defined(on));
  return figure_of(reference, populations.behind(*measure));
}

Figure figure_as_it_was(store::Snapshot& snapshot, SeriesAsked const& asked, Day on) {
  Held const measure = held_on(snapshot, asked, on);
  Reference const reference{measure, asked.unit, {on, asked.known_at}};
  if (!defined_on(measure, on)) return figure_of(reference, not_defined(on));
  auto found = figure(snapshot, reference);
  ensure(found.has_value(), "a unit that is asked about is known");
  return *std::move(found);
}

}  // namespace

std::span<Choice const> choices_of(Step) {
  return step_choices;
}

Restated::Restated(store::Snapshot& snapshot, unit::Lineage const& lineage, UnitId unit,
                   store::Moment tree_at)
    : lineage_(lineage) {
  auto const tree = unit::tree(snapshot, tree_at);
  for (auto const& [any, answering] : lineage.answering(tree_at.as_of)) {
    if (tree.within(answering, unit)) under_.insert(any);
  }
  // Latest first, so that who gave to a giver is seen too.
  auto const& successions = lineage.successions();
  for (auto one = successions.rbegin(); one != successions.rend(); ++one) {
    if (concerns(one->successor)) gave_.insert(one->predecessor);
  }
}

std::vector<Day> days_of(SeriesAsked const& asked) {
  std::vector<Day> days;
  int const step = months_of(asked.step);
  auto first = Day::from_ymd(asked.from.year(), (asked.from.month() - 1) / step * step + 1, 1);
  ensure(first.has_value(), "each month has a first day");
  for (Day next = first->plus_months(step); next - 1 < asked.to; next = next.plus_months(step)) {
    if (asked.from <= next - 1) days.push_back(next - 1);
  }
  days.push_back(asked.to);
  return days;
}

std::vector<SeriesPoint> series(store::Snapshot& snapshot, SeriesAsked const& given) {
  SeriesAsked asked = given;
  asked.known_at = bound(snapshot, {asked.to, asked.known_at}).known_at;
  unit::Lineage const lineage(snapshot, asked.known_at);
  std::optional<Restated> restated;
  if (asked.restated_on) {
    restated.emplace(snapshot, lineage, asked.unit,
                     store::Moment{*asked.restated_on, asked.known_at});
  }
  Breaks breaks(snapshot, lineage, asked);
  std::vector<SeriesPoint> points;
  Day before = asked.from;
  for (Day const on : days_of(asked)) {
    points.push_back({restated ? restated_figure(snapshot, asked, *restated, on)
                               : figure_as_it_was(snapshot, asked, on),
                      breaks.between(before, on)});
    before = on;
  }
  return points;
}

}  // namespace giaoban::figure
