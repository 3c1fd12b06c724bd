#include "store/checks.h"

#include "store/fact_text.h"
#include "store/tx.h"

namespace giaoban::store {

Result<void> check_span(Kind const& kind, Span span) {
  if (span.empty()) {
    return refuse(empty_span, {{"what", std::string(kind.label.vietnamese())},
                               {"from", span.from.vietnamese()},
                               {"to", span.to.vietnamese()}});
  }
  return {};
}

Result<void> check_values(Kind const& kind, std::vector<Value> const& values) {
  for (std::size_t i = 0; i < values.size(); ++i) {
    Field const& field = kind.fields[i];
    std::string const name(field.label.vietnamese());
    if (is_null(values[i])) {
      if (field.required()) return refuse(required_missing, {{"field", name}}, name);
      continue;
    }
    if (field.options.check != nullptr) TRY_VOID(field.options.check(values[i]));
  }
  return {};
}

}  // namespace giaoban::store
