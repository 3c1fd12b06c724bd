// The pages of reports: asking for one, reading it before it is printed, taking it as a file.
#pragma once

#include <vector>

#include "web/route.h"

namespace giaoban::report {

std::vector<web::Route> routes();
std::vector<web::MenuEntry> menu();

}  // namespace giaoban::report
