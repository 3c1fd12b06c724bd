// Where something stands on a day, out of what was ever recorded of its places: what Entity::
// stands_under asks of its kind's facts.
#pragma once

#include <optional>
#include <vector>

#include "store/snapshot.h"

namespace giaoban::store {

struct Placed {
  RawFact const* fact;
  Moment at;  // when to ask where the fact's unit stands
};
// The nearest to the moment's day of those that have begun by then or by today. What is recorded
// for a day to come places nothing that has a place, or who will be above it could read and write
// of it beforehand; where there is nothing else, the first to come, asked of where its unit stands
// on the moment's own day. Nullopt: nothing is recorded.
std::optional<Placed> placed(Snapshot& snapshot, std::vector<RawFact> const& facts,
                             Moment const& moment);

}  // namespace giaoban::store
