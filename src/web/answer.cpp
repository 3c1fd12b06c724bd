// The one way through: route, caller, right, form token, handler, refusal, breakage.
#include <algorithm>
#include <array>
#include <exception>

#include "base/patience.h"
#include "store/strange.h"
#include "web/ascii.h"
#include "web/breakage.h"
#include "web/grid.h"
#include "web/json.h"
#include "web/listening.h"
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

// Those have bounds of their own, and a form that is refused for one still shows what was typed.
bool of_its_command(Route const& route, std::string_view field) {
  if (route.command == nullptr) return false;
  std::string option(field);
  std::ranges::replace(option, '_', '-');
  auto const& options = route.command->options;
  return std::ranges::find(options, option, &command::Option::name) != options.end();
}

// Once for all pages, before anything is asked of a value: what a handler does with one may cost
// more than its length.
Result<void> check_lengths(Route const& route, Fields const& given) {
  for (auto const& [name, value] : given.pairs()) {
    if (value.size() <= route.letters_max || name == rows_field) continue;
    if (of_its_command(route, name)) continue;
    std::size_t const length = letters(value);
    if (length <= route.letters_max) continue;
    return refuse(value_too_long,
                  {{"length", std::to_string(length)}, {"max", std::to_string(route.letters_max)}},
                  name);
  }
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
  // The server reads files for no other; a route that forgot to say so fails its own tests here.
  ensure(request.uploads.empty() || found.route->sends == Sends::files,
         "only a route that takes files is sent any");
  TRY_VOID(may_pass(*found.route, visit.caller));
  TRY_VOID(check_form(visit));
  TRY_VOID(check_lengths(*found.route, request.query));
  TRY_VOID(check_lengths(*found.route, request.form));
  TRY_VOID(check_query(*found.route, request.query));
  return found.route->handle(visit);
}

// What an option is for, without what is said of it besides.
std::string label_of(command::Option const& option, Language language) {
  std::string const help = say(language, option.help);
  return help.substr(0, help.find_first_of(";,(:"));
}

// A refusal of a command names its option, "--date", as an option or as a field: a page calls it
// by its label, the API by its name there.
Refusal without_dashes(Visit const& visit, Refusal refusal, Match const& found) {
  auto const* const command = found.route == nullptr ? nullptr : found.route->command;
  for (Arg& arg : refusal.args) {
    if ((arg.name != "option" && arg.name != "field") || !arg.value.starts_with("--")) continue;
    arg.value.erase(0, 2);
    if (command == nullptr || of_api(visit.request)) continue;
    auto const option = std::ranges::find(command->options, arg.value, &command::Option::name);
    if (option != command->options.end()) arg.value = label_of(*option, visit.language());
  }
  if (refusal.where.starts_with("--")) refusal.where.erase(0, 2);
  return refusal;
}

Response refused(Visit const& visit, Refusal const& given, Match const& found) {
  Refusal const refusal = without_dashes(visit, given, found);
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
  auto const& confined = visit.caller.confined;
  if (confined && refusal.kind == confined->refusal && visit.request.method == Method::get) {
    return Response::redirect(confined->path);
  }
  Response response = refusal_page(visit, refusal);
  if (refusal.kind == &wrong_method) {
    response.set_header("Allow", found.takes_post ? "POST" : "GET, HEAD");
  }
  return response;
}

Response broke(Visit const& visit, std::exception const& fault) {
  Request const& request = visit.request;
  std::string const where =
      std::string(request.method == Method::get ? "GET " : "POST ") + request.path;
  Refusal told{&told_as(fault), {{"number", ""}}};
  Response response;
  try {
    std::string number;
    if (visit.site.log_breakage) number = visit.site.log_breakage(where, fault.what());
    told.args = {{"number", number}};
    if (of_api(request)) {
      response = Response::json(refusal_json(told, visit.language()));
    } else if (told.kind == &something_broke) {
      response = breakage_page(visit, number);
    } else {
      response = refusal_page(visit, told);
    }
  } catch (std::exception const&) {
    // The page itself reads the store, which may be what broke.
    response =
        Response::plain(0, told.text(visit.language()) + " " + told.remedy(visit.language()));
  }
  response.status = told.kind->http_status;
  return response;
}

