// Flows against what a person with a calendar would count: day by day, member by member.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <random>

#include "member/member.h"
#include "tests/member_world.h"

namespace giaoban::member {
namespace {

using store::Tx;
using test::day;

class MemberFlow : public test::MemberWorld {
 protected:
  Flow flowed(UnitId unit, Span days, EntryNumber known_at = store::standing - 1) {
    auto const snapshot = store().read();
    return flow(*snapshot, unit, days, known_at);
  }
};
ON_BOTH_DATABASES(MemberFlow);

TEST_P(MemberFlow, names_each_way_in_and_out) {
  auto const stays = full_member("Lê Một", khu_1, day("01/02/2015"));
  auto const dies = full_member("Lê Hai", khu_1, day("01/02/2015"));
  admitted("Lê Ba", khu_2, day("01/03/2020"));
  write(transfer_verb, [&](Tx& tx) { return transfer(tx, stays, khu_9, day("30/06/2020")); });
  write(leave_verb, [&](Tx& tx) {
    return leave(tx, dies, {.on = day("01/01/2020"), .cause = Cause::deceased, .place = {}});
  });
  Span const half{day("01/01/2020"), day("01/07/2020")};
  auto const all = flowed(province, half);
  EXPECT_EQ(all.opening, 2);
  EXPECT_EQ(all.admitted, 1);
  EXPECT_EQ(all.deceased, 1);
  EXPECT_EQ(all.transferred_in + all.transferred_out, 0);
  EXPECT_EQ(all.closing, 2);
  auto const commune = flowed(kim_duc, half);
  EXPECT_EQ(commune.transferred_in, 1);
  EXPECT_EQ(commune.closing, 1);
  EXPECT_EQ(flowed(hung_lo, half).transferred_out, 1);
  // A day earlier or later it is another half-year's.
  EXPECT_EQ(flowed(province, {day("02/01/2020"), day("30/06/2020")}).deceased, 0);
  EXPECT_EQ(flowed(kim_duc, {day("01/01/2020"), day("30/06/2020")}).transferred_in, 0);
}

TEST_P(MemberFlow, tells_moves_of_units_from_transfers) {
  full_member("Lê Một", khu_1, day("01/02/2015"));
  auto const second = full_member("Lê Hai", khu_1, day("01/02/2015"));
  auto const before = store().read()->head();
  write(unit::move_verb, [&](Tx& tx) { return unit::move(tx, khu_1, kim_duc, day("01/03/2020")); });
  write(transfer_verb, [&](Tx& tx) { return transfer(tx, second, khu_2, day("01/03/2020")); });
  Span const year{day("01/01/2020"), day("01/01/2021")};
  // The unit moves first: both come with it, then one goes back.
  auto const came = flowed(kim_duc, year);
  EXPECT_EQ(came.came_with_unit, 2);
  EXPECT_EQ(came.transferred_out, 1);
  EXPECT_EQ(came.closing, 1);
  auto const left = flowed(hung_lo, year);
  EXPECT_EQ(left.left_with_unit, 2);
  EXPECT_EQ(left.transferred_in, 1);
  EXPECT_EQ(left.closing, 1);
  auto const above = flowed(district, year);
  EXPECT_EQ(above.came_with_unit + above.left_with_unit + above.transferred_in, 0);
  EXPECT_EQ(flowed(kim_duc, year, before).closing, 0);
}

TEST_P(MemberFlow, of_a_dissolved_cell_are_transfers_not_moves) {
  auto const person = full_member("Lê Một", khu_1, day("01/02/2015"));
  write(transfer_verb, [&](Tx& tx) { return transfer(tx, person, khu_9, day("01/03/2020")); });
  write(unit::dissolve_verb, [&](Tx& tx) { return unit::dissolve(tx, khu_1, day("01/03/2020")); });
  Span const year{day("01/01/2020"), day("01/01/2021")};
  EXPECT_EQ(flowed(hung_lo, year).transferred_out, 1);
  EXPECT_EQ(flowed(hung_lo, year).left_with_unit, 0);
  EXPECT_EQ(flowed(province, year).closing, 1);
}

// --- random histories --------------------------------------------------------------------------

using Places = std::map<std::int64_t, MemberCell>;

// Walks every day with that day's all tree.
class ByHand {
 public:
  ByHand(store::Snapshot& snapshot, std::vector<PersonId> const& people, EntryNumber known_at)
      : snapshot_(snapshot), people_(people), known_at_(known_at) {}

  Flow count(UnitId unit, Span days) {
    Flow flow;
    auto tree = tree_on(days.from - 1);
    auto places = places_on(days.from - 1);
    for (auto const& [person, place] : places) flow.opening += within(tree, place, unit) ? 1 : 0;
    for (Day on = days.from; on < days.to; on = on + 1) {
      auto const next_tree = tree_on(on);
      auto const next_places = places_on(on);
      for (PersonId const person : people_) {
        step(flow, unit, {tree, place_in(places, person)},
             {next_tree, place_in(next_places, person)});
      }
      tree = next_tree;
      places = next_places;
    }
    for (auto const& [person, place] : places) flow.closing += within(tree, place, unit) ? 1 : 0;
    return flow;
  }

