// One measure over time, as it was and restated on the tree of a chosen day.
#include <algorithm>
#include <array>

#include "base/patience.h"
#include "figure/indicator.h"
#include "figure/population.h"
#include "figure/spells.h"

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
    Patience::ask();
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
Loaded unknown(Day on, Note const& why) {
  return {.on = on, .known = false, .note = why, .records = {}};
}
Loaded not_defined(Day on) {
  return unknown(on, {M("Chưa biết: ngày {day} chỉ tiêu chưa được định nghĩa hoặc đã thôi dùng."),
                      {{"day", on.vietnamese()}}});
}

using Clock = std::chrono::steady_clock;

// What the last points took tells what those to come will take. Those before the register was
// opened cost nothing, so it is asked again at each.
class Costs {
 public:
  explicit Costs(std::size_t points) : points_(static_cast<std::int64_t>(points)) {}

  Result<void> counted() {
    Clock::time_point const now = Clock::now();
    ++done_;
    // The first one reads what the others find.
    if (done_ > 1) last_ = done_ == 2 ? now - before_ : (2 * last_ + (now - before_)) / 3;
    before_ = now;
    if (last_ <= Clock::duration::zero() || Patience::until() == Clock::time_point::max())
      return {};
    auto const fit = done_ + (Patience::until() - now) / last_;
    if (fit >= points_) return {};
    return refuse(points_too_dear, {{"count", std::to_string(points_)},
                                    {"fit", std::to_string(std::max<std::int64_t>(2, fit))}});
  }

 private:
  std::int64_t points_;
  std::int64_t done_ = 0;
  Clock::time_point before_ = {};
  Clock::duration last_ = {};
};

// A series' figures, day by day: by the definition of each day, out of memory where it tells.
class Asking {
 public:
  Asking(store::Snapshot& snapshot, SeriesAsked const& asked, Restated const* restated)
      : snapshot_(snapshot), asked_(asked), restated_(restated) {
    auto memory = memory_of(snapshot);
    spells_ = memory.spells;
    state_ = std::move(memory.state);
    if (spells_ == nullptr) return;
    if (restated != nullptr) in_memory_.emplace(snapshot, state_, *restated);
  }

  Result<std::vector<Figure>> on(std::vector<Day> const& days) {
    std::vector<Held> held;
    for (Day const day : days) held.push_back(held_on(snapshot_, asked_, day));
    if (same_throughout(held, days)) return at_once(held.front(), days);
    return one_by_one(held, days);
  }

 private:
  [[nodiscard]] Reference reference(Held const& measure, Day day) const {
    return {measure, asked_.unit, {day, asked_.known_at}};
  }
  // Then one pass over the columns answers.
  [[nodiscard]] bool same_throughout(std::vector<Held> const& held,
                                     std::vector<Day> const& days) const {
    Measure const& first = *held.front();
    if (spells_ == nullptr || !told_by_classes(first)) return false;
    if (!on_the_day_asked(first.population)) return false;
    for (std::size_t i = 0; i < days.size(); ++i) {
      if (held[i]->version != first.version || !defined_on(held[i], days[i])) return false;
    }
    return true;
  }
  Counted counted(Day day) const {
    store::Moment const moment{day, asked_.known_at};
    return in_memory_ ? Counted(*spells_, state_, *in_memory_, moment)
                      : Counted(*spells_, state_, asked_.unit, moment);
  }
  std::vector<Figure> at_once(Held const& measure, std::vector<Day> const& days) {
    auto const tallies = sweep(*spells_, *state_,
                               {.measure = *measure,
                                .unit = asked_.unit,
                                .days = days,
                                .known_at = asked_.known_at,
                                .restated = in_memory_ ? &*in_memory_ : nullptr});
    std::vector<Figure> all;
    for (std::size_t i = 0; i < days.size(); ++i) {
      auto const why = counted(days[i]).unknown_on(days[i]);
      all.push_back(why ? figure_of(reference(measure, days[i]), unknown(days[i], *why))
                        : figure_of(reference(measure, days[i]), tallies[i]));
    }
    return all;
  }
  Result<std::vector<Figure>> one_by_one(std::vector<Held> const& held,
                                         std::vector<Day> const& days) {
    std::vector<Figure> all;
    Costs costs(days.size());
    for (std::size_t i = 0; i < days.size(); ++i) {
      Patience::ask();
      all.push_back(one(held[i], days[i]));
      TRY_VOID(costs.counted());
    }
    return all;
  }
  Figure one(Held const& measure, Day day) {
    auto const asked = reference(measure, day);
    if (!defined_on(measure, day)) return figure_of(asked, not_defined(day));
    if (restated_ == nullptr) {
      auto found = figure(snapshot_, asked);
      ensure(found.has_value(), "a unit that is asked about is known");
      return *std::move(found);
    }
    if (in_memory_ && told_by_classes(*measure)) {
      return figure_of(asked, counted(day).of(measure->population));
    }
    Reading reading(snapshot_, asked.moment);
    return figure_of(asked, Populations(reading, asked_.unit, *restated_).behind(*measure));
  }

