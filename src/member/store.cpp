#include "member/store.h"

#include <algorithm>

#include "base/text.h"
#include "member/queries.h"

namespace giaoban::member {

using store::Params;
using store::RowView;

namespace {

template <class IdType>
std::optional<IdType> maybe_id(RowView const& row, int column) {
  return row.null(column) ? std::nullopt : std::optional(row.id<IdType>(column));
}

}  // namespace

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
  return snapshot.db().all(
      queries::arriving, Params(snapshot.today(), moment.as_of, moment.known_at),
      [](RowView const& row) { return Coming{row.id<PersonId>(0), row.id<UnitId>(1)}; });
}

CellCounts went_to(store::Snapshot& snapshot, UnitId cell, store::Moment day) {
  CellCounts counts;
  snapshot.db().each(queries::went_to, Params(cell, day.as_of - 1, day.known_at),
                     [&](RowView const& row) { counts[row.id<UnitId>(0)] = row.integer(1); });
  return counts;
}

std::vector<StayBeyond> stays_beyond(store::Snapshot& snapshot, UnitId cell, Day day) {
  return snapshot.db().all(
      queries::stays_beyond, Params(cell, day, store::standing),
      [](RowView const& row) { return StayBeyond{row.id<PersonId>(0), {row.day(1), row.day(2)}}; });
}

std::vector<Transition> transitions(store::Snapshot& snapshot, Span days, EntryNumber known_at) {
  return snapshot.db().all(queries::transitions, Params(days.from, days.to, known_at),
                           [](RowView const& row) {
                             return Transition{.day = row.day(0),
                                               .from = maybe_id<UnitId>(row, 1),
                                               .to = maybe_id<UnitId>(row, 2),
                                               .cause = row.choice<Cause>(3)};
                           });
}

std::vector<ParentChange> parent_changes(store::Snapshot& snapshot, Span days,
                                         EntryNumber known_at) {
  return snapshot.db().all(queries::parent_changes, Params(days.from, days.to, known_at),
                           [](RowView const& row) {
                             return ParentChange{.unit = row.id<UnitId>(0),
                                                 .span = {row.day(1), row.day(2)},
                                                 .parent = row.id<UnitId>(3)};
                           });
}

std::vector<RosterLine> roster_of_cell(store::Snapshot& snapshot, UnitId cell,
                                       store::Moment moment) {
  auto lines =
      snapshot.db().all(queries::roster_of_cell, Params(cell, moment.as_of, moment.known_at),
                        [&](RowView const& row) {
                          return RosterLine{.person = row.id<PersonId>(0),
                                            .full_name = row.maybe_text(1).value_or(""),
                                            .born = row.maybe_partial_day(2),
                                            .cell = cell,
                                            .standing = row.maybe_choice<Standing>(3),
                                            .in_cell_since = row.day(4)};
                        });
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
  return snapshot.db().all(queries::probationers_places,
                           store::Params(moment.as_of, moment.known_at),
                           [](store::RowView const& row) {
                             store::Fact<MemberCell> place;
                             place.head.subject = row.integer(0);
                             place.head.span = {row.day(1), row.day(2)};
                             if (auto const cell = row.maybe_integer(3))
                               place.value.cell = UnitId{*cell};
                             place.value.cause = row.choice<Cause>(4);
                             return place;
                           });
}

std::vector<store::Fact<MemberStanding>> standings_of_probationers(store::Snapshot& snapshot,
                                                                   store::Moment moment) {
  return snapshot.db().all(queries::probationers_standings,
                           store::Params(moment.as_of, moment.known_at),
                           [](store::RowView const& row) {
                             store::Fact<MemberStanding> probation;
                             probation.head.subject = row.integer(0);
                             probation.head.span = {row.day(1), row.day(2)};
                             probation.value.standing = Standing::probationary;
                             return probation;
                           });
}

std::vector<Probationer> probationers_of_cell(store::Snapshot& snapshot, UnitId cell,
                                              store::Moment moment) {
  return snapshot.db().all(queries::probationers_of_cell,
                           store::Params(moment.as_of, moment.known_at, cell),
                           [](store::RowView const& row) {
                             return Probationer{row.id<PersonId>(0), row.id<UnitId>(1)};
                           });
}

bool person_known(store::Snapshot& snapshot, PersonId person) {
  return snapshot.db()
      .first(queries::person_known, Params(person), [](RowView const&) { return true; })
      .has_value();
}

std::optional<EntryNumber> erasing_entry(store::Snapshot& snapshot, PersonId person) {
  auto const found = snapshot.db().first(queries::erased_in, Params(person),
                                         [](RowView const& row) { return row.maybe_integer(0); });
  return found ? *found : std::nullopt;
}

std::vector<EntryNumber> person_entries(store::Snapshot& snapshot, PersonId person) {
  auto entries = snapshot.db().all(queries::person_entries, Params(person),
                                   [](RowView const& row) { return row.integer(0); });
  std::erase(entries, store::standing);
  return entries;
}

}  // namespace giaoban::member
