// Finding a route, and asking whether one may pass. Private to web/.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "web/route.h"

namespace giaoban::web {

struct Match {
  Route const* route = nullptr;
  std::vector<std::pair<std::string, std::string>> places;
  bool takes_get = false;  // the path is there, by this method
  bool takes_post = false;
};

// Of several patterns that fit, the one that is more literal from the left.
Match match(std::vector<Route> const& routes, Method method, std::string_view path);

Result<void> may_pass(Route const& route, Caller const& caller);

}  // namespace giaoban::web
