// Handlers of one unit. Private to src/unit.
#pragma once

#include "web/html.h"
#include "web/route.h"

namespace giaoban::unit {

Result<web::Response> show_history(web::Visit& visit);
Result<web::Response> show_changes(web::Visit& visit);
// A slider over the days on which the tree changed, and where ?step= of it leads.
web::Html slider_of(web::Visit const& visit, store::Snapshot& snapshot, store::Moment moment);
std::optional<web::Url> slid_to(web::Visit const& visit, store::Snapshot& snapshot);

}  // namespace giaoban::unit
