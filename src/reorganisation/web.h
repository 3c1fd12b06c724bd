// The pages of reorganisations: a plan typed or loaded, looked at, carried out; and the lineage of
// a unit as a drawing.
#pragma once

#include <vector>

#include "web/page.h"
#include "web/route.h"

namespace giaoban::reorganisation {

std::vector<web::Route> routes();
std::vector<web::MenuEntry> menu();

// Private to the folder.
Result<web::Response> show_lineage(web::Visit& visit);

}  // namespace giaoban::reorganisation
