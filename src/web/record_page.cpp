#include "web/record_page.h"

#include <algorithm>
#include <string>

#include "store/strange.h"
#include "web/route_match.h"

namespace giaoban::web {

namespace {

Route const* route_of(Site const& site, store::Entity const& entity) {
  std::string const place = "/{" + std::string(entity.name) + "}";
  auto const found = std::ranges::find_if(site.routes, [&](Route const& route) {
    bool const whole = route.method == Method::get && route.path.ends_with(place);
    std::size_t const folder = route.path.size() - (whole ? place.size() : 0);
    return whole && folder >= 2 && route.path.find('/', 1) == folder;
  });
  return found == site.routes.end() ? nullptr : &*found;
}

// Whether the page of the record is open to the caller, where the record stands now.
bool open_to_caller(Visit const& visit, store::Snapshot& snapshot, store::Entity const& entity,
                    std::int64_t id) {
  Route const* const route = route_of(visit.site, entity);
  if (route == nullptr || route->right == nullptr) return false;
  store::Actor const& actor = visit.caller.actor;
  if (actor.may_everywhere(*route->right)) return true;
  if (!actor.may(*route->right) || entity.stands_under == nullptr) return false;
  auto const units = entity.stands_under(snapshot, id, {visit.site.clock->today()});
  return std::ranges::any_of(actor.grants, [&](store::Grant const& grant) {
    return *grant.right == *route->right && grant.under &&
           std::ranges::find(units, *grant.under) != units.end();
  });
}

}  // namespace

std::optional<Url> record_page(Site const& site, store::Entity const& entity, std::int64_t id) {
  Route const* const route = route_of(site, entity);
  if (route == nullptr) return std::nullopt;
  return Url::checked(route->path.substr(0, route->path.rfind('/')) + "/" + std::to_string(id));
}

std::string record_name(Visit const& visit, store::Snapshot& snapshot, store::Entity const& entity,
                        std::int64_t id) {
  std::string name;
  store::use_row([&] {
    if (entity.called != nullptr && open_to_caller(visit, snapshot, entity, id)) {
      name = entity.called(snapshot, id, {visit.site.clock->today()});
    }
  });
  return say(visit.language(), entity.label) + " " + (name.empty() ? std::to_string(id) : name);
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
