// The pages of figures: all of a unit on a day, the records behind one, two days side by side.
#pragma once

#include <vector>

#include "web/route.h"

namespace giaoban::figure {

std::vector<web::Route> routes();
std::vector<web::MenuEntry> menu();

}  // namespace giaoban::figure
