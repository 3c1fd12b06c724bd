#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>

#include "web/json.h"

namespace giaoban::web {

std::string refusal_json(Refusal const& refusal, Language language) {
  boost::json::object object;
  auto const add = [&](char const* name, std::string_view value) {
    if (!value.empty()) object[name] = boost::json::string_view(value.data(), value.size());
  };
  add("refused", refusal.kind->code);
  add("text", refusal.text(language));
  add("remedy", refusal.remedy(language));
  add("rule", refusal.kind->rule);
  add("where", refusal.where);
  return boost::json::serialize(object);
}

}  // namespace giaoban::web