// Nothing is lost when its asker goes.
bool may_be_left(Visit const& visit) {
  return visit.request.method == Method::get || visit.route.writes == Writes::nothing;
}

// A form behind a right alone asks for something, too: it calls no verb.
bool asks(Visit const& visit) {
  return may_be_left(visit) || (visit.route.verb == nullptr && visit.route.right != nullptr);
}

std::chrono::milliseconds time_of(Visit const& visit) {
  AnswerBounds const& bounds = visit.site.bounds;
  if (visit.route.gives == Gives::file) return bounds.file;
  return asks(visit) ? bounds.question : bounds.verb;
}

// What an answer may take. A verb goes on when its asker has gone: what was sent is to be written.
Bounds bounds_of(Visit const& visit) {
  Site const& site = visit.site;
  return {.until = std::chrono::steady_clock::now() + time_of(visit),
          .gone = may_be_left(visit) ? visit.request.asker_gone : nullptr,
          .stopping = site.stopping,
          .rows_max = site.bounds.rows_max,
          .bytes_max = site.bounds.bytes_max};
}

struct BrokenOff {
  Impatience why;
  bool kept;  // what the verb wrote stands, only its page was not made
};

Refusal told_of(Visit const& visit, BrokenOff const& off) {
  if (off.kept) return {&written_but_not_shown, {}};
  if (off.why == Impatience::stopping) return {&program_ends, {}};
  if (off.why == Impatience::too_much) return {&question_too_large, {}};
  auto const seconds = std::chrono::duration_cast<std::chrono::seconds>(time_of(visit)).count();
  return {asks(visit) ? &question_too_long : &verb_too_long,
          {{"seconds", std::to_string(std::max<std::int64_t>(1, seconds))}}};
}

// The page of a refusal asks the store as well, and is given a moment of its own for it.
Response broken_off(Visit const& visit, BrokenOff const& off, Match const& found) {
  constexpr std::chrono::seconds for_its_page{2};
  auto const refusal = told_of(visit, off);
  Response response;
  try {
    Patience const moment({.until = std::chrono::steady_clock::now() + for_its_page,
                           .gone = visit.request.asker_gone,
                           .stopping = visit.site.stopping});
    response = refused(visit, refusal, found);
  } catch (std::exception const&) {
    response = Response::plain(refusal.kind->http_status, refusal.text(visit.language()) + " " +
                                                              refusal.remedy(visit.language()));
  }
  if (refusal.kind->http_status == 503) response.set_header("Retry-After", "10");
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

Response outcome_of(Visit& visit, Match const& found) {
  Site const& site = visit.site;
  if (site.caller_of != nullptr) visit.caller = site.caller_of(visit.store, visit.request);
  auto outcome = handled(visit, found);
  if (!outcome) return refused(visit, outcome.error(), found);
  // A route that forgot to say so has the time of a page, and fails its own tests here.
  ensure(visit.route.gives == Gives::file || !outcome->header("Content-Disposition"),
         "only a route that gives files answers with one");
  Patience::ask_for_bytes(std::ssize(outcome->body));
  return *std::move(outcome);
}

Response within_bounds(Visit& visit, Match const& found) {
  std::optional<BrokenOff> off;
  try {
    Patience const patience(bounds_of(visit));
    try {
      return outcome_of(visit, found);
    } catch (OutOfPatience const& lost) {
      off = BrokenOff{lost.why(), patience.kept()};
    }
  } catch (std::exception const& fault) {
    return broke(visit, fault);
  }
  return broken_off(visit, *off, found);
}

}  // namespace

Response answer(Site const& site, Request const& request) {
  store::forget_passed_over();
  Match const found = match(site.routes, request.method, request.path);
  Route const nowhere;
  Visit visit{.request = request,
              .site = site,
              .route = found.route != nullptr ? *found.route : nowhere,
              .store = *site.store,
              .caller = {},
              .places = found.places};
  Response response = within_bounds(visit, found);
  for (auto const& [name, value] : guards) {
    if (!response.header(name)) response.headers.emplace_back(name, value);
  }
  if (response.events) response.still = listening(site, request, visit.caller);
  return response;
}

}  // namespace giaoban::web
