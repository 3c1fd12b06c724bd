// The pages of figures: all of a unit on a day, the records behind one, two days side by side.
#pragma once

#include <vector>

#include "web/route.h"
#include "web/verb_pages.h"

namespace giaoban::figure {

std::vector<web::Route> routes();
std::vector<web::MenuEntry> menu();
std::vector<web::VerbForm> verb_forms();

}  // namespace giaoban::figure
