// What the verbs ask of the store before they write. Private to src/member.
#pragma once

#include <string>

#include "member/rules.h"
#include "member/store.h"

namespace giaoban::member {

// "Nguyễn Văn Ước (số 12)"; without the name when it was erased.
Named called(store::Snapshot& snapshot, PersonId person);
// "Chi bộ Thôn 1", or its number when it has no name on that day.
Named cell_called(store::Snapshot& snapshot, UnitId cell, Day day);

Result<void> check_known(store::Snapshot& snapshot, PersonId person);
Result<void> check_not_erased(store::Snapshot& snapshot, PersonId person);
// The cell is in force and holds members on the day.
Result<void> check_cell(store::Snapshot& snapshot, UnitId cell, Day day);
// Nobody but `person` bears the number on the day or later. `plain`: without blanks and dots.
struct NumberUse {
  store::Kind const& kind;  // PersonIdentity or PartyCard
  std::string const& plain;
  Day from;
};
Result<void> check_number_free(store::Snapshot& snapshot, NumberUse const& use, PersonId person);

// The official place on the day; refused when there is none.
Result<store::Fact<MemberCell>> place_on(store::Snapshot& snapshot, PersonId person, Day day);
// The days in the register without interruption that hold `day`; refused when there are none.
Result<Span> presence(store::Snapshot& snapshot, PersonId person, Day day);

PersonRegister register_of(store::Snapshot& snapshot, PersonId person);

struct Order {
  Day day;
  Msg what;
  Day other_day;
  Msg other;
};
std::unexpected<Refusal> out_of_order(Order const& order);

}  // namespace giaoban::member
