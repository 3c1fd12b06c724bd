// Roles of users over the units that a plan ends: they end with their unit, and follow to its heir
// only where the plan says so. Private to src/reorganisation.
#pragma once

#include "reorganisation/rules.h"

namespace giaoban::reorganisation {

struct RoleOver {
  account::HeldRole held;
  account::AccountName name;
  std::int32_t place = -1;  // that ends
  std::int32_t heir = -1;   // over whom it is held from the day on; -1: it ends
  bool held_there = false;  // the account has it there already, or by another unit that ends
  bool last = false;        // the account has no other role from the day on
};
// By login.
std::vector<RoleOver> roles_over(store::Snapshot& snapshot, Plan const& plan, Layout const& layout,
                                 Ground const& ground);

struct LaidOut {
  Layout const& layout;
  Ground const& ground;
};
// Those of whom the actor may know, with a count of the others.
void tell_roles(store::Snapshot& snapshot, store::Actor const& actor,
                std::vector<RoleOver> const& roles, Outcome& outcome, LaidOut const& laid);

// Gives those that follow over their heirs; `units` by place. As much is asked of the actor as of
// who gives a role.
Result<void> let_follow(store::Tx& tx, Day on, std::vector<RoleOver> const& roles,
                        std::vector<UnitId> const& units);

}  // namespace giaoban::reorganisation
