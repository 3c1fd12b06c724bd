// The sample province's round of 2020, taken by the program's own verbs from opening to the last
// decision, with the grades of the sample's world.
#pragma once

#include <cstdint>
#include <string_view>

#include "round/round.h"
#include "sample/sample.h"

namespace giaoban::sample {

struct RoundTaken {
  std::int64_t subjects = 0;  // decided on
  std::int64_t entries = 0;
  std::int64_t warnings = 0;
};
// In a store that holds the register of that world; a round that is open already is gone on with.
// From the top down: each committee decides on the organisations and leaders below it, then each
// grass-roots organisation on its members; of members only those under the unit, since officials
// come from everywhere.
Result<RoundTaken> take_round(store::Store& store, store::Actor const& actor, World const& world,
                              std::string_view members_of);

}  // namespace giaoban::sample
