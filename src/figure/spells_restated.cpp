// Restated out of memory, and one measure at many days in one pass over the columns.
#include <algorithm>
#include <map>
#include <set>

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
std::unordered_set<UnitId> divided_of(RestatedState::Asked const& asked) {
  std::unordered_set<UnitId> divided;
  for (unit::Succession const& one : asked.heirs->lineage().successions()) {
    bool const then = asked.since < one.on && one.on <= asked.heirs->tree_on();
    if (then && one.heir == unit::Heir::part) divided.insert(one.predecessor);
  }
  return divided;
}

std::int32_t number_in(Numbers const& numbers, UnitId unit) {
  auto const found = numbers.of.find(unit.value);
  return found == numbers.of.end() ? -1 : found->second;
}

// Each unit's place: that of who answers for it. `but`: nowhere.
rollup::Places places_of(State const& state, RestatedState::Asked const& asked,
                         std::unordered_set<UnitId> const& but) {
  auto const& numbering = asked.tree->numbering;
  std::vector<std::int32_t> place_of;
  place_of.reserve(state.units->ids.size());
  for (std::int64_t const id : state.units->ids) {
    UnitId const unit{id};
    auto const answering = but.contains(unit) ? std::nullopt : asked.heirs->of(unit);
    auto const number = answering ? number_in(*state.units, *answering) : -1;
    bool const stands =
        number >= 0 && static_cast<std::size_t>(number) < numbering.position_of.size();
    place_of.push_back(stands ? numbering.position_of[static_cast<std::size_t>(number)] : -1);
  }
  return {place_of, numbering.size()};
}

bool holds_place(rollup::Range range, std::int32_t position) {
  return range.from <= position && position < range.to;
}

}  // namespace

RestatedState::RestatedState(store::Snapshot& snapshot, State const& state, Asked asked)
    : asked_(std::move(asked)),
      numbers_(state.units),
      head_(state.head),
      divided_(divided_of(asked_)),
      units_(places_of(state, asked_, {})),
      members_(places_of(state, asked_, divided_)) {
  note_given();
  disperse(snapshot);
}

bool RestatedState::holds(State const& state, Asked const& asked) const {
  bool const same = asked_.tree == asked.tree && asked_.heirs == asked.heirs &&
                    asked_.since == asked.since && numbers_ == state.units;
  return same && (divided_.empty() || head_ == state.head);
}

void RestatedState::disperse(store::Snapshot& snapshot) {
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

std::int32_t RestatedState::number_of(UnitId unit) const {
  return number_in(*numbers_, unit);
}

// Latest first, so that who gave to a giver is seen too.
void RestatedState::note_given() {
  std::map<std::int32_t, std::set<std::int32_t>> places;  // by unit
  auto const& successions = asked_.heirs->lineage().successions();
  for (auto one = successions.rbegin(); one != successions.rend(); ++one) {
    auto const successor = number_of(one->successor);
    auto const predecessor = number_of(one->predecessor);
    auto& own = places[predecessor];
    if (auto const further = places.find(successor); further != places.end()) {
      own.insert(further->second.begin(), further->second.end());
    }
    own.insert({units_.of(successor), units_.of(predecessor)});
    for (std::int32_t const place : own) {
      if (place >= 0) given_.push_back({place, predecessor, one->on});
    }
  }
  std::ranges::sort(given_);
}

std::span<RestatedState::Given const> RestatedState::given_to(rollup::Range range) const {
  auto const first = std::ranges::lower_bound(given_, range.from, {}, &Given::place);
  auto const last = std::ranges::lower_bound(given_, range.to, {}, &Given::place);
  return {first, last};
}

rollup::Places RestatedState::concerned(rollup::Range range) const {
  std::vector<std::int32_t> place_of;
  for (std::size_t i = 0; i < numbers_->ids.size(); ++i) {
    place_of.push_back(holds_place(range, units_.of(static_cast<std::int32_t>(i))) ? 0 : -1);
  }
  for (Given const& one : given_to(range)) {
    if (one.unit >= 0) place_of[static_cast<std::size_t>(one.unit)] = 0;
  }
  return {place_of, 1};
}

bool RestatedState::gave_since(Day day, rollup::Range range) const {
  return std::ranges::any_of(given_to(range), [&](Given const& one) {
    return day < one.on && one.on <= asked_.heirs->tree_on();
  });
}

// Only of stays in divided cells: all others are in the columns.
bool RestatedState::counts(Dispersed const& one, rollup::Range range, rollup::Moment on) const {
  std::vector<Stay> known;
  std::optional<std::size_t> here;
  for (Version const& stay : one.stays) {
    if (stay.recorded_in > on.entry || on.entry >= stay.superseded_in) continue;
    if (stay.from <= on.day && on.day < stay.to) here = known.size();
    known.push_back({PersonId{stay.subject},
                     UnitId{stay.refers},
                     {Day::from_number(stay.from), Day::from_number(stay.to)},
                     false});
  }
  if (!here || !divided_.contains(known[*here].cell)) return false;
  auto const cell = asked_.heirs->cell_of(known, *here);
  return holds_place(range, units_.of(number_of(cell)));
}

std::vector<std::uint32_t> RestatedState::dispersed(rollup::Range range, rollup::Moment on) const {
  std::vector<std::uint32_t> words;
  for (Dispersed const& one : dispersed_) {
    if (counts(one, range, on)) words.push_back(word_at(one.states, on));
  }
  return words;
}

std::vector<std::uint32_t> RestatedState::dispersed(rollup::Range range, RosterKey const& roster,
                                                    rollup::Moment asked) const {
  std::vector<std::uint32_t> words;
  for (Dispersed const& one : dispersed_) {
    if (!counts(one, range, {roster.roster_on, asked.entry})) continue;
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
  if (asked.restated) {
    bool const members = asked.measure.population == Population::members;
    add(0, group_of(state, members ? asked.restated->members() : asked.restated->units(),
                    asked.restated->under(state.number_of(asked.unit))));
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
void add_dispersed(State const& state, Swept const& asked, std::vector<Tally>& tallies) {
  auto const entry = static_cast<std::int32_t>(asked.known_at);
  auto const range = asked.restated->under(state.number_of(asked.unit));
  for (std::size_t i = 0; i < asked.days.size(); ++i) {
    for (std::uint32_t const word :
         asked.restated->dispersed(range, {asked.days[i].number(), entry})) {
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
  if (asked.restated && members) add_dispersed(state, asked, tallies);
  return tallies;
}

}  // namespace giaoban::figure
