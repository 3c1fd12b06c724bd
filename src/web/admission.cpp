#include "web/admission.h"

#include "web/route.h"
#include "web/route_match.h"

namespace giaoban::web {

Admission admission(Site const& site, Request const& request) {
  auto const found = match(site.routes, request.method, request.path);
  Admission admission;
  if (site.asker_of != nullptr) admission.asker = site.asker_of(*site.store, request);
  if (found.route != nullptr) admission.lane = found.route->lane;
  if (admission.asker.empty()) return admission;
  admission.sends = found.route != nullptr ? found.route->sends : Sends::form;
  return admission;
}

}  // namespace giaoban::web
