#include <algorithm>

#include "sample/spread.h"
#include "sample/world.h"

namespace giaoban::sample {

namespace {

Day day_of(int year, int month, int day) {
  return *Day::from_ymd(year, month, day);
}

SamplePerson person_joined(Dice& dice, Day joined, int age_least, int age_most) {
  SamplePerson person;
  person.joined = joined;
  int const age = dice.between(age_least, age_most);
  person.born = dice.day(joined.plus_years(-age - 1) + 1, joined.plus_years(-age));
  person.sex = dice.percent(32) ? member::Sex::female : member::Sex::male;
  Day const over = joined.plus_months(12);  // PR-1
  if (over <= day_of(2021, 6, 14)) person.recognised = over;
  return person;
}

// Somebody of long standing: joined between 18 and 40, not older than 96 now.
SamplePerson old_hand(Dice& dice) {
  int const year = dice.percent(25) ? dice.between(1955, 1985) : dice.between(1986, 2019);
  Day const joined = dice.day(day_of(year, 1, 4), day_of(year, 12, 28));
  return person_joined(dice, joined, 18, year < 1960 ? 24 : 38);
}

// Sizes of the cells, adding up to the roster.
std::vector<int> cell_sizes(Making& making) {
  std::vector<Bounds> bounds;
  for (int cell : making.cells) {
    bool const young = making.world.units[static_cast<std::size_t>(cell)].founded.has_value();
    int const wish = young                     ? making.dice.between(6, 12)
                     : making.dice.percent(20) ? making.dice.between(24, 48)
                                               : making.dice.between(6, 24);
    bounds.push_back({young ? 6 : 5, young ? 14 : 70, wish});
  }
  return spread(bounds, making.targets.members, making.dice);
}

void arrive(SamplePerson& person, Day on, member::Cause cause) {
  person.arrived = on;
  person.arrival = cause;
}

// Who is on the roster: founders of young cells came from elsewhere, the rest is dealt by lot.
void fill_roster(Making& making) {
  Targets const& t = making.targets;
  Dice& dice = making.dice;
  std::vector<int> const sizes = cell_sizes(making);
  std::vector<int> seats;  // cells of older standing, a seat per member
  making.persons_of.resize(making.world.units.size());
  auto const seat = [&](SamplePerson person, int cell) {
    person.cell = cell;
    person.on_roster = true;
    making.persons_of[static_cast<std::size_t>(cell)].push_back(
        static_cast<int>(making.world.persons.size()));
    making.world.persons.push_back(person);
  };
  for (std::size_t i = 0; i < making.cells.size(); ++i) {
    int const cell = making.cells[i];
    auto const founded = making.world.units[static_cast<std::size_t>(cell)].founded;
    for (int n = 0; n < sizes[i]; ++n) {
      if (!founded) {
        seats.push_back(cell);
        continue;
      }
      SamplePerson person = old_hand(dice);
      arrive(person, *founded, member::Cause::transferred_in);
      seat(person, cell);
    }
  }
  dice.shuffle(seats);
  std::size_t next = 0;
  for (int i = 0; i < t.members_admitted_late; ++i) {  // EX-5
    SamplePerson person =
        person_joined(dice, dice.day(day_of(2020, 7, 1), day_of(2020, 12, 20)), 18, 35);
    arrive(person, person.joined, member::Cause::admitted);
    person.not_assessed = review::NotAssessed::admitted_late;
    seat(person, seats[next++]);
  }
  for (int i = 0; i < t.admitted_early; ++i) {
    SamplePerson person =
        person_joined(dice, dice.day(day_of(2020, 1, 6), day_of(2020, 6, 29)), 18, 35);
    arrive(person, person.joined, member::Cause::admitted);
    seat(person, seats[next++]);
  }
  for (int i = 0; i < t.received; ++i) {
    SamplePerson person = old_hand(dice);
    arrive(person, dice.day(day_of(2020, 1, 6), day_of(2020, 12, 20)),
           member::Cause::transferred_in);
    seat(person, seats[next++]);
  }
  while (next < seats.size()) seat(old_hand(dice), seats[next++]);
}

// Exempt (the oldest) and suspended members are not graded (EX-2, EX-3).
void exclude(Making& making) {
  std::vector<int> order;
  for (std::size_t i = 0; i < making.world.persons.size(); ++i) {
    if (!making.world.persons[i].not_assessed) order.push_back(static_cast<int>(i));
  }
  making.dice.shuffle(order);
  std::stable_sort(order.begin(), order.end(), [&](int a, int b) {
    auto const& persons = making.world.persons;
    auto const old = [&](int p) {
      return persons[static_cast<std::size_t>(p)].born < day_of(1948, 1, 1);
    };
    return old(a) && !old(b);
  });
  int exempt = making.targets.members_exempt;
  int suspended = making.targets.members_suspended;
  std::vector<int> excluded(making.world.units.size());
  for (int p : order) {
    SamplePerson& person = making.world.persons[static_cast<std::size_t>(p)];
    auto const cell = static_cast<std::size_t>(person.cell);
    // A cell keeps at least four members to grade.
    if (static_cast<int>(making.persons_of[cell].size()) - excluded[cell] <= 4) continue;
    if (person.arrival != member::Cause::opening) continue;
    if (exempt > 0) {
      --exempt;
      person.exempt = true;
      person.not_assessed = review::NotAssessed::exempt;
    } else if (suspended > 0) {
      --suspended;
      person.suspended = true;
      person.not_assessed = review::NotAssessed::suspended;
    } else {
      break;
    }
    ++excluded[cell];
  }
  ensure(exempt == 0 && suspended == 0, "the sample finds all its exclusions");
}

// Who leaves before the end of probation was never recognised.
void leave(SamplePerson& person, Day on, member::Cause how) {
  person.left = on;
  person.leaving = how;
  if (person.recognised && *person.recognised >= on) person.recognised.reset();
}

member::Cause way_out(Dice& dice) {
  int const chance = dice.below(100);
  if (chance < 70) return member::Cause::deceased;
  if (chance < 86) return member::Cause::transferred_out;
  if (chance < 94) return member::Cause::struck_off;
  return chance < 97 ? member::Cause::resigned : member::Cause::expelled;
}

// Those who left before the roster date; the register still tells of them.
void add_leavers(Making& making) {
  Dice& dice = making.dice;
  for (int i = 0; i < making.targets.left;) {
    SamplePerson person = old_hand(dice);
    person.cell = dice.pick(std::span<int const>(making.cells));
    if (making.world.units[static_cast<std::size_t>(person.cell)].founded) continue;
    leave(person, dice.day(day_of(2020, 1, 10), day_of(2020, 12, 20)), way_out(dice));
    making.world.persons.push_back(person);
    ++i;
  }
}

}  // namespace

void make_persons(Making& making) {
  fill_roster(making);
  exclude(making);
  add_leavers(making);
}

// The half year after: as many come as go, so that the count is the same on its last day.
void add_next_half_year(Making& making, std::vector<char> const& keeps) {
  Dice& dice = making.dice;
  Targets const& t = making.targets;
  int going = t.next_admitted + t.next_received;
  std::size_t const roster = making.world.persons.size();
  while (going > 0) {
    auto const p = static_cast<std::size_t>(dice.below(static_cast<int>(roster)));
    SamplePerson& person = making.world.persons[p];
    if (!person.on_roster || person.left || keeps[p] != 0 || person.suspended) continue;
    leave(person, dice.day(day_of(2021, 1, 5), day_of(2021, 6, 10)), way_out(dice));
    --going;
  }
  for (int i = 0; i < t.next_admitted + t.next_received; ++i) {
    bool const admitted = i < t.next_admitted;
    Day const on = dice.day(day_of(2021, 1, 5), day_of(2021, 6, 10));
    SamplePerson person = admitted ? person_joined(dice, on, 18, 35) : old_hand(dice);
    arrive(person, on, admitted ? member::Cause::admitted : member::Cause::transferred_in);
    person.cell = dice.pick(std::span<int const>(making.cells));
    making.world.persons.push_back(person);
  }
}

}  // namespace giaoban::sample
