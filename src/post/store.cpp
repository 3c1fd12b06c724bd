#include "post/store.h"

#include <algorithm>
#include <tuple>

#include "post/queries.h"

namespace giaoban::post {

using store::Params;
using store::RowView;

namespace {

Holding read_holding(RowView const& row) {
  return {.post = row.id<PostId>(0),
          .holding = {.person = row.id<PersonId>(1),
                      .unit = row.id<UnitId>(2),
                      .title = row.choice<Title>(3),
                      .title_text = row.text(4)},
          .span = {row.day(5), row.day(6)}};
}

}  // namespace

std::vector<Holding> of_unit(store::Snapshot& snapshot, UnitId unit, store::Moment moment) {
  auto holdings = snapshot.db().all(queries::of_unit, Params(unit, moment.as_of, moment.known_at),
                                    read_holding);
  std::ranges::sort(holdings, [](Holding const& a, Holding const& b) {
    return std::tie(a.holding.title, a.span.from, a.post) <
           std::tie(b.holding.title, b.span.from, b.post);
  });
  return holdings;
}

std::vector<Holding> of_unit_within(store::Snapshot& snapshot, UnitId unit, Span span) {
  return snapshot.db().all(queries::of_unit_within,
                           Params(unit, span.from, span.to, store::standing), read_holding);
}

std::vector<Holding> of_person(store::Snapshot& snapshot, PersonId person, EntryNumber known_at) {
  return snapshot.db().all(queries::of_person, Params(person, known_at), read_holding);
}

std::vector<Holding> standing_holdings(store::Snapshot& snapshot) {
  return snapshot.db().all(queries::standing, Params(store::standing), read_holding);
}

}  // namespace giaoban::post
