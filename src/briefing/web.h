// Pages of conferences: what is held and when, one conference with all that belongs to it, entry of
// who came, the screens of the hall and of each place, the minutes. What writes but attendance and
// the screens are the forms of the commands (web/verb_pages).
#pragma once

#include <vector>

#include "web/route.h"
#include "web/verb_pages.h"

namespace giaoban::briefing {

std::vector<web::Route> routes();
std::vector<web::MenuEntry> menu();
std::vector<web::VerbForm> verb_forms();

}  // namespace giaoban::briefing
