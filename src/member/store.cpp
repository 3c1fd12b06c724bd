#include "member/store.h"

#include <algorithm>

#include "base/text.h"
#include "member/queries.h"

namespace giaoban::member {

using store::Params;
using store::RowView;

OpeningAndClosing cell_counts(store::Snapshot& snapshot, Day first, Day last,
                              EntryNumber known_at) {
  OpeningAndClosing counts;
  snapshot.db().each(queries::cells_held, Params(first, last, known_at), [&](RowView const& row) {
    if (row.null(0)) return;
    auto const cell = row.id<UnitId>(0);
    if (row.integer(1) != 0) ++counts.opening[cell];
    if (row.integer(2) != 0) ++counts.closing[cell];
  });
  return counts;
}

CellCounts cell_counts(store::Snapshot& snapshot, store::Moment moment) {
  // A whole table is read for them, and lists are looked at page after page.
  return *snapshot.derived<CellCounts>({"member.cell_counts", {&MemberCell::kind}, moment}, [&] {
    return cell_counts(snapshot, moment.as_of, moment.as_of, moment.known_at).closing;
  });
}

std::vector<Coming> arriving(store::Snapshot& snapshot, store::Moment moment) {
  return snapshot.rows(queries::arriving, snapshot.today(), moment.as_of, moment.known_at);
}

CellCounts went_to(store::Snapshot& snapshot, UnitId cell, store::Moment day) {
  CellCounts counts;
  snapshot.db().each(queries::went_to, Params(cell, day.as_of - 1, day.known_at),
                     [&](RowView const& row) { counts[row.id<UnitId>(0)] = row.integer(1); });
  return counts;
}

std::vector<StayBeyond> stays_beyond(store::Snapshot& snapshot, UnitId cell, Day day) {
  return snapshot.rows(queries::stays_beyond, cell, day, store::standing);
}

std::vector<Transition> transitions(store::Snapshot& snapshot, Span days, EntryNumber known_at) {
  return snapshot.rows(queries::transitions, days.from, days.to, known_at);
}

std::vector<ParentChange> parent_changes(store::Snapshot& snapshot, Span days,
                                         EntryNumber known_at) {
  return snapshot.rows(queries::parent_changes, days.from, days.to, known_at);
}

std::vector<RosterLine> roster_of_cell(store::Snapshot& snapshot, UnitId cell,
                                       store::Moment moment) {
  auto lines = snapshot.rows(queries::roster_of_cell, cell, moment.as_of, moment.known_at);
  std::vector<std::pair<std::string, std::size_t>> order;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    order.emplace_back(name_sort_key(lines[i].full_name), i);
  }
  std::ranges::sort(order);
  std::vector<RosterLine> sorted;
  for (auto const& [key, i] : order) sorted.push_back(std::move(lines[i]));
  return sorted;
}

std::vector<store::Fact<MemberCell>> places_of_probationers(store::Snapshot& snapshot,
                                                            store::Moment moment) {
  return snapshot.rows(queries::probationers_places, moment.as_of, moment.known_at);
}

std::vector<store::Fact<MemberStanding>> standings_of_probationers(store::Snapshot& snapshot,
                                                                   store::Moment moment) {
  return snapshot.rows(queries::probationers_standings, moment.as_of, moment.known_at);
}

std::vector<Probationer> probationers_of_cell(store::Snapshot& snapshot, UnitId cell,
                                              store::Moment moment) {
  return snapshot.rows(queries::probationers_of_cell, moment.as_of, moment.known_at, cell);
}

bool person_known(store::Snapshot& snapshot, PersonId person) {
  return snapshot.first(queries::person_known, person).has_value();
}

std::optional<EntryNumber> erasing_entry(store::Snapshot& snapshot, PersonId person) {
  return snapshot.first(queries::erased_in, person).value_or(std::nullopt);
}

std::vector<EntryNumber> person_entries(store::Snapshot& snapshot, PersonId person) {
  auto entries = snapshot.rows(queries::person_entries, person);
  std::erase(entries, store::standing);
  return entries;
}

}  // namespace giaoban::member
