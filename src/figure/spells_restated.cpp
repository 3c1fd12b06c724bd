// Restated out of memory, and one measure at many days in one pass over the columns.
#include <algorithm>

#include "figure/spells.h"
#include "figure/words.h"

namespace giaoban::figure {

namespace {

bool holds_on(Version const& one, rollup::Moment moment) {
  return one.from <= moment.day && moment.day < one.to && one.recorded_in <= moment.entry &&
         moment.entry < one.superseded_in;
}

std::uint32_t word_at(std::vector<Version> const& versions, rollup::Moment moment) {
  std::uint32_t word = 0;
  for (Version const& one : versions) {
    if (holds_on(one, moment)) word |= one.bits;
  }
  return word;
}

// Units that gave a part by name: their members went different ways.
std::unordered_set<UnitId> divided_of(Restated const& restated) {
  std::unordered_set<UnitId> divided;
  for (unit::Succession const& one : restated.lineage().successions()) {
    bool const apart = one.heir == unit::Heir::part && restated.concerns(one.predecessor);
    if (apart) divided.insert(one.predecessor);
  }
  return divided;
}

// One place for the units that the question holds of.
template <class Holds>
rollup::Places places_where(State const& state, Holds const& holds) {
  std::vector<std::int32_t> place_of;
  for (std::int64_t const id : state.units->ids) place_of.push_back(holds(UnitId{id}) ? 0 : -1);
  return {place_of, 1};
}

}  // namespace

RestatedState::RestatedState(store::Snapshot& snapshot, std::shared_ptr<State const> const& state,
                             Restated const& restated)
    : restated_(restated),
      divided_(divided_of(restated)),
      under_(places_where(*state, [&](UnitId unit) { return restated.under(unit); })),
      members_(places_where(
          *state, [&](UnitId unit) { return restated.under(unit) && !divided_.contains(unit); })),
      concerned_(places_where(*state, [&](UnitId unit) { return restated.concerns(unit); })) {
  Subjects persons;
  for (UnitId const cell : divided_) {
    auto const ever = persons_ever_in(snapshot, cell);
    persons.persons.insert(persons.persons.end(), ever.begin(), ever.end());
  }
  std::ranges::sort(persons.persons);
  auto const repeated = std::ranges::unique(persons.persons);
  persons.persons.erase(repeated.begin(), repeated.end());
  if (persons.persons.empty()) return;
  auto const facts = versions_of(snapshot, persons);
  for (std::int64_t const person : persons.persons) {
    Dispersed one;
    auto const take = [&](std::vector<Version> const& from, std::vector<Version>& into) {
      auto const own = std::ranges::equal_range(from, person, {}, &Version::subject);
      into.insert(into.end(), own.begin(), own.end());
    };
    take(facts.stays, one.stays);
    for (auto const* states : {&facts.standings, &facts.traits, &facts.exemptions,
                               &facts.suspensions, &facts.temporary_activities}) {
      take(*states, one.states);
    }
    take(facts.person_grades, one.results);
    std::ranges::stable_sort(one.stays, {}, &Version::from);
    dispersed_.push_back(std::move(one));
  }
}

// Only of stays in divided cells: all others are in the columns.
bool RestatedState::counts(Dispersed const& one, Day on, std::int32_t entry) const {
  std::vector<Stay> known;
  std::optional<std::size_t> here;
  for (Version const& stay : one.stays) {
    if (stay.recorded_in > entry || entry >= stay.superseded_in) continue;
    if (stay.from <= on.number() && on.number() < stay.to) here = known.size();
    known.push_back({PersonId{stay.subject},
                     UnitId{stay.refers},
                     {Day::from_number(stay.from), Day::from_number(stay.to)},
                     false});
  }
  return here && divided_.contains(known[*here].cell) && restated_.counts(known, *here);
}

std::vector<std::uint32_t> RestatedState::dispersed(Day on, std::int32_t entry) const {
  std::vector<std::uint32_t> words;
  for (Dispersed const& one : dispersed_) {
    if (counts(one, on, entry)) words.push_back(word_at(one.states, {on.number(), entry}));
  }
  return words;
}

std::vector<std::uint32_t> RestatedState::dispersed(RosterKey const& roster,
                                                    rollup::Moment asked) const {
  std::vector<std::uint32_t> words;
  for (Dispersed const& one : dispersed_) {
    if (!counts(one, Day::from_number(roster.roster_on), asked.entry)) continue;
    auto results = one.results;
    std::erase_if(results, [&](Version const& result) {
      return result.year != roster.year || result.aspect != Version::Aspect::first;
    });
    words.push_back(word_at(results, asked));
  }
  return words;
}

// --- many days at once ---------------------------------------------------------------------------

namespace {

// In which of the days' trees each unit is under the one asked about: one group, or none.
struct Groups {
  std::vector<std::vector<std::int32_t>> of;
  rollup::Grouping grouping;
};

std::vector<std::int32_t> group_of(State const& state, rollup::Places const& places,
                                   rollup::Range range) {
  std::vector<std::int32_t> groups(state.units->ids.size(), -1);
  for (std::int32_t position = range.from; position < range.to; ++position) {
    for (std::int32_t const cell : places.cells_at(static_cast<std::size_t>(position))) {
      groups[static_cast<std::size_t>(cell)] = 0;
    }
  }
  return groups;
}

Groups groups_of(Spells& spells, State const& state, Swept const& asked) {
  Groups made;
  made.grouping.groups = 1;
  auto const add = [&](std::size_t since, std::vector<std::int32_t> groups) {
    made.grouping.since.push_back(since);
    made.of.push_back(std::move(groups));
  };
  if (asked.restated != nullptr) {
    bool const members = asked.measure.population == Population::members;
    add(0, group_of(state, members ? asked.restated->members() : asked.restated->under(), {0, 1}));
  } else {
    std::shared_ptr<TreeAt const> before;
    for (std::size_t i = 0; i < asked.days.size(); ++i) {
      auto const entry = static_cast<std::int32_t>(asked.known_at);
      auto const tree = spells.tree(state, {asked.days[i].number(), entry});
      if (tree == before) continue;
      add(i, group_of(state, tree->places, tree->under(state.number_of(asked.unit))));
      before = tree;
    }
  }
  for (auto const& groups : made.of) made.grouping.group_of.emplace_back(groups);
  return made;
}

rollup::Columns const& swept_columns(State const& state, Population population) {
  switch (population) {
    case Population::units:
      return state.units_standing;
    case Population::posts:
      return state.posts;
    default:
      return state.members;
  }
}

// Those of whom the columns do not tell where they count.
void add_dispersed(Swept const& asked, std::vector<Tally>& tallies) {
  auto const entry = static_cast<std::int32_t>(asked.known_at);
  for (std::size_t i = 0; i < asked.days.size(); ++i) {
    for (std::uint32_t const word : asked.restated->dispersed(asked.days[i], entry)) {
      Record const one = record_of(Population::members, word);
      if (!in_base(asked.measure, one)) continue;
      ++tallies[i].denominator;
      if (asked.measure.counts(one)) ++tallies[i].numerator;
    }
  }
}

}  // namespace

std::vector<Tally> sweep(Spells& spells, State const& state, Swept const& asked) {
  Measure const& measure = asked.measure;
  ensure(on_the_day_asked(measure.population), "a sweep counts what stands on each day");
  auto const groups = groups_of(spells, state, asked);
  auto const& columns = swept_columns(state, measure.population);
  std::vector<std::int32_t> days;
  for (Day const day : asked.days) days.push_back(day.number());
  auto const entry = static_cast<std::int32_t>(asked.known_at);
  auto const counted = rollup::series(
      columns, days, entry,
      [&](std::uint32_t word) {
        Record const one = record_of(measure.population, word);
        return in_base(measure, one) && measure.counts(one);
      },
      groups.grouping);
  std::vector<Tally> tallies(days.size());
  for (std::size_t i = 0; i < days.size(); ++i) tallies[i].numerator = counted.at(i, 0);
  if (measure.base) {
    auto const base = rollup::series(
        columns, days, entry,
        [&](std::uint32_t word) { return in_base(measure, record_of(measure.population, word)); },
        groups.grouping);
    for (std::size_t i = 0; i < days.size(); ++i) tallies[i].denominator = base.at(i, 0);
  }
  bool const members = measure.population == Population::members;
  if (asked.restated != nullptr && members) add_dispersed(asked, tallies);
  return tallies;
}

}  // namespace giaoban::figure
