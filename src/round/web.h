// The pages of rounds: how far each level is, a unit's sheet, the decision, one subject, documents.
#pragma once

#include <vector>

#include "web/route.h"

namespace giaoban::round {

std::vector<web::Route> routes();
std::vector<web::MenuEntry> menu();

}  // namespace giaoban::round
