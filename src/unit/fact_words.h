// What a fact of a unit says, as people read it. Private to src/unit.
#pragma once

#include <string>

#include "unit/store.h"

namespace giaoban::unit {

// A parent by code and name on the fact's first day.
std::string value_words(store::Snapshot& snapshot, HistoryRow const& row, Language language);

}  // namespace giaoban::unit
