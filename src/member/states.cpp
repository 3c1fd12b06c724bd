// Exemption, suspension, temporary activity, the Party card: states beside cell and standing.
#include <algorithm>

#include "member/checks.h"

namespace giaoban::member {

namespace {

// An open end closes with the stay in the register; a given end beyond it is refused.
Result<Span> inside_register(store::Tx& tx, PersonId person, Span asked) {
  TRY_INTO(Span const stay, presence(tx, person, asked.from));
  if (asked.to == Day::forever()) return Span{asked.from, stay.to};
  if (asked.to > stay.to) {
    return out_of_order({asked.to, M("hết thời hạn"), stay.to, M("rời sổ đảng viên")});
  }
  return asked;
}

}  // namespace

Result<void> exempt(store::Tx& tx, PersonId person, Span span, std::string const& reason) {
  TRY_INTO(Span const days, inside_register(tx, person, span));
  return tx.state(person.value, days, Exemption{reason});
}

Result<void> suspend(store::Tx& tx, PersonId person, Span span, std::string const& reason) {
  TRY_INTO(Span const days, inside_register(tx, person, span));
  return tx.state(person.value, days, Suspension{reason});
}

Result<void> host(store::Tx& tx, PersonId person, Span span, TemporaryActivity const& activity) {
  TRY_INTO(Span const days, inside_register(tx, person, span));
  if (activity.host) {
    TRY_VOID(check_cell(tx, *activity.host, days.from));
    TRY_INTO(auto const place, place_on(tx, person, days.from));
    if (place.value.cell == activity.host) {
      return refuse(same_cell, {{"person", called(tx, person)},
                                {"cell", cell_called(tx, *activity.host, days.from)},
                                {"day", days.from.vietnamese()}});
    }
  }
  return tx.state(person.value, days, activity);
}

Result<void> set_card(store::Tx& tx, PersonId person, std::string const& number, Day from) {
  TRY_VOID(check_not_erased(tx, person));
  TRY_VOID(place_on(tx, person, from));
  auto const plain = plain_number(number);
  TRY_VOID(check_number_free(tx, {PartyCard::kind, plain, from}, person));
  Day to = Day::forever();
  for (auto const& standing : tx.history_of<MemberStanding>(person.value)) {
    if (standing.value.standing != Standing::probationary) continue;
    if (standing.head.span.contains(from)) {
      return refuse(card_for_probationer,
                    {{"person", called(tx, person)}, {"day", from.vietnamese()}});
    }
    if (standing.head.span.from > from) to = std::min(to, standing.head.span.from);
  }
  return tx.state(person.value, {from, to}, PartyCard{plain});
}

}  // namespace giaoban::member
