// The table of routes, and who may pass.
#include "web/route.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "store/hash.h"
#include "store/keys.h"
#include "web/page.h"
#include "web/route_match.h"

namespace giaoban::web {

namespace {

std::string_view next_piece(std::string_view& path) {
  path.remove_prefix(1);  // "/"
  std::size_t const end = std::min(path.find('/'), path.size());
  std::string_view const piece = path.substr(0, end);
  path.remove_prefix(end);
  return piece;
}

bool is_place(std::string_view piece) {
  return piece.starts_with('{') && piece.ends_with('}');
}

using Places = std::vector<std::pair<std::string, std::string>>;

std::optional<Places> places_of(std::string_view pattern, std::string_view path) {
  Places places;
  while (!pattern.empty() && !path.empty()) {
    std::string_view const expected = next_piece(pattern);
    std::string_view const piece = next_piece(path);
    if (is_place(expected)) {
      if (piece.empty()) return std::nullopt;
      places.emplace_back(expected.substr(1, expected.size() - 2), piece);
    } else if (expected != piece) {
      return std::nullopt;
    }
  }
  if (!pattern.empty() || !path.empty()) return std::nullopt;
  return places;
}

// Whether `a` says more literally what `b` leaves to a place: "/units/new" before "/units/{unit}".
bool more_literal(std::string_view a, std::string_view b) {
  while (!a.empty() && !b.empty()) {
    bool const a_place = is_place(next_piece(a));
    bool const b_place = is_place(next_piece(b));
    if (a_place != b_place) return b_place;
  }
  return false;
}

std::string_view without_last_slash(std::string_view path) {
  return path.size() > 1 && path.ends_with('/') ? path.substr(0, path.size() - 1) : path;
}

}  // namespace

Match match(std::vector<Route> const& routes, Method method, std::string_view path) {
  Match best;
  for (Route const& route : routes) {
    auto places = places_of(route.path, without_last_slash(path));
    if (!places) continue;
    (route.method == Method::get ? best.takes_get : best.takes_post) = true;
    if (route.method != method) continue;
    if (best.route != nullptr && !more_literal(route.path, best.route->path)) continue;
    best.route = &route;
    best.places = *std::move(places);
  }
  return best;
}

namespace {

// What is open without a right is a user's own to do, and no token's: one that only reads would
// change something there.
bool takes_a_session(Route const& route) {
  return route.method == Method::post && route.open != Open::no;
}

}  // namespace

Result<void> may_pass(Route const& route, Caller const& caller) {
  if (caller.signed_in() && caller.session.empty() && takes_a_session(route)) {
    return refuse(sign_in_first);
  }
  if (route.open == Open::to_all) return {};
  if (!caller.signed_in()) return refuse(sign_in_first);
  if (caller.confined && route.path != caller.confined->path && route.path != sign_out_path) {
    return refuse(*caller.confined->refusal);
  }
  if (route.open == Open::to_signed_in) return {};
  store::Right const* right = route.verb != nullptr ? route.verb->right : route.right;
  if (right == nullptr) return refuse(page_not_allowed, {{"right", route.path}});
  if (!caller.actor.may(*right)) {
    return refuse(page_not_allowed, {{"right", say(caller.language, right->label)}});
  }
  return {};
}

std::vector<std::string> route_faults(std::vector<Route> const& routes) {
  std::vector<std::string> faults;
  std::set<std::pair<Method, std::string>> seen;
  for (Route const& route : routes) {
    auto const say_fault = [&](std::string_view what) {
      faults.push_back(
          fmt::format("{} {}: {}", route.method == Method::get ? "GET" : "POST", route.path, what));
    };
    int const gates = (route.verb != nullptr ? 1 : 0) + (route.right != nullptr ? 1 : 0) +
                      (route.open != Open::no ? 1 : 0);
    if (route.handle == nullptr) say_fault("nothing handles it");
    if (gates != 1) say_fault("names not exactly one of verb, right, open");
    if (route.command != nullptr && command::door_of(*route.command) != command::Door::everywhere) {
      say_fault("its command is one of the command line alone");
    }
    if (route.verb != nullptr && route.verb->right == nullptr) say_fault("its verb has no right");
    if (route.verb != nullptr && route.method == Method::get) say_fault("a question calls no verb");
    if (!route.path.starts_with('/') || route.path != without_last_slash(route.path)) {
      say_fault("a path begins with / and does not end with one");
    }
    if (!seen.emplace(route.method, route.path).second) say_fault("stands twice");
  }
  return faults;
}

namespace {

constexpr std::size_t salt_letters = 16;

std::string signature(std::string_view salt, Caller const& caller, store::Store& store) {
  auto const said = fmt::format("{}\n{}\n{}", salt, caller.session, caller.actor.name);
  Blob const mark = store::blind_index(said, "form_token", store.keys());
  return store::hash(mark.bytes).hex();
}

// Takes as long for any two texts of one length.
bool same_in_constant_time(std::string_view a, std::string_view b) {
  if (a.size() != b.size()) return false;
  unsigned char difference = 0;
  for (std::size_t i = 0; i < a.size(); ++i) {
    difference = static_cast<unsigned char>(
        difference | (static_cast<unsigned char>(a[i]) ^ static_cast<unsigned char>(b[i])));
  }
  return difference == 0;
}

}  // namespace

std::string form_token(Caller const& caller, store::Store& store) {
  std::string const salt = store::Hash{store::random_secret()}.hex().substr(0, salt_letters);
  return salt + signature(salt, caller, store);
}

bool token_fits(std::string_view token, Caller const& caller, store::Store& store) {
  if (token.size() <= salt_letters) return false;
  return same_in_constant_time(token.substr(salt_letters),
                               signature(token.substr(0, salt_letters), caller, store));
}

}  // namespace giaoban::web
