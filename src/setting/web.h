// The page of a unit's settings; the form is that of the command.
#pragma once

#include <vector>

#include "web/route.h"
#include "web/verb_pages.h"

namespace giaoban::setting {

std::vector<web::Route> routes();
std::vector<web::VerbForm> verb_forms();

}  // namespace giaoban::setting
