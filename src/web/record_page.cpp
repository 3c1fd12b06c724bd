#include "web/record_page.h"

#include <algorithm>
#include <string>

#include "web/route_match.h"

namespace giaoban::web {

std::optional<Url> record_page(Site const& site, store::Entity const& entity, std::int64_t id) {
  std::string const place = "/{" + std::string(entity.name) + "}";
  for (Route const& route : site.routes) {
    bool const whole = route.method == Method::get && route.path.ends_with(place);
    std::size_t const folder = route.path.size() - (whole ? place.size() : 0);
    if (!whole || folder < 2 || route.path.find('/', 1) != folder) continue;
    return Url::checked(route.path.substr(0, folder) + "/" + std::to_string(id));
  }
  return std::nullopt;
}

bool opens(Visit const& visit, std::string_view route_path) {
  return std::ranges::any_of(visit.site.routes, [&](Route const& route) {
    return route.method == Method::get && route.path == route_path &&
           may_pass(route, visit.caller).has_value();
  });
}

Url same_moment(Visit const& visit, Url const& url) {
  return url.with("as_of", visit.request.query.text("as_of"))
      .with("known_at", visit.request.query.text("known_at"));
}

}  // namespace giaoban::web