 private:
  struct Evening {
    unit::Tree const& tree;
    std::optional<MemberCell> place;
  };
  static std::optional<MemberCell> place_in(Places const& places, PersonId person) {
    auto const found = places.find(person.value);
    return found == places.end() ? std::nullopt : std::optional(found->second);
  }
  static bool within(unit::Tree const& tree, MemberCell const& place, UnitId unit) {
    return place.cell && tree.within(*place.cell, unit);
  }
  unit::Tree tree_on(Day on) { return unit::tree(snapshot_, {on, known_at_}); }
  Places places_on(Day on) {
    Places places;
    for (PersonId const person : people_) {
      if (auto fact = snapshot_.fact<MemberCell>(person.value, {on, known_at_})) {
        places[person.value] = fact->value;
      }
    }
    return places;
  }
  static void step(Flow& flow, UnitId unit, Evening const& yesterday, Evening const& today) {
    bool const was = yesterday.place && within(yesterday.tree, *yesterday.place, unit);
    bool const was_in_register = yesterday.place && yesterday.place->cell;
    bool middle = was;
    if (was_in_register && today.tree.node(*yesterday.place->cell) != nullptr) {
      middle = within(today.tree, *yesterday.place, unit);
    }
    if (!was && middle) ++flow.came_with_unit;
    if (was && !middle) ++flow.left_with_unit;
    bool const is = today.place && within(today.tree, *today.place, unit);
    if (middle == is) return;
    switch (today.place->cause) {
      case Cause::opening:
        ++flow.opened;
        break;
      case Cause::admitted:
        ++flow.admitted;
        break;
      case Cause::readmitted:
        ++flow.readmitted;
        break;
      case Cause::restored:
        ++flow.restored;
        break;
      case Cause::transferred_in:
        ++flow.transferred_in;
        break;
      case Cause::transferred:
        ++(is ? flow.transferred_in : flow.transferred_out);
        break;
      case Cause::reorganised:
        ++(is ? flow.came_with_unit : flow.left_with_unit);
        break;
      case Cause::transferred_out:
        ++flow.transferred_out;
        break;
      case Cause::deceased:
        ++flow.deceased;
        break;
      case Cause::struck_off:
        ++flow.struck_off;
        break;
      case Cause::expelled:
        ++flow.expelled;
        break;
      case Cause::resigned:
        ++flow.resigned;
        break;
    }
  }

  store::Snapshot& snapshot_;
  std::vector<PersonId> const& people_;
  EntryNumber known_at_;
};

std::string words(Flow const& f) {
  return fmt::format("{} +{} +{} +{} +{} +{} +{} -{} -{} -{} -{} -{} -{} = {}", f.opening, f.opened,
                     f.admitted, f.readmitted, f.transferred_in, f.restored, f.came_with_unit,
                     f.transferred_out, f.deceased, f.struck_off, f.expelled, f.resigned,
                     f.left_with_unit, f.closing);
}

TEST_P(MemberFlow, closes_on_random_histories_as_counted_by_hand) {
  auto const seed = std::random_device{}();
  SCOPED_TRACE(fmt::format("seed {}", seed));
  RecordProperty("seed", std::to_string(seed));
  std::mt19937 random(seed);
  auto const below = [&](int limit) {
    return static_cast<int>(random() % static_cast<unsigned>(limit));
  };
  Day const start = day("01/02/2020");
  constexpr int day_count = 60;
  auto const some_day = [&] { return start + below(day_count); };
  std::vector<UnitId> const cells{khu_1, khu_2, khu_9};
  auto const some_cell = [&] { return cells[static_cast<std::size_t>(below(3))]; };
  std::vector<PersonId> people;
  for (int i = 0; i < 6; ++i) {
    people.push_back(full_member(fmt::format("Lê Văn {}", i), some_cell(), day("01/02/2015")));
  }
  EntryNumber halfway = 0;
  int written = 0;
  for (int i = 0; i < 60; ++i) {
    if (i == 30) halfway = store().read()->head();
    PersonId const person =
        people[static_cast<std::size_t>(below(static_cast<int>(people.size())))];
    UnitId const cell = some_cell();
    Day const on = some_day();
    auto const chance = below(10);
    auto const cause = static_cast<Cause>(static_cast<int>(Cause::transferred_out) + below(5));
    PersonId made;
    store::Verb const& verb = chance < 1   ? admit_verb
                              : chance < 3 ? unit::move_verb
                              : chance < 5 ? leave_verb
                              : chance < 7 ? restore_verb
                                           : transfer_verb;
    // Refused ones are part of the game: they must leave nothing behind.
    auto const outcome = store().write(test::act(verb), [&](Tx& tx) -> Result<void> {
      if (&verb == &admit_verb) {
        TRY_INTO(made, admit(tx, admission("Lê Thị Mới", cell, on)));
        return {};
      }
      if (&verb == &unit::move_verb) {
        return unit::move(tx, cell, below(2) == 0 ? hung_lo : kim_duc, on);
      }
      if (&verb == &leave_verb) return leave(tx, person, {.on = on, .cause = cause, .place = {}});
      if (&verb == &restore_verb) return restore(tx, person, cell, on);
      return transfer(tx, person, cell, on);
    });
    if (outcome) ++written;
    if (outcome && made) people.push_back(made);
  }
  EXPECT_GT(written, 10);
  auto const snapshot = store().read();
  for (int i = 0; i < 6; ++i) {
    Day const from = start - 5 + below(30);
    Span const days{from, from + 1 + below(40)};
    EntryNumber const known_at = i % 2 == 0 ? store::standing - 1 : halfway;
    ByHand by_hand(*snapshot, people, known_at);
    for (UnitId const unit : {province, hung_lo, kim_duc, khu_1}) {
      auto const asked = flow(*snapshot, unit, days, known_at);
      EXPECT_EQ(words(asked), words(by_hand.count(unit, days)))
          << "unit " << unit.value << " from " << days.from.iso() << " to " << days.to.iso();
      EXPECT_TRUE(asked.closes()) << words(asked);
    }
  }
}

}  // namespace
}  // namespace giaoban::member
