// One measure over time, as it was and restated on the tree of a chosen day.
#include <algorithm>
#include <array>

#include "base/patience.h"
#include "figure/indicator.h"
#include "figure/population.h"
#include "figure/spells.h"
#include "figure/year.h"

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

Day const beginning = Day::from_number(-719'162);  // before all that is recorded

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
    memory_ = memory_of(snapshot);
    if (memory_.spells == nullptr || restated == nullptr) return;
    store::Moment const tree_at{restated->heirs().tree_on(), asked.known_at};
    in_memory_ = memory_.spells->restated(snapshot, *memory_.state,
                                          {heirs_at(snapshot, tree_at), tree_at, beginning});
  }

  Result<std::vector<Figure>> on(std::vector<Day> const& days) {
    std::vector<Held> held;
    for (Day const day : days) held.push_back(held_on(snapshot_, asked_, day));
    if (same_throughout(held, days)) return at_once(held.front(), days);
    return one_by_one(held, days);
  }

 private:
  [[nodiscard]] Reference reference(Held const& measure, Day day) const {
    return {measure,
            asked_.unit,
            {day, asked_.known_at},
            on_the_day_asked(measure->population) ? Year{} : asked_.year};
  }
  // Then one pass over the columns answers.
  [[nodiscard]] bool same_throughout(std::vector<Held> const& held,
                                     std::vector<Day> const& days) const {
    Measure const& first = *held.front();
    if (memory_.spells == nullptr || !told_by_classes(first)) return false;
    if (!on_the_day_asked(first.population)) return false;
    for (std::size_t i = 0; i < days.size(); ++i) {
      if (held[i]->version != first.version || !defined_on(held[i], days[i])) return false;
    }
    return true;
  }
  Counted counted(Day day, YearChosen year = {}) const {
    store::Moment const moment{day, asked_.known_at};
    return {snapshot_, memory_, {asked_.unit, moment, in_memory_, {}, std::move(year)}};
  }
  // Of results that are restated, by what is restated.
  YearChosen restated_year(store::Moment moment) const {
    std::map<int, std::unique_ptr<Reading>> readings;
    auto const count = [&](UnitId unit, int year, Population population) {
      YearChosen const said{.asked = {Year::By::said, year}, .year = year};
      if (in_memory_) return counted(moment.as_of, said).of(population);
      auto& reading = readings[year];
      if (!reading) reading = std::make_unique<Reading>(snapshot_, moment, said);
      return summary_of(Populations(*reading, unit, *restated_).of(population));
    };
    store::Moment const tree_at{*asked_.restated_on, moment.known_at};
    return chosen(asked_.year, Years(snapshot_,
                                     {.moment = moment,
                                      .tree_on = tree_at.as_of,
                                      .chain = chain_of(snapshot_, asked_.unit, tree_at),
                                      .counted = 1},
                                     count)
                                   .shown());
  }
  std::vector<Figure> at_once(Held const& measure, std::vector<Day> const& days) {
    auto const tallies = sweep(*memory_.spells, *memory_.state,
                               {.measure = *measure,
                                .unit = asked_.unit,
                                .days = days,
                                .known_at = asked_.known_at,
                                .restated = in_memory_});
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
    auto asked = reference(measure, day);
    if (!defined_on(measure, day)) return figure_of(asked, not_defined(day));
    if (restated_ == nullptr) {
      auto found = figure(snapshot_, asked);
      ensure(found.has_value(), "a unit that is asked about is known");
      return *std::move(found);
    }
    bool const of_results = !on_the_day_asked(measure->population);
    YearChosen const year = of_results ? restated_year(asked.moment) : YearChosen{};
    if (year.year) asked.year = {Year::By::said, *year.year};
    if (in_memory_ && told_by_classes(*measure)) {
      return figure_of(asked, counted(day, year).of(measure->population));
    }
    Reading reading(snapshot_, asked.moment, year);
    return figure_of(asked, Populations(reading, asked_.unit, *restated_).behind(*measure));
  }

  store::Snapshot& snapshot_;
  SeriesAsked const& asked_;
  Restated const* restated_;
  Memory memory_;
  std::shared_ptr<RestatedState const> in_memory_;
};

}  // namespace

std::span<Choice const> choices_of(Step) {
  return step_choices;
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
  auto const lineage = unit::lineage(snapshot, asked.known_at);
  std::optional<Restated> restated;
  if (asked.restated_on) {
    store::Moment const tree_at{*asked.restated_on, asked.known_at};
    restated.emplace(snapshot, heirs_at(snapshot, tree_at), Restated::At{asked.unit, tree_at});
  }
  Breaks breaks(snapshot, *lineage, asked);
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
