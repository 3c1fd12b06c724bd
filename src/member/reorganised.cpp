// Members follow their cell when it is reorganised. What is already recorded for later days keeps
// its own cause; only the place changes.
#include "member/checks.h"

namespace giaoban::member {

namespace {

Result<void> follow(store::Tx& tx, PersonId person, Span stay, CellFollowed const& followed) {
  if (stay.from < followed.on) {
    return tx.state(person.value, {followed.on, stay.to},
                    MemberCell{followed.heir, Cause::reorganised, {}});
  }
  auto const later = tx.fact<MemberCell>(person.value, {stay.from});
  ensure(later.has_value(), "a stay that was read stands");
  MemberCell place = later->value;
  place.cell = followed.heir;
  return tx.state(person.value, stay, place);
}

}  // namespace

Result<std::int64_t> follow_cell(store::Tx& tx, CellFollowed const& followed) {
  TRY_VOID(check_cell(tx, followed.heir, followed.on));
  std::int64_t persons = 0;
  PersonId last;
  for (auto const& [person, stay] : stays_beyond(tx, followed.cell, followed.on)) {
    TRY_VOID(follow(tx, person, stay, followed));
    persons += person == last ? 0 : 1;
    last = person;
  }
  return persons;
}

Result<void> follow_cell(store::Tx& tx, PersonId person, CellFollowed const& followed) {
  TRY_VOID(check_cell(tx, followed.heir, followed.on));
  for (auto const& [other, stay] : stays_beyond(tx, followed.cell, followed.on)) {
    if (other == person) TRY_VOID(follow(tx, person, stay, followed));
  }
  return {};
}

}  // namespace giaoban::member
