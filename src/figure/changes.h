// Who came, went or changed between two days, behind the difference of one figure. Private to
// src/figure.
#pragma once

#include "figure/figure.h"

namespace giaoban::figure {

struct ChangesAsked {
  Held measure;
  UnitId unit;
  Day first;
  Day second;
  EntryNumber known_at = store::standing - 1;
  Language language = Language::vietnamese;
  Year year = {};
};
// Each record that the figure counts on one of the days only, with what happened: came into the
// population or went out of it, or stayed and began or ceased to be counted. Refused where one of
// the figures is not known.
Result<void> changes(store::Snapshot& snapshot, ChangesAsked const& asked, RowSink& sink);

}  // namespace giaoban::figure
