// What the address of a page carries, held against what its route declares: before any handler
// reads it, so that none can take what it does not understand for what was not said.
#include <algorithm>

#include "base/text.h"
#include "web/ascii.h"
#include "web/route.h"
#include "web/typed.h"

namespace giaoban::web {

namespace {

constexpr std::size_t number_digits_max = 18;  // ids have sixteen

bool of_name(Parameter const& parameter, std::string_view name) {
  if (!parameter.name.ends_with('*')) return parameter.name == name;
  return name.starts_with(std::string_view(parameter.name).substr(0, parameter.name.size() - 1));
}

bool is_number(std::string_view text) {
  return text.size() <= number_digits_max && std::ranges::all_of(text, is_digit);
}

Result<void> check_word(Parameter const& parameter, std::string_view name, std::string_view value) {
  bool const free = parameter.choices.empty() && parameter.words.empty();
  bool const known =
      std::ranges::find(parameter.choices, value, &Choice::code) != parameter.choices.end() ||
      std::ranges::find(parameter.words, value) != parameter.words.end();
  if (free || known) return {};
  std::string all;
  auto const name_one = [&](std::string_view one) {
    all += (all.empty() ? "" : ", ") + std::string(one);
  };
  for (Choice const& one : parameter.choices) name_one(one.code);
  for (std::string const& one : parameter.words) name_one(one);
  return refuse(query_not_a_word,
                {{"name", std::string(name)}, {"value", std::string(value)}, {"choices", all}},
                std::string(name));
}

Result<void> check_value(Parameter const& parameter, std::string_view name,
                         std::string_view given) {
  std::string const value = normalise(given);
  if (value.empty()) return {};  // a field of a form left blank
  if (parameter.input == command::Input::integer && !is_number(value)) {
    return refuse(command::option_not_a_number, {{"option", std::string(name)}, {"value", value}},
                  std::string(name));
  }
  if (parameter.input == command::Input::day && !Day::parse(value)) {
    return refuse(bad_moment, {{"value", value}}, std::string(name));
  }
  return check_word(parameter, name, value);
}

// What every page takes: the two clocks, and the entry that has just been written.
std::vector<Parameter> const& of_every_page() {
  static std::vector<Parameter> const all{asks_day("as_of"), asks_number("known_at"),
                                          asks_number("written")};
  return all;
}

Parameter const* parameter_named(Route const& route, std::string_view name) {
  for (auto const* const some : {&of_every_page(), &route.query}) {
    auto const found = std::ranges::find_if(
        *some, [&](Parameter const& parameter) { return of_name(parameter, name); });
    if (found != some->end()) return &*found;
  }
  return nullptr;
}

}  // namespace

Parameter asks_text(std::string name) {
  return {.name = std::move(name)};
}
Parameter asks_number(std::string name) {
  return {.name = std::move(name), .input = command::Input::integer};
}
Parameter asks_day(std::string name) {
  return {.name = std::move(name), .input = command::Input::day};
}
Parameter asks_word(std::string name, std::vector<std::string> words) {
  return {.name = std::move(name), .words = std::move(words)};
}

Result<std::string> typed(Fields const& given, Parameter const& parameter) {
  std::string value = normalise(given.text(parameter.name));
  TRY_VOID(check_value(parameter, parameter.name, value));
  return value;
}

Result<void> check_query(Route const& route, Fields const& query) {
  if (route.command != nullptr) return {};  // by the command's options
  for (auto const& [name, value] : query.pairs()) {
    Parameter const* const parameter = parameter_named(route, name);
    if (parameter == nullptr) return refuse(query_unknown, {{"name", name}}, name);
    TRY_VOID(check_value(*parameter, name, value));
  }
  return {};
}

}  // namespace giaoban::web
