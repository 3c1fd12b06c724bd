// What waits for cells: probationers whose twelve months are over, or will be within a month.
#include <fmt/format.h>

#include <algorithm>
#include <memory>
#include <span>

#include "member/rules.h"
#include "member/store.h"

namespace giaoban::member {

namespace {

constexpr int told_days_ahead = 30;
// More cells than this are read in one pass over all probationers.
constexpr std::size_t cells_asked_max = 200;

struct OnProbation {
  PersonId person;
  UnitId cell;
  Day over;
};
using AllOnProbation = std::vector<OnProbation>;

// The part of the rows that is about the person, in the order of persons; takes it off their front.
template <class F>
std::vector<store::Fact<F>> take_of(std::int64_t person, std::span<store::Fact<F> const>& rows) {
  auto const end = std::ranges::find_if(
      rows, [&](store::Fact<F> const& fact) { return fact.head.subject > person; });
  auto const count = static_cast<std::size_t>(end - rows.begin());
  std::vector<store::Fact<F>> own(rows.begin(), end);
  rows = rows.subspan(count);
  std::erase_if(own, [&](store::Fact<F> const& fact) { return fact.head.subject < person; });
  return own;
}

void put_on_probation(AllOnProbation& all, PersonId person, PersonRegister const& facts, Day day) {
  auto const place = std::ranges::find_if(
      facts.cells, [&](auto const& one) { return one.head.span.contains(day); });
  if (place == facts.cells.end() || !place->value.cell) return;
  auto const began = probation_began(facts, day);
  auto const over = began ? probation_end(*began) : std::nullopt;
  if (over) all.push_back({person, *place->value.cell, *over});
}

AllOnProbation everywhere(store::Snapshot& snapshot, store::Moment moment) {
  auto const places = places_of_probationers(snapshot, moment);
  auto const standings = standings_of_probationers(snapshot, moment);
  std::span places_left(places);
  std::span standings_left(standings);
  AllOnProbation all;
  while (!standings_left.empty()) {
    auto const person = standings_left.front().head.subject;
    PersonRegister const facts{.cells = take_of(person, places_left),
                               .standings = take_of(person, standings_left),
                               .cards = {}};
    put_on_probation(all, PersonId{person}, facts, moment.as_of);
  }
  return all;
}

AllOnProbation in_cells(store::Snapshot& snapshot, std::vector<UnitId> const& units,
                        store::Moment moment) {
  AllOnProbation all;
  for (UnitId const unit : units) {
    for (Probationer const& one : probationers_of_cell(snapshot, unit, moment)) {
      PersonRegister const facts{
          .cells = snapshot.history_of<MemberCell>(one.person.value, moment.known_at),
          .standings = snapshot.history_of<MemberStanding>(one.person.value, moment.known_at),
          .cards = {}};
      put_on_probation(all, one.person, facts, moment.as_of);
    }
  }
  return all;
}

// Of a wide reach all probationers are kept for all who ask: numbers and days, nobody's name.
std::shared_ptr<AllOnProbation const> on_probation(store::Snapshot& snapshot,
                                                   inbox::Reader& reader) {
  auto const moment = reader.moment();
  auto const reach = unit::reach_of(snapshot, reader.actor(), member_write, moment);
  if (!reach.whole() && reach.size() <= cells_asked_max) {
    auto const units = reach.units();
    return std::make_shared<AllOnProbation const>(
        in_cells(snapshot, {units.begin(), units.end()}, moment));
  }
  return snapshot.derived<AllOnProbation>(
      {"member.on_probation", {&MemberCell::kind, &MemberStanding::kind}, moment},
      [&] { return everywhere(snapshot, moment); });
}

Args waiting_name(store::Snapshot& snapshot, inbox::Item const& item, store::Moment moment) {
  auto const known = snapshot.fact<PersonParticulars>(item.record, moment);
  return {{"name", known ? known->value.full_name : fmt::format("số {}", item.record)}};
}

}  // namespace

std::vector<inbox::Item> waiting(store::Snapshot& snapshot, inbox::Reader& reader) {
  std::vector<inbox::Item> items;
  if (!reader.may(member_write)) return items;
  auto const all = on_probation(snapshot, reader);
  for (OnProbation const& one : *all) {
    if (one.over > reader.moment().as_of + told_days_ahead) continue;
    reader.put(items, {.kind = "member.recognise",
                       .entity = &person_entity,
                       .record = one.person.value,
                       .unit = one.cell,
                       .right = &member_write,
                       .group = M("Công nhận đảng viên chính thức"),
                       .what = M("Xét công nhận đảng viên chính thức: {name}"),
                       .also = &waiting_name,
                       .path = fmt::format("/members/{}", one.person.value),
                       .since = one.over - told_days_ahead,
                       .due = one.over});
  }
  return items;
}

}  // namespace giaoban::member
