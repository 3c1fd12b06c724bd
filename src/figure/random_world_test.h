// An invented register for the tests of figures, and its figures counted by hand: person by person
// through their histories, sharing no code with the measures. The seed is printed.
#pragma once

#include <algorithm>
#include <random>
#include <set>
#include <utility>

#include "figure/random_twin_test.h"

namespace giaoban::figure::test {

using member::Cause;
using member::Sex;
using member::Standing;
using review::Grade;
using review::NotAssessed;
using store::Moment;
using store::Snapshot;
using store::Tx;
using unit::UnitKind;

class RandomWorld : public World {
 protected:
  void SetUp() override {
    World::SetUp();
    seed_ = std::random_device{}();
    if (char const* given = std::getenv("GIAOBAN_TEST_SEED")) {
      seed_ = static_cast<unsigned>(std::stoul(given));
    }
    random_.seed(seed_);
    RecordProperty("seed", std::to_string(seed_));
    write([&](Tx& tx) { make_units(tx); });
    write([&](Tx& tx) { make_members(tx); });
    units_.push_back(late_);
    for (int year = 2019; year <= 2021; ++year) {
      if (year == 2021) cells_.push_back(late_);
      if (year == 2021) write([&](Tx& tx) { reorganise(tx); });
      write([&](Tx& tx) { change_members(tx, year); });
      write([&](Tx& tx) { grade(tx, year); });
    }
    write([&](Tx& tx) { correct(tx); });
    write([&](Tx& tx) { add_the_one_who_leaves(tx); });
  }

  int up_to(int most) { return std::uniform_int_distribution<int>(0, most)(random_); }
  bool one_in(int n) { return up_to(n - 1) == 0; }
  template <class T>
  T const& any(std::vector<T> const& from) {
    return from[static_cast<std::size_t>(up_to(static_cast<int>(from.size()) - 1))];
  }
  Day day_in(int year) { return *Day::from_ymd(year, 1, 1) + up_to(364); }

  void make_units(Tx& tx) {
    auto const add = [&](std::string const& code, UnitKind kind, std::optional<UnitId> parent) {
      units_.push_back(add_unit(tx, code, kind, parent, opening, unit::Origin::opening));
      return units_.back();
    };
    UnitId const top = add("P", UnitKind::province_committee, {});
    for (int d = 0; d < 2; ++d) {
      auto const district = "P-" + std::to_string(d);
      districts_.push_back(add(district, UnitKind::district_committee, top));
      cells_.push_back(add(district + "-T", UnitKind::grassroots_cell, districts_.back()));
      communes_.push_back(add(district + "-X", UnitKind::grassroots_committee, districts_.back()));
      for (int c = 0; c < 3; ++c) {
        cells_.push_back(
            add(district + "-X-" + std::to_string(c), UnitKind::dependent_cell, communes_.back()));
      }
    }
    // Those that end in 2021: a commune with two cells, and a cell without an heir.
    auto const commune = add("P-0-Y", UnitKind::grassroots_committee, districts_[0]);
    for (char const* own : {"P-0-Y-0", "P-0-Y-1"}) {
      cells_.push_back(add(own, UnitKind::dependent_cell, commune));
    }
    cells_.push_back(add("P-1-B", UnitKind::grassroots_cell, districts_[1]));
    // A cell founded later, and one that changes its commune.
    late_ = add_unit(tx, "P-0-X-9", UnitKind::dependent_cell, communes_[0], day("2020-05-01"),
                     unit::Origin::founded);
    ok(tx.state(cells_[1].value, Span{day("2021-03-01")}, unit::UnitParent{communes_[1]}));
  }

