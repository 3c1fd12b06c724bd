// Units as somebody names them: which codes an office knows.
#include <algorithm>

#include "base/text.h"
#include "unit/unit.h"

namespace giaoban::unit {

using store::Moment;
using store::Snapshot;

namespace {

using Rights = std::vector<store::Right const*>;

bool everywhere(store::Actor const& actor, Rights const& rights) {
  return std::ranges::any_of(
      rights, [&](store::Right const* right) { return actor.may_everywhere(*right); });
}

bool contains(std::vector<std::int64_t> const& units, std::int64_t unit) {
  return std::ranges::find(units, unit) != units.end();
}

// Under a unit of one of the grants, on the day or today, or above one.
bool known(Snapshot& snapshot, store::Actor const& actor, Rights const& rights, std::int64_t unit,
           Day day) {
  Day const today = snapshot.today();
  for (store::Grant const& grant : actor.grants) {
    bool const counts = grant.under && std::ranges::any_of(rights, [&](store::Right const* right) {
                          return *right == *grant.right;
                        });
    if (!counts) continue;
    for (Day const then : {today, std::min(day, today)}) {
      if (contains(chain(snapshot, unit, {then}), *grant.under)) return true;
      if (contains(chain(snapshot, *grant.under, {then}), unit)) return true;
    }
  }
  return false;
}

std::optional<UnitId> bearer_known(Snapshot& snapshot, store::Actor const& actor,
                                   Rights const& rights, std::string_view code, Moment moment) {
  auto unit = bearer(snapshot, code, moment);
  if (unit && !everywhere(actor, rights) &&
      !known(snapshot, actor, rights, unit->value, moment.as_of)) {
    return std::nullopt;
  }
  return unit;
}

// Codes like it are looked for only for who is told of them.
Result<UnitId> found(Snapshot& snapshot, store::Actor const& actor, Rights const& rights,
                     std::string_view code, Moment moment) {
  if (everywhere(actor, rights)) return by_code(snapshot, code, moment);
  if (auto const unit = bearer_known(snapshot, actor, rights, code, moment)) return *unit;
  return refuse(beyond_reach, {{"unit", normalise(code)}});
}

Rights rights_of(store::Tx& tx) {
  return {tx.act().verb->right, &unit_read};
}

}  // namespace

Result<UnitId> named(Snapshot& snapshot, Knower const& knower, std::string_view code,
                     Moment moment) {
  return found(snapshot, knower.actor, {&knower.right}, code, moment);
}

std::optional<UnitId> known_bearer(Snapshot& snapshot, Knower const& knower, std::string_view code,
                                   Moment moment) {
  return bearer_known(snapshot, knower.actor, {&knower.right}, code, moment);
}

std::optional<UnitId> known_bearer(store::Tx& tx, std::string_view code, Day day) {
  return bearer_known(tx, tx.act().actor, rights_of(tx), code, {day});
}

Result<UnitId> to_write(store::Tx& tx, std::string_view code, Day day) {
  return found(tx, tx.act().actor, rights_of(tx), code, {day});
}

Result<UnitId> to_go_to(store::Tx& tx, std::string_view code, Day day) {
  if (everywhere(tx.act().actor, rights_of(tx))) return by_code(tx, code, {day});
  if (auto const unit = bearer(tx, code, {day})) {
    if (!known_bearer(tx, code, day)) tx.meets(unit_entity, unit->value);
    return *unit;
  }
  return refuse(beyond_reach, {{"unit", normalise(code)}});
}

}  // namespace giaoban::unit
