#include "briefing/checks.h"

#include <fmt/format.h>

#include <algorithm>

namespace giaoban::briefing {

using store::Tx;

namespace {

// Also who takes part knows of a conference.
bool known_to_actor(Tx& tx, View const& conference) {
  if (tx.may_know(conference_entity, conference.id.value, conference.from)) return true;
  auto const reach = unit::reach_of(tx, tx.act().actor, briefing_read, {conference.from});
  return view(tx, reach, conference.id, store::standing - 1).has_value();
}

}  // namespace

Result<View> known_conference(Tx& tx, ConferenceId conference) {
  auto found = view(tx, unit::Reach::everything(), conference, store::standing - 1);
  if (!found || !known_to_actor(tx, *found)) {
    return refuse(no_such_conference, {{"conference", std::to_string(conference.value)}});
  }
  return *std::move(found);
}

Result<View> open_conference(Tx& tx, ConferenceId conference) {
  TRY_INTO(View own, known_conference(tx, conference));
  if (own.closed) return refuse(conference_closed, {{"name", own.conference.name}});
  return own;
}

Result<void> check_begun(Tx& tx, View const& conference) {
  if (conference.from <= tx.today()) return {};
  return refuse(not_begun,
                {{"name", conference.conference.name}, {"day", conference.from.vietnamese()}});
}

Span days_of(View const& conference) {
  return {conference.from, conference.to + 1};
}

Times times_of(View const& conference) {
  return {conference.from, conference.to, conference.conference.begins, conference.conference.ends};
}

bool has_place(View const& conference, UnitId unit) {
  return std::ranges::any_of(conference.places,
                             [&](Place const& place) { return place.unit == unit; });
}

ItemView const* find_item(View const& conference, std::int64_t item) {
  auto const found = std::ranges::find_if(
      conference.agenda, [&](ItemView const& one) { return one.item.item == item; });
  return found == conference.agenda.end() ? nullptr : &*found;
}

std::string name_on(store::Snapshot& snapshot, UnitId unit, Day day) {
  auto const node = unit::node_of(snapshot, unit, {day});
  return node ? node->name : name_ever(snapshot, unit);
}

std::string name_ever(store::Snapshot& snapshot, UnitId unit) {
  auto const names = snapshot.history_of<unit::UnitName>(unit.value);
  return names.empty() ? fmt::format("số {}", unit.value) : names.back().value.name;
}

}  // namespace giaoban::briefing
