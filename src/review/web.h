// The pages of yearly results: what is done and missing, entry by grid for one unit and year.
#pragma once

#include <vector>

#include "web/route.h"

namespace giaoban::review {

std::vector<web::Route> routes();
std::vector<web::MenuEntry> menu();

}  // namespace giaoban::review
