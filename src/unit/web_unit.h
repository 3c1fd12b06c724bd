// Handlers of one unit. Private to src/unit.
#pragma once

#include "web/route.h"

namespace giaoban::unit {

Result<web::Response> show_history(web::Visit& visit);

}  // namespace giaoban::unit
