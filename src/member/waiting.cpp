// What waits for cells: probationers whose twelve months are over, or will be within a month.
#include <fmt/format.h>

#include "member/rules.h"
#include "member/store.h"

namespace giaoban::member {

namespace {

constexpr int told_days_ahead = 30;
// More cells than this are read in one pass over all probationers.
constexpr std::size_t cells_asked_max = 200;

std::vector<Probationer> probationers_in_reach(store::Snapshot& snapshot, inbox::Reader& reader) {
  auto const moment = reader.moment();
  auto const reach = unit::reach_of(snapshot, reader.actor(), member_write, moment);
  if (reach.whole() || reach.size() > cells_asked_max) return probationers(snapshot, moment);
  std::vector<Probationer> found;
  for (UnitId const unit : reach.units()) {
    for (Probationer const& one : probationers_of_cell(snapshot, unit, moment)) {
      found.push_back(one);
    }
  }
  return found;
}

std::optional<Day> probation_over(store::Snapshot& snapshot, PersonId person,
                                  store::Moment moment) {
  PersonRegister const facts{
      .cells = snapshot.history_of<MemberCell>(person.value, moment.known_at),
      .standings = snapshot.history_of<MemberStanding>(person.value, moment.known_at),
      .cards = {}};
  auto const began = probation_began(facts, moment.as_of);
  return began ? probation_end(*began) : std::nullopt;
}

}  // namespace

std::vector<inbox::Item> waiting(store::Snapshot& snapshot, inbox::Reader& reader) {
  std::vector<inbox::Item> items;
  if (!reader.may(member_write)) return items;
  auto const moment = reader.moment();
  for (Probationer const& one : probationers_in_reach(snapshot, reader)) {
    auto const over = probation_over(snapshot, one.person, moment);
    if (!over || *over > moment.as_of + told_days_ahead) continue;
    auto const known = snapshot.fact<PersonParticulars>(one.person.value, moment);
    reader.put(items, {.kind = "member.recognise",
                       .record = one.person.value,
                       .unit = one.cell,
                       .right = &member_write,
                       .group = M("Công nhận đảng viên chính thức"),
                       .what = M("Xét công nhận đảng viên chính thức: {name}"),
                       .args = {{"name", known ? known->value.full_name
                                               : fmt::format("số {}", one.person.value)}},
                       .path = fmt::format("/members/{}", one.person.value),
                       .since = *over - told_days_ahead,
                       .due = over});
  }
  return items;
}

}  // namespace giaoban::member
