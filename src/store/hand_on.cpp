// What refers to an entity that ends: it passes on to the heir, or ends with it, as each field
// declares. So a later domain says in its declaration what a reorganisation does to its facts.
#include <fmt/format.h>

#include "store/fact_row.h"
#include "store/tx.h"

namespace giaoban::store {

namespace {

// The facts of a kind that stand and refer to `id` on `day` or later.
std::vector<RawFact> referring(Snapshot& snapshot, Kind const& kind, Field const& field,
                               std::int64_t id, Day day) {
  std::vector<RawFact> facts;
  snapshot.db().each(
      fmt::format("SELECT {} FROM {} WHERE {} = ?1 AND superseded_in = ?2 AND effective_to > ?3",
                  sql_of(kind).column_list, kind.table, field.column),
      Params(id, standing, day),
      [&](RowView const& row) { facts.push_back(from_row(kind, row, nullptr)); });
  return facts;
}

}  // namespace

Result<std::vector<Tx::HandedOn>> Tx::hand_on(Entity const& entity,
                                              Inheritance const& inheritance) {
  std::vector<HandedOn> handed;
  for (Kind const* kind : catalogue_.kinds) {
    if (kind->shape != Shape::state) continue;
    for (std::size_t place = 0; place < kind->fields.size(); ++place) {
      FieldOptions const& options = kind->fields[place].options;
      if (options.refers != &entity || options.when_ended == WhenEnded::blocks) continue;
      bool const passes = options.when_ended == WhenEnded::passes_on;
      if (passes && !inheritance.heir) continue;
      ensure(!kind->identifying(), "what identifies a person refers to no entity that ends");
      for (RawFact const& fact :
           referring(*this, *kind, kind->fields[place], inheritance.from, inheritance.day)) {
        TRY_VOID(hand_on_fact(*kind, place, fact, inheritance));
        handed.push_back({kind, fact.head.subject, options.when_ended});
      }
    }
  }
  return handed;
}

Result<void> Tx::hand_on_fact(Kind const& kind, std::size_t place, RawFact const& fact,
                              Inheritance const& inheritance) {
  Span const rest{std::max(fact.head.span.from, inheritance.day), fact.head.span.to};
  TRY_VOID(check_seen(kind, fact.head.subject, 0, rest, nullptr));
  // The reference may be part of the key, so the old row is cut here and not by writing over it.
  supersede(kind, fact.head);
  if (fact.head.span.from < rest.from) {
    insert(kind, {.subject = fact.head.subject, .span = {fact.head.span.from, rest.from}},
           fact.values);
  }
  if (kind.fields[place].options.when_ended == WhenEnded::ends) return {};
  std::vector<Value> values = fact.values;
  values[place] = *inheritance.heir;
  return write_over(kind, fact.head.subject, 0, rest, values);
}

}  // namespace giaoban::store
