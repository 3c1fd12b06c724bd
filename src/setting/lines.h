// The settings as they hold for a unit, for the command and the page. Private to src/setting.
#pragma once

#include "base/listing.h"
#include "setting/setting.h"

namespace giaoban::setting {

struct LinesAsked {
  UnitId unit;
  store::Moment moment;
  Language language;
};
// A line a setting: what, its value, who laid it down, since when.
Listing lines_of(store::Snapshot& snapshot, LinesAsked const& asked);

}  // namespace giaoban::setting
