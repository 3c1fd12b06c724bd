// What a handler asks of the request in words of the store.
#include <algorithm>
#include <charconv>

#include "base/text.h"
#include "web/ascii.h"
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

Result<store::Act> Visit::act(store::Verb const& verb) const {
  auto const text = [&](std::string_view field) { return normalise(request.form.text(field)); };
  store::Act act{.actor = caller.actor, .verb = &verb};
  act.reason = text("reason");
  act.nonce = text("nonce");
  std::string const based_on = text("based_on");
  // The head of an empty journal is 0.
  if (!based_on.empty() && std::ranges::all_of(based_on, is_digit)) {
    act.based_on = entry_number(based_on);
  }
  std::string const number = text("document");
  std::string const signed_on = text("document_date");
  store::Document document;
  document.number = number;
  document.issuer = text("issuer");
  document.signer = text("signer");
  if (number.empty() && signed_on.empty() && document.issuer.empty() && document.signer.empty()) {
    return act;
  }
  if (number.empty()) return refuse(document_without_day, {}, "document");
  if (signed_on.empty()) return refuse(document_without_day, {}, "document_date");
  auto const day = Day::parse(signed_on);
  if (!day) return refuse(bad_moment, {{"value", signed_on}}, "document_date");
  act.basis = store::Basis{std::move(document), *day};
  return act;
}

}  // namespace giaoban::web
