// What the rules on Party documents and on yearly results say: pure, by date and kind of unit.
#pragma once

#include <string_view>

#include "base/rule.h"
#include "report/report.h"

namespace giaoban::report {

struct LayoutRule {
  Layout layout;
  std::string_view recipient_end;
};
// The rule of the page on the document's date; there is one for every date.
Dated<LayoutRule> layout_on(Day date);

// The ceiling on excellent results of the year graded, in percent of a base that is data: the
// texts say "of those graded good" and are read in several ways. nullptr: none was read.
struct CapRule {
  int percent;
};
Dated<CapRule> const* cap_of(int year);

}  // namespace giaoban::report
