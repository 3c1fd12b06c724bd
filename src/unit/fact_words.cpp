#include "unit/fact_words.h"

#include "store/fact_text.h"

namespace giaoban::unit {

std::string value_words(store::Snapshot& snapshot, HistoryRow const& row, Language language) {
  if (row.parent) {
    auto const node = node_of(snapshot, *row.parent, {row.head.span.from});
    return node ? node->code + " " + node->name : std::to_string(row.parent->value);
  }
  return store::show_value(row.kind->fields.front(), Value{row.value}, language);
}

}  // namespace giaoban::unit