  // A commune joins one of the other district with one of its cells, its other cell joins one of
  // the first district; a cell is divided; a cell ends without an heir.
  void reorganise(Tx& tx) {
    Day const on = day("2021-02-01") + up_to(100);
    auto const named = [&](char const* code) { return *unit::bearer(tx, code, {on - 1}); };
    auto const heir = [&](char const* from, UnitId to, unit::Heir as) {
      ok(unit::succeed(tx, {named(from), to, on, as}));
    };
    ok(tx.state(named("P-0-Y-0").value, Span{on}, unit::UnitParent{communes_[1]}));
    heir("P-0-Y", communes_[1], unit::Heir::main);
    heir("P-0-Y-1", cells_[2], unit::Heir::main);
    heir("P-1-X-2", cells_[6], unit::Heir::main);
    heir("P-1-X-2", cells_[5], unit::Heir::part);
    std::vector<UnitId> const ending{named("P-0-Y-1"), named("P-0-Y"), named("P-1-X-2"),
                                     named("P-1-B")};
    for (PersonId const person : persons_) {
      for (auto const& stay : tx.history_of<member::MemberCell>(person.value)) {
        bool const stays = !stay.value.cell || stay.head.span.to <= on;
        if (stays || std::ranges::find(ending, *stay.value.cell) == ending.end()) continue;
        UnitId to = one_in(2) ? cells_[5] : cells_[6];
        if (*stay.value.cell == ending[0]) to = cells_[2];
        if (*stay.value.cell == ending[3]) to = cells_[0];
        ok(tx.state(person.value, {std::max(on, stay.head.span.from), stay.head.span.to},
                    member::MemberCell{to, Cause::transferred, {}}));
      }
    }
    for (PostId const post : posts_) end_those_in<post::PostHolding>(tx, post.value, ending, on);
    for (PersonId const person : persons_) {
      end_those_in<member::TemporaryActivity>(tx, person.value, ending, on);
    }
    for (UnitId const unit : ending) {
      for (auto const* kind : {&unit::UnitCode::kind, &unit::UnitName::kind, &unit::UnitClass::kind,
                               &unit::UnitParent::kind, &unit::UnitExistence::kind}) {
        ok(tx.end(*kind, unit.value, on));
      }
      std::erase(cells_, unit);
      std::erase(units_, unit);
      gone_.push_back(unit);
    }
  }

  static std::optional<UnitId> place_of(post::PostHolding const& held) { return held.unit; }
  static std::optional<UnitId> place_of(member::TemporaryActivity const& away) { return away.host; }
  // What was to go on there after the day ends on it; what was to begin then never did.
  // NOLINTNEXTLINE(readability-function-size): one call tells what ends where.
  template <class F>
  static void end_those_in(Tx& tx, std::int64_t subject, std::vector<UnitId> const& units, Day on) {
    for (auto const& raw : tx.history(F::kind, subject)) {
      auto const fact = store::typed<F>(raw);
      auto const place = place_of(fact.value);
      bool const there = place && std::ranges::find(units, *place) != units.end();
      if (!there || fact.head.span.to <= on) continue;
      ok(fact.head.span.from >= on ? tx.retract(F::kind, raw) : tx.end(F::kind, subject, on));
    }
  }

  void make_members(Tx& tx) {
    std::vector<std::string> const peoples{"Kinh", "Kinh", "Việt", "Mường", "Tày", ""};
    for (int i = 0; i < 40; ++i) {
      auto traits = traits_of(one_in(2) ? Sex::female : Sex::male, any(peoples));
      if (one_in(3)) traits.religion = one_in(2) ? "Công giáo" : "Không";
      bool const there = i < 30;
      Day const from = there ? opening : day_in(2019 + up_to(3));
      persons_.push_back(add_member(tx, "Người " + std::to_string(i), any(cells_), from,
                                    there ? Cause::opening : Cause::admitted, traits,
                                    one_in(5) ? Standing::probationary : Standing::full));
      if (one_in(4)) {
        posts_.push_back(PostId{tx.new_id()});
        auto const title = static_cast<post::Title>(up_to(6));
        ok(tx.state(posts_.back().value, {from, one_in(2) ? Day::forever() : day_in(2023)},
                    post::PostHolding{persons_.back(), any(units_), title, "việc"}));
      }
    }
  }

  void change_members(Tx& tx, int year) {
    for (PersonId const person : persons_) {
      Day const on = day_in(year);
      if (one_in(8)) ok(tx.state(person.value, Span{on}, member::Exemption{"già yếu"}));
      if (one_in(10)) ok(tx.state(person.value, {on, on + 90}, member::Suspension{}));
      if (one_in(8)) {
        ok(tx.state(person.value, {on, on + 100}, member::TemporaryActivity{any(cells_), ""}));
      }
      auto const place = tx.fact<member::MemberCell>(person.value, {on});
      if (!place || !place->value.cell) continue;
      if (one_in(5)) {
        ok(tx.state(person.value, Span{on},
                    member::MemberCell{any(cells_), Cause::transferred, {}}));
      } else if (one_in(10)) {
        ok(tx.state(person.value, Span{on}, member::MemberCell{{}, Cause::deceased, {}}));
      }
    }
  }

