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

Html record_tabs(Visit const& visit, TabsOf const& of) {
  std::vector<Route const*> pages;
  for (Route const& route : visit.site.routes) {
    bool const about = route.path == of.page || route.path.starts_with(std::string(of.page) + "/");
    if (!about || route.method != Method::get || route.tab.label == Msg{}) continue;
    if (route.path == of.active || may_pass(route, visit.caller)) pages.push_back(&route);
  }
  std::ranges::stable_sort(pages, {}, [](Route const* route) { return route->tab.place; });
  std::string const record =
      std::string(of.page.substr(0, of.page.rfind('/') + 1)) + std::to_string(of.id);
  std::vector<Tab> all;
  std::size_t active = pages.size();  // none
  for (Route const* route : pages) {
    if (route->path == of.active) active = all.size();
    all.push_back(
        {.url = same_moment(visit, Url::checked(record + route->path.substr(of.page.size()))),
         .label = say(visit.language(), route->tab.label)});
  }
  return tabs(say(visit.language(), of.label), all, active);
}

Url same_moment(Visit const& visit, Url const& url) {
  return url.with("as_of", visit.request.query.text("as_of"))
      .with("known_at", visit.request.query.text("known_at"));
}

}  // namespace giaoban::web
