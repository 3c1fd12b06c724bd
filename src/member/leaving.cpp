// From one cell to another, and out of the register.
#include <array>

#include "member/checks.h"

namespace giaoban::member {

namespace {

// A change begins after the day on which the present place began: on that very day it would erase
// the arrival that the flows count.
Result<void> check_after_arrival(store::Fact<MemberCell> const& place, Day on, Msg what) {
  if (on > place.head.span.from) return {};
  return out_of_order({on, what, place.head.span.from, label(place.value.cause)});
}

}  // namespace

Result<void> transfer(store::Tx& tx, PersonId person, UnitId cell, Day on) {
  TRY_INTO(auto const place, place_on(tx, person, on));
  TRY_VOID(check_cell(tx, cell, on));
  TRY_VOID(check_after_arrival(place, on, label(Cause::transferred)));
  if (place.value.cell == cell) {
    return refuse(same_cell, {{"person", called(tx, person)},
                              {"cell", cell_called(tx, cell, on)},
                              {"day", on.vietnamese()}});
  }
  return tx.state(person.value, {on, place.head.span.to}, MemberCell{cell, Cause::transferred, {}});
}

Result<void> leave(store::Tx& tx, PersonId person, Leaving const& leaving) {
  if (!leaves(leaving.cause)) {
    return refuse(not_a_leaving, {{"cause", label(leaving.cause)}});
  }
  TRY_INTO(auto const place, place_on(tx, person, leaving.on));
  TRY_VOID(check_after_arrival(place, leaving.on, label(leaving.cause)));
  if (place.head.span.to != Day::forever()) {
    // Writing over it would lose what happened after.
    return out_of_order(
        {leaving.on, label(leaving.cause), place.head.span.to, M("thay đổi đã ghi sau đó")});
  }
  TRY_VOID(
      tx.state(person.value, {leaving.on}, MemberCell{std::nullopt, leaving.cause, leaving.place}));
  std::vector<store::Kind const*> ended{&MemberStanding::kind, &Exemption::kind, &Suspension::kind,
                                        &TemporaryActivity::kind};
  // A card is handed back by who leaves the Party, not by who dies or moves.
  bool const out_of_party = leaving.cause == Cause::struck_off ||
                            leaving.cause == Cause::expelled || leaving.cause == Cause::resigned;
  if (out_of_party) ended.push_back(&PartyCard::kind);
  for (store::Kind const* kind : ended) TRY_VOID(tx.end(*kind, person.value, leaving.on));
  return {};
}

}  // namespace giaoban::member