  // A grade or a reason; sometimes nothing, sometimes again later.
  template <class F, class Aspect>
  void give(Tx& tx, std::int64_t subject, int year, Aspect aspect) {
    if (one_in(10)) return;
    F fact{};
    fact.aspect = aspect;
    fact.roster_on = *Day::from_ymd(year, 12, 31);
    if (one_in(6)) {
      fact.not_assessed = static_cast<NotAssessed>(up_to(4));
    } else {
      fact.grade = static_cast<Grade>(up_to(3));
    }
    ok(tx.yearly(subject, year, *Day::from_ymd(year + 1, 1, 10) + up_to(20), fact));
    if (one_in(8)) {
      fact.grade = Grade::failed;
      fact.not_assessed.reset();
      ok(tx.yearly(subject, year, *Day::from_ymd(year + 1, 6, 1), fact));
    }
  }
  void grade(Tx& tx, int year) {
    for (PersonId const person : persons_) {
      give<review::PersonGrade>(tx, person.value, year, review::PersonAspect::member);
      if (one_in(3))
        give<review::PersonGrade>(tx, person.value, year, review::PersonAspect::leader);
    }
    for (UnitId const unit : units_) {
      if (unit == late_ && year == 2019) continue;
      give<review::UnitGrade>(tx, unit.value, year, review::UnitAspect::organisation);
      if (one_in(3)) give<review::UnitGrade>(tx, unit.value, year, review::UnitAspect::collective);
    }
    auto const closing = any(units_);
    bool const stood = closing != late_ || year > 2019;
    if (one_in(2) && stood) close_a_year(tx, closing, year);
  }
  void close_a_year(Tx& tx, UnitId unit, int year) {
    ok(tx.yearly(unit.value, year, *Day::from_ymd(year + 1, 1, 5) + up_to(60),
                 review::YearClosing{*Day::from_ymd(year, 12, 31), "hết hạn"}));
  }

  // Written over days long past.
  void correct(Tx& tx) {
    for (int i = 0; i < 6; ++i) {
      Day const on = day_in(2019 + up_to(2));
      auto const person = any(persons_);
      if (auto const place = tx.fact<member::MemberCell>(person.value, {on})) {
        auto moved = place->value;
        if (moved.cell) moved.cell = cells_[static_cast<std::size_t>(up_to(5))];
        ok(tx.state(person.value, {on, std::min(on + 60, place->head.span.to)}, moved));
      }
      ok(tx.state(any(persons_).value, Span{on}, traits_of(Sex::female, "Mường")));
    }
  }

  // Chance leaves some seeds without what a wrong predicate would trip over: one who worked
  // elsewhere for a time and then left the register is in every world.
  void add_the_one_who_leaves(Tx& tx) {
    auto const person = add_member(tx, "Người ra đi", cells_[0], opening, Cause::opening,
                                   traits_of(Sex::female, "Kinh"), Standing::full);
    ok(tx.state(person.value, {day("2020-06-01"), day("2020-09-01")},
                member::TemporaryActivity{cells_[2], ""}));
    ok(tx.state(person.value, Span{day("2021-07-01")},
                member::MemberCell{{}, Cause::deceased, {}}));
    persons_.push_back(person);
  }

  // What the figures say otherwise than the twin, one line each.
  std::vector<std::string> differences(Snapshot& snapshot, UnitId unit, Moment moment, Slip slip) {
    if (!unit::node_of(snapshot, unit, moment)) return {};
    Twin twin(snapshot, all_units(), persons_, posts_);
    auto const counted = twin.count(unit, moment, slip);
    std::vector<std::string> lines;
    for (Figure const& one : figures(snapshot, unit, moment)) {
      auto const found = counted.find(one.measure().id);
      Count const expected = found == counted.end() ? Count{} : found->second;
      auto const text = one.measure().base ? std::to_string(expected.numerator) + "/" +
                                                 std::to_string(expected.denominator)
                                           : std::to_string(expected.numerator);
      if (text_of(one) == text) continue;
      lines.push_back(one.reference.text() + ": " + text_of(one) + ", by hand " + text);
    }
    return lines;
  }

  [[nodiscard]] std::vector<UnitId> all_units() const {
    auto all = units_;
    all.insert(all.end(), gone_.begin(), gone_.end());
    return all;
  }

  // Of every unit with parts, where their counts with those of the unit itself are not the whole's.
  static std::vector<std::string> all_sums_that_fail(Snapshot& snapshot, Moment moment) {
    std::vector<std::string> lines;
    auto const tree = unit::tree(snapshot, moment);
    for (std::size_t at = 0; at < tree.size(); ++at) {
      auto const failing = sums_that_fail(snapshot, tree.at(at).id, moment);
      lines.insert(lines.end(), failing.begin(), failing.end());
    }
    return lines;
  }

  unsigned seed_ = 0;
  std::mt19937 random_;
  std::vector<UnitId> units_, districts_, communes_, cells_;
  std::vector<UnitId> gone_;  // ended in 2021
  UnitId late_;
  std::vector<PersonId> persons_;
  std::vector<PostId> posts_;
};

}  // namespace giaoban::figure::test
