// The commands as a JSON API: GET /api/unit/list asks, POST /api/unit/found writes. One route a
// command, so a verb or question that the command line has, the API has, by the same names.
#pragma once

#include <string>
#include <vector>

#include "command/command.h"
#include "web/route.h"

namespace giaoban::web {

// A question answers what the command prints as JSON. A write takes a JSON object of the command's
// options and answers {"entry", "mark", "warnings", "told"}; the header Idempotency-Key stands for
// its nonce. The commands outlive the routes.
std::vector<Route> api_routes(std::vector<command::Command> const& commands);

// The description of those routes, OpenAPI 3.1; served at /api/openapi.json.
std::string openapi(std::vector<Route> const& routes, Language language);

extern RefusalKind const not_json;             // the body is no JSON object
extern RefusalKind const unknown_name;         // {name}: the command has no such option
extern RefusalKind const value_of_other_type;  // {name}: neither text, number nor true
std::vector<RefusalKind const*> const& api_refusals();

}  // namespace giaoban::web
