// The posts of a unit and of a person, as pages and as parts of other pages.
#pragma once

#include <vector>

#include "web/route.h"

namespace giaoban::post {

std::vector<web::Route> routes();
std::vector<web::MenuEntry> menu();

}  // namespace giaoban::post
