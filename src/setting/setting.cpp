#include "setting/setting.h"

namespace giaoban::setting {

using store::Moment;
using store::Snapshot;
using store::Tx;

namespace {

template <class F>
Result<void> lay(Tx& tx, UnitId unit, Day from, F const& fact) {
  for (Span const life : tx.lifetimes(unit::unit_entity, unit.value)) {
    if (life.contains(from)) return tx.state(unit.value, {from, life.to}, fact);
  }
  return refuse(
      unit::unit_not_in_force,
      {{"unit", unit::unit_entity.called(tx, unit.value, {from})}, {"day", from.vietnamese()}});
}

// Of the unit, else of the nearest above that has one.
template <class F>
std::optional<Found<F>> nearest(Snapshot& snapshot, UnitId unit, Moment moment) {
  for (std::int64_t const id : unit::chain(snapshot, unit.value, moment)) {
    if (auto const own = snapshot.fact<F>(id, moment)) {
      return Found<F>{own->value, UnitId{id}, own->head.span};
    }
  }
  return std::nullopt;
}

}  // namespace

Result<void> lay_down(Tx& tx, UnitId unit, Day from, PrintedPlace const& place) {
  return lay(tx, unit, from, place);
}

Result<void> lay_down(Tx& tx, UnitId unit, Day from, UrgentDays const& urgent) {
  return lay(tx, unit, from, urgent);
}

std::optional<Found<PrintedPlace>> find_printed_place(Snapshot& snapshot, UnitId unit,
                                                      Moment moment) {
  return nearest<PrintedPlace>(snapshot, unit, moment);
}

std::optional<Found<UrgentDays>> find_urgent_days(Snapshot& snapshot, UnitId unit, Moment moment) {
  return nearest<UrgentDays>(snapshot, unit, moment);
}

std::string printed_place(Snapshot& snapshot, UnitId unit, Moment moment) {
  auto const found = find_printed_place(snapshot, unit, moment);
  return found ? found->value.place : std::string();
}

int urgent_days(Snapshot& snapshot, UnitId unit, Moment moment) {
  auto const found = find_urgent_days(snapshot, unit, moment);
  return found ? static_cast<int>(found->value.days) : urgent_days_unsaid;
}

}  // namespace giaoban::setting
