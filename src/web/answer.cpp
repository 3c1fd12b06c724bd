// The one way through: route, caller, right, form token, handler, refusal, breakage.
#include <array>
#include <exception>

#include "web/ascii.h"
#include "web/json.h"
#include "web/page.h"
#include "web/route.h"
#include "web/route_match.h"
#include "web/urlencoded.h"

namespace giaoban::web {

namespace {

bool of_api(Request const& request) {
  return request.path == "/api" || request.path.starts_with("/api/");
}

bool bears_token(Request const& request) {
  std::string const said = lower(request.headers.text("authorization").substr(0, 7));
  return said == "bearer ";
}

// A form that another site shows can be sent with our cookies. Browsers say where it comes from;
// old ones at least name the origin of a POST.
bool comes_from_elsewhere(Request const& request) {
  auto const from = request.headers.first("sec-fetch-site");
  if (from) return *from != "same-origin" && *from != "none";
  auto const origin = request.headers.first("origin");
  if (!origin) return false;
  std::size_t const scheme = origin->find("://");
  return scheme == std::string::npos ||
         !same_ignoring_case(std::string_view(*origin).substr(scheme + 3),
                             request.headers.text("host"));
}

Result<void> check_form(Visit const& visit) {
  Request const& request = visit.request;
  if (request.method != Method::post || bears_token(request)) return {};
  if (comes_from_elsewhere(request)) return refuse(other_site);
  std::string token = request.form.text("token");
  if (token.empty()) token = request.headers.text("x-form-token");
  if (!token_fits(token, visit.caller, visit.store)) return refuse(form_too_old);
  return {};
}

Result<Response> handled(Visit& visit, Match const& found) {
  Request const& request = visit.request;
  if (found.route == nullptr) {
    if (!found.takes_get && !found.takes_post) {
      return refuse(no_such_page, {{"path", request.path}});
    }
    return refuse(wrong_method);
  }
  TRY_VOID(may_pass(*found.route, visit.caller));
  TRY_VOID(check_form(visit));
  return found.route->handle(visit);
}

Response refused(Visit const& visit, Refusal const& refusal, Match const& found) {
  if (of_api(visit.request)) {
    Response response = Response::json(refusal_json(refusal, visit.language()));
    response.status = refusal.kind->http_status;
    if (refusal.kind == &sign_in_first) response.set_header("WWW-Authenticate", "Bearer");
    return response;
  }
  if (refusal.kind == &sign_in_first && visit.request.method == Method::get) {
    return Response::redirect(std::string(sign_in_path) +
                              "?to=" + percent_encoded(visit.request.target));
  }
  Response response = refusal_page(visit, refusal);
  if (refusal.kind == &wrong_method) {
    response.set_header("Allow", found.takes_post ? "POST" : "GET, HEAD");
  }
  return response;
}

Response broke(Visit const& visit, std::string_view what) {
  Request const& request = visit.request;
  std::string const where =
      std::string(request.method == Method::get ? "GET " : "POST ") + request.path;
  std::string number;
  try {
    if (visit.site.log_breakage) number = visit.site.log_breakage(where, what);
    if (!of_api(request)) return breakage_page(visit, number);
  } catch (std::exception const&) {
    // The page itself reads the store, which may be what broke.
  }
  Refusal const told{&something_broke, {{"number", number}}};
  Response response =
      of_api(request)
          ? Response::json(refusal_json(told, visit.language()))
          : Response::plain(500, told.text(visit.language()) + " " + told.remedy(visit.language()));
  response.status = something_broke.http_status;
  return response;
}

constexpr std::array<std::pair<std::string_view, std::string_view>, 8> guards{{
    {"Content-Security-Policy",
     "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
     "connect-src 'self'; font-src 'self'; form-action 'self'; base-uri 'none'; "
     "frame-ancestors 'none'"},
    {"X-Content-Type-Options", "nosniff"},
    {"X-Frame-Options", "DENY"},
    {"Referrer-Policy", "same-origin"},
    {"Cross-Origin-Opener-Policy", "same-origin"},
    {"Cross-Origin-Resource-Policy", "same-origin"},
    {"Permissions-Policy", "camera=(), microphone=(), geolocation=()"},
    {"Cache-Control", "no-store"},  // nearly every page holds somebody's data
}};

}  // namespace

Response answer(Site const& site, Request const& request) {
  Match const found = match(site.routes, request.method, request.path);
  Route const nowhere;
  Visit visit{.request = request,
              .site = site,
              .route = found.route != nullptr ? *found.route : nowhere,
              .store = *site.store,
              .caller = {},
              .places = found.places};
  Response response;
  try {
    if (site.caller_of != nullptr) visit.caller = site.caller_of(*site.store, request);
    auto outcome = handled(visit, found);
    response = outcome ? *std::move(outcome) : refused(visit, outcome.error(), found);
  } catch (std::exception const& fault) {
    response = broke(visit, fault.what());
  }
  for (auto const& [name, value] : guards) {
    if (!response.header(name)) response.headers.emplace_back(name, value);
  }
  return response;
}

}  // namespace giaoban::web
