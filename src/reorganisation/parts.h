// The parts of a divided unit as people write them, a line (or a piece before ";") each:
//   PT-01-03 | Chi bộ khu 3 | PT-01-01-01, PT-01-01-02
// code, name (blank: the unit is there already), and what it receives: codes of dependent units,
// or of members by their number. Private to src/reorganisation.
#pragma once

#include <string_view>
#include <vector>

#include "base/listing.h"
#include "reorganisation/reorganisation.h"

namespace giaoban::reorganisation {

Result<std::vector<Part>> parse_parts(store::Tx& tx, std::string_view text, Day on);
std::vector<std::string> listed(std::string_view text, char separator);

// "5", "5 (phần chia tách)", "–": which row a fault is in.
std::string row_of(Fault const& fault, Language language);

// What a plan comes to as a list, and in one line a level.
Listing listing_of(Outcome const& outcome, Language language);
Listing summary_of(Outcome const& outcome, Language language);

}  // namespace giaoban::reorganisation
