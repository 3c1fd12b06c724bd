// The pages of tables and the dashboard.
#pragma once

#include <vector>

#include "web/route.h"
#include "web/verb_pages.h"

namespace giaoban::table {

std::vector<web::Route> routes();
std::vector<web::MenuEntry> menu();
std::vector<web::VerbForm> verb_forms();

}  // namespace giaoban::table
