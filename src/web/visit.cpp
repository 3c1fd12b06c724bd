// What a handler asks of the request in words of the store.
#include <algorithm>
#include <charconv>

#include "base/text.h"
#include "web/ascii.h"
#include "web/form.h"
#include "web/page.h"
#include "web/route.h"

namespace giaoban::web {

namespace {

// 0 for what is no number above 0.
EntryNumber entry_number(std::string_view text) {
  constexpr std::size_t digits_max = 15;
  EntryNumber number = 0;
  if (text.size() > digits_max || !std::ranges::all_of(text, is_digit)) return 0;
  std::from_chars(text.data(), text.data() + text.size(), number);
  return number;
}

}  // namespace

std::string Visit::place(std::string_view name) const {
  auto const found = std::ranges::find(
      places, name, [](auto const& place) { return std::string_view(place.first); });
  ensure(found != places.end(), "the route's path holds the place");
  return found->second;
}

Result<Day> Visit::day(std::string_view field, Day otherwise) const {
  std::string const typed = normalise(request.query.text(field));
  if (typed.empty()) return otherwise;
  auto const day = Day::parse(typed);
  if (!day) return refuse(bad_moment, {{"value", typed}}, std::string(field));
  return *day;
}

Result<store::Moment> Visit::moment() const {
  TRY_INTO(Day const as_of, day("as_of", site.clock->today()));
  store::Moment moment{as_of};
  std::string const known_at = normalise(request.query.text("known_at"));
  if (!known_at.empty()) {
    moment.known_at = entry_number(known_at);
    if (moment.known_at == 0) return refuse(bad_moment, {{"value", known_at}}, "known_at");
  }
  return moment;
}

namespace {

// Where the form went and all that stands in it, but what is new at each showing or sending.
std::string asked_in(Request const& request) {
  std::string all = request.path + '\n';
  auto const add = [&](std::string_view name, std::string_view value) {
    all += std::to_string(value.size());
    all += ' ';
    all += name;
    all += '=';
    all += value;
    all += '\n';
  };
  for (auto const& [name, value] : request.query.pairs()) add(name, value);
  for (auto const& [name, value] : request.form.pairs()) {
    if (name == token_field || name == nonce_field || name == based_on_field) continue;
    add(name, value);
  }
  for (Upload const& upload : request.uploads) {
    add(upload.field, upload.name + " " + std::to_string(upload.bytes));
  }
  return all;
}

}  // namespace

Result<store::Act> Visit::act(store::Verb const& verb) const {
  TRY_INTO(auto act, command::act_of(caller.actor, verb, arguments_of(request)));
  act.asked = asked_in(request);
  return act;
}

}  // namespace giaoban::web
