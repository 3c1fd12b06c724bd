// What verbs of tasks and recommendations ask before they write. Private to src/task.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "task/task.h"

namespace giaoban::task {

// "Huyện ủy Lâm Thao", as it is called on the day.
std::string name_of(store::Snapshot& snapshot, UnitId unit, Day day);

// Refused when the unit does not stand on the day.
Result<void> check_in_force(store::Tx& tx, UnitId unit, Day day);

// Refused when the actor's right is granted over another part of the tree. The store lets whoever
// has the right over either side of a task pass; which side acts is told here.
Result<void> check_over(store::Tx& tx, UnitId unit);

// The same for undoing what a verb did (Verb::undone_over): each side over which it asked, as the
// unit with those above it. (facts.cpp)
using Chains = std::vector<std::vector<std::int64_t>>;
Chains over_assigner(store::Snapshot& snapshot, store::Entity const& entity, std::int64_t id,
                     store::Moment const& moment);
Chains over_lead(store::Snapshot& snapshot, store::Entity const& entity, std::int64_t id,
                 store::Moment const& moment);
Chains over_both(store::Snapshot& snapshot, store::Entity const& entity, std::int64_t id,
                 store::Moment const& moment);
Chains over_asker(store::Snapshot& snapshot, store::Entity const& entity, std::int64_t id,
                  store::Moment const& moment);
Chains over_receiver(store::Snapshot& snapshot, store::Entity const& entity, std::int64_t id,
                     store::Moment const& moment);
Chains over_handler(store::Snapshot& snapshot, store::Entity const& entity, std::int64_t id,
                    store::Moment const& moment);

}  // namespace giaoban::task
