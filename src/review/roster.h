// On which day a year's list is closed where nobody says.
#pragma once

#include "review/review.h"

namespace giaoban::review {

// The year's last day; where the year's guideline wants all finished before it (QĐ 124, QĐ 366),
// and what is done is done within the year, the day itself, since nothing is decided before the
// list is closed.
Day usual_roster(int year, Day on);
// The same, but over the list that the year's other results have, where that was closed by then.
Day default_roster(store::Snapshot& snapshot, int year, Day decided_on);

}  // namespace giaoban::review
