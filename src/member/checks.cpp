#include "member/checks.h"

#include <array>

namespace giaoban::member {

Named called(store::Snapshot& snapshot, PersonId person) {
  auto const number = std::to_string(person.value);
  Record const record{person_entity.name, person.value};
  auto const names = snapshot.history_of<PersonParticulars>(person.value);
  if (names.empty() || names.back().value.full_name.empty()) {
    return {say(Language::vietnamese, M("Người số {person}"), {{"person", number}}), record};
  }
  return {say(Language::vietnamese, M("{name} (số {person})"),
              {{"name", names.back().value.full_name}, {"person", number}}),
          record};
}

Named cell_called(store::Snapshot& snapshot, UnitId cell, Day day) {
  auto const node = unit::node_of(snapshot, cell, {day});
  Record const record{unit::unit_entity.name, cell.value};
  if (node && !node->name.empty()) return {node->name, record};
  return {say(Language::vietnamese, M("đơn vị số {cell}"), {{"cell", std::to_string(cell.value)}}),
          record};
}

Result<void> check_known(store::Snapshot& snapshot, PersonId person) {
  if (person_known(snapshot, person)) return {};
  return refuse(no_such_person, {{"person", std::to_string(person.value)}});
}

Result<void> check_not_erased(store::Snapshot& snapshot, PersonId person) {
  TRY_VOID(check_known(snapshot, person));
  if (snapshot.cipher(person) != nullptr) return {};
  return refuse(person_erased, {{"person", std::to_string(person.value)}});
}

Result<void> check_cell(store::Snapshot& snapshot, UnitId cell, Day day) {
  auto const node = unit::node_of(snapshot, cell, {day});
  if (!node) {
    return refuse(cell_not_in_force,
                  {{"cell", std::to_string(cell.value)}, {"day", day.vietnamese()}});
  }
  if (unit::holds_members(node->unit_kind)) return {};
  return refuse(not_a_cell, {{"cell", Named{node->name, {unit::unit_entity.name, cell.value}}},
                             {"kind", label(node->unit_kind)}});
}

Result<void> check_number_free(store::Snapshot& snapshot, NumberUse const& use, PersonId person) {
  if (use.plain.empty()) return {};
  auto const& field = use.kind.fields.front();
  for (Day day : {use.from, Day::forever() - 1}) {
    auto const bearer = snapshot.bearer(use.kind, field, use.plain, {day});
    if (!bearer || *bearer == person.value) continue;
    return refuse(number_taken, {{"number", field.label},
                                 {"other", called(snapshot, PersonId{*bearer})},
                                 {"field", field.label}});
  }
  return {};
}

Result<store::Fact<MemberCell>> place_on(store::Snapshot& snapshot, PersonId person, Day day) {
  TRY_VOID(check_known(snapshot, person));
  auto place = snapshot.fact<MemberCell>(person.value, {day});
  if (place && place->value.cell) return *std::move(place);
  std::string why;
  if (place) {
    why = say(Language::vietnamese, M(" (rời sổ từ {left}: {cause})"),
              {{"left", place->head.span.from.vietnamese()}, {"cause", label(place->value.cause)}});
  }
  return refuse(not_a_member,
                {{"person", called(snapshot, person)}, {"day", day.vietnamese()}, {"why", why}});
}

Result<Span> presence(store::Snapshot& snapshot, PersonId person, Day day) {
  TRY_INTO(auto const place, place_on(snapshot, person, day));
  Span days = place.head.span;
  auto const cells = snapshot.history_of<MemberCell>(person.value);
  for (auto const& row : cells) {
    if (row.value.cell && row.head.span.from == days.to) days.to = row.head.span.to;
  }
  for (auto row = cells.rbegin(); row != cells.rend(); ++row) {
    if (row->value.cell && row->head.span.to == days.from) days.from = row->head.span.from;
  }
  return days;
}

PersonRegister register_of(store::Snapshot& snapshot, PersonId person) {
  return {.cells = snapshot.history_of<MemberCell>(person.value),
          .standings = snapshot.history_of<MemberStanding>(person.value),
          .cards = snapshot.history_of<PartyCard>(person.value)};
}

std::unexpected<Refusal> out_of_order(Order const& order) {
  return refuse(dates_out_of_order, {{"day", order.day.vietnamese()},
                                     {"what", order.what},
                                     {"other_day", order.other_day.vietnamese()},
                                     {"other", order.other}});
}

}  // namespace giaoban::member
