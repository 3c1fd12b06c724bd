// The law that parts of the tree add up to the whole. Private to src/figure.
#pragma once

#include <string>
#include <vector>

#include "figure/figure.h"

namespace giaoban::figure {

// Of one unit on one day: one sentence for each measure of which the unit's parts with what counts
// at itself do not make up the whole.
std::vector<std::string> sums_that_fail(store::Snapshot& snapshot, UnitId unit,
                                        store::Moment moment);

extern store::Invariant const parts_add_up;

}  // namespace giaoban::figure
