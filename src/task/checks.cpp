#include "task/checks.h"

#include <fmt/format.h>

#include <algorithm>

namespace giaoban::task {

std::string name_of(store::Snapshot& snapshot, UnitId unit, Day day) {
  auto const node = unit::node_of(snapshot, unit, {day});
  return node ? node->name : fmt::format("số {}", unit.value);
}

Result<void> check_in_force(store::Tx& tx, UnitId unit, Day day) {
  if (unit::node_of(tx, unit, {day})) return {};
  auto const names = tx.history_of<unit::UnitName>(unit.value);
  auto const name = names.empty() ? fmt::format("số {}", unit.value) : names.back().value.name;
  return refuse(unit_not_in_force, {{"unit", name}, {"day", day.vietnamese()}});
}

Result<void> check_over(store::Tx& tx, UnitId unit) {
  store::Actor const& actor = tx.act().actor;
  store::Right const& right = *tx.act().verb->right;
  if (actor.may_everywhere(right)) return {};
  auto const chain = unit::chain(tx, unit.value, {tx.today()});
  bool const reached = std::ranges::any_of(actor.grants, [&](store::Grant const& grant) {
    return *grant.right == right && grant.under &&
           std::ranges::find(chain, *grant.under) != chain.end();
  });
  if (reached) return {};
  return refuse(store::out_of_reach, {{"actor", actor.name},
                                      {"right", right.label},
                                      {"what", name_of(tx, unit, tx.today())},
                                      {"id", std::to_string(unit.value)}});
}

}  // namespace giaoban::task
