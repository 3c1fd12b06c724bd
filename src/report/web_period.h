// The period of a report as a form asks for it: which part of which year. Private to src/report.
#pragma once

#include <vector>

#include "base/day.h"
#include "command/command.h"
#include "web/form.h"
#include "web/request.h"
#include "web/words.h"

namespace giaoban::report {

// Every kind of period, and the years from `first` to `last`; chosen: what the request asks for,
// else the first half of the last year.
struct YearsAsked {
  int first = 0;
  int last = 0;
};
std::vector<web::FormField> period_fields(web::Words const& words, YearsAsked years,
                                          web::Fields const& typed);

// That what an address fills the form with is a period.
Result<void> check_period(web::Request const& request, int this_year);
// What the request gives; a part and a year are put together into one period.
command::Arguments arguments_asked(web::Request const& request);

}  // namespace giaoban::report
