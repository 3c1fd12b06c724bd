// The style sheet and the scripts, inside the program. Their address carries the hash of their
// bytes, so that browsers keep them for ever.
#pragma once

#include <optional>
#include <string_view>

#include "web/html.h"
#include "web/request.h"
#include "web/route.h"

namespace giaoban::web {

// Of "style.css", "page.js" ...: "/static/style.3f2a91c0d4e5.css".
Url static_url(std::string_view name);
// Answers GET /static/{name}; nullopt: no such file. Compressed where the request allows.
std::optional<Response> static_file(Request const& request, std::string_view name);
// The route of it: open to all.
Route static_route();

}  // namespace giaoban::web
