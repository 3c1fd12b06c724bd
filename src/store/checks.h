// What a kind's declaration alone refuses: blanks, spans of the wrong shape, failed field checks.
// Private to store/.
#pragma once

#include "store/fact.h"

namespace giaoban::store {

Result<void> check_span(Kind const& kind, Span span);
Result<void> check_values(Kind const& kind, std::vector<Value> const& values);

}  // namespace giaoban::store
