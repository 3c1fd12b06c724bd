// Rows of the table of posts. Private to src/post.
#pragma once

#include <vector>

#include "post/post.h"

namespace giaoban::post {

// What stands now of a unit's posts and shares a day with the span.
std::vector<Holding> of_unit_within(store::Snapshot& snapshot, UnitId unit, Span span);

// All posts that stand now, those of a unit and title together.
std::vector<Holding> standing_holdings(store::Snapshot& snapshot);

}  // namespace giaoban::post
