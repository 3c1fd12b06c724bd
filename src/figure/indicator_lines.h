// Own measures as tables, for commands and pages; and those that stand ready to be adopted. Private
// to src/figure.
#pragma once

#include <vector>

#include "base/listing.h"
#include "figure/indicator.h"

namespace giaoban::figure {

struct ListAsked {
  std::vector<Held> measures;
  store::Moment moment;
  Language language;
};
Listing list_of(store::Snapshot& snapshot, ListAsked const& asked);

struct LinesAsked {
  Held measure;
  store::Moment moment;
  Language language;
};
// What, its value: the definition, then the targets by year.
Listing lines_of(store::Snapshot& snapshot, LinesAsked const& asked);

// What the published reports count that the program's own table does not.
std::vector<Defining> ready_made(Language language);

}  // namespace giaoban::figure
