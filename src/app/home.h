// The first page after signing in: what waits for me, and how my part of the tree stands today.
#pragma once

#include <vector>

#include "inbox/inbox.h"
#include "web/route.h"

namespace giaoban::app {

std::vector<web::Route> home_routes();
std::vector<web::MenuEntry> home_menu();

// What each domain adds to what waits for somebody.
std::vector<inbox::Source> const& inbox_sources();
// The kinds of their items, as addresses name them.
std::vector<std::string> inbox_kinds();

}  // namespace giaoban::app
