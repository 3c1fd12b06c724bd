#include "member/fact_words.h"

#include "store/fact_text.h"

namespace giaoban::member {

std::string values_words(store::Snapshot& snapshot, Recorded const& row, Language language) {
  std::string text;
  for (std::size_t i = 0; i < row.kind->fields.size(); ++i) {
    auto const& field = row.kind->fields[i];
    auto const& value = row.fact.values[i];
    if (is_null(value)) continue;
    std::string shown = store::show_value(field, value, language);
    if (field.options.refers == &unit::unit_entity) {
      auto const node =
          unit::node_of(snapshot, UnitId{std::get<std::int64_t>(value)}, {row.fact.head.span.from});
      if (node) shown = node->code + " " + node->name;
    }
    text += (text.empty() ? "" : "; ") + say(language, field.label) + ": " + shown;
  }
  return text;
}

}  // namespace giaoban::member