  store::Snapshot& snapshot_;
  SeriesAsked const& asked_;
  Restated const* restated_;
  Spells* spells_ = nullptr;
  std::shared_ptr<State const> state_;
  std::optional<RestatedState> in_memory_;
};

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

bool Restated::counts(std::span<Stay const> stays, std::size_t stay) const {
  Stay const& own = stays[stay];
  bool const followed = stay + 1 < stays.size() && stays[stay + 1].person == own.person &&
                        stays[stay + 1].cell && stays[stay + 1].days.from == own.days.to &&
                        lineage_.divided(own.cell, own.days.to);
  return followed ? counts(stays, stay + 1) : under(own.cell);
}

Result<std::vector<Day>> days_of(SeriesAsked const& asked) {
  int const step = months_of(asked.step);
  std::int64_t const months = std::int64_t{12} * (asked.to.year() - asked.from.year()) +
                              asked.to.month() - asked.from.month();
  std::int64_t const count = std::max<std::int64_t>(0, months) / step + 1;
  if (count > points_max) {
    return refuse(too_many_points,
                  {{"count", std::to_string(count)}, {"limit", std::to_string(points_max)}});
  }
  std::vector<Day> days;
  auto const first =
      Day::from_ymd(asked.from.year(), (asked.from.month() - 1) / step * step + 1, 1);
  ensure(first.has_value(), "each month has a first day");
  // After the last month there is none: the day stays what it is.
  for (Day next = first->plus_months(step); next < Day::forever() && next - 1 < asked.to;
       next = next.plus_months(step)) {
    if (asked.from <= next - 1) days.push_back(next - 1);
  }
  days.push_back(asked.to);
  return days;
}

Result<std::vector<SeriesPoint>> series(store::Snapshot& snapshot, SeriesAsked const& given) {
  SeriesAsked asked = given;
  TRY_INTO(auto const days, days_of(asked));
  asked.known_at = bound(snapshot, {asked.to, asked.known_at}).known_at;
  unit::Lineage const lineage(snapshot, asked.known_at);
  std::optional<Restated> restated;
  if (asked.restated_on) {
    restated.emplace(snapshot, lineage, asked.unit,
                     store::Moment{*asked.restated_on, asked.known_at});
  }
  Breaks breaks(snapshot, lineage, asked);
  TRY_INTO(auto counted, Asking(snapshot, asked, restated ? &*restated : nullptr).on(days));
  std::vector<SeriesPoint> points;
  Day before = asked.from;
  for (std::size_t i = 0; i < days.size(); ++i) {
    points.push_back({std::move(counted[i]), breaks.between(before, days[i])});
    before = days[i];
  }
  return points;
}

}  // namespace giaoban::figure
