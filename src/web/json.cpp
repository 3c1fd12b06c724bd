#include "web/json.h"

#include <boost/json/parse.hpp>

#include "web/urlencoded.h"

namespace giaoban::web {

namespace json = boost::json;

namespace {

constexpr std::size_t depth_max = 16;

// False: it holds a text that no field takes.
bool tidy(json::value& value) {
  if (auto* text = value.if_string()) {
    auto const clean = clean_value({text->data(), text->size()});
    if (clean) *text = *clean;
    return clean.has_value();
  }
  if (auto* list = value.if_array()) {
    for (json::value& one : *list) {
      if (!tidy(one)) return false;
    }
  } else if (auto* object = value.if_object()) {
    for (auto& [name, one] : *object) {
      if (name.size() > field_name_bytes_max || !tidy(one)) return false;
    }
  }
  return true;
}

}  // namespace

std::optional<json::value> read_json(std::string_view text) {
  json::parse_options options;
  options.max_depth = depth_max;
  boost::system::error_code fault;
  json::value value = json::parse({text.data(), text.size()}, fault, {}, options);
  if (fault || !tidy(value)) return std::nullopt;
  return value;
}

}  // namespace giaoban::web
