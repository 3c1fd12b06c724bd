// The pages of members, and those of a unit that count or list its members.
#pragma once

#include <vector>

#include "web/route.h"
#include "web/verb_pages.h"

namespace giaoban::member {

std::vector<web::Route> routes();
std::vector<web::MenuEntry> menu();
std::vector<web::VerbForm> verb_forms();

}  // namespace giaoban::member
