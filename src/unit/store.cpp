#include "unit/store.h"

#include <array>

#include "unit/chronicle.h"
#include "unit/queries.h"

namespace giaoban::unit {

using store::Params;
using store::RowView;

namespace {

UnitRow read_row(RowView const& row) {
  UnitRow read;
  read.node.id = row.id<UnitId>(0);
  read.node.code = row.text(1);
  read.node.name = row.text(2);
  if (!row.null(3)) read.node.unit_kind = row.choice<UnitKind>(3);
  if (!row.null(4)) read.parent = row.id<UnitId>(4);
  return read;
}

}  // namespace

UnitFacts unit_facts(store::Snapshot& snapshot) {
  UnitFacts facts;
  auto const held = [](RowView const& row) {
    return Held{row.id<UnitId>(0), {row.day(1), row.day(2)}, row.integer(3), row.integer(4)};
  };
  store::Db& db = snapshot.db();
  db.each(queries::all_lives, Params(),
          [&](RowView const& row) { facts.lives.push_back(held(row)); });
  db.each(queries::all_codes, Params(),
          [&](RowView const& row) { facts.codes.emplace_back(held(row), row.text(5)); });
  db.each(queries::all_names, Params(),
          [&](RowView const& row) { facts.names.emplace_back(held(row), row.text(5)); });
  db.each(queries::all_kinds, Params(), [&](RowView const& row) {
    facts.kinds.emplace_back(held(row), row.choice<UnitKind>(5));
  });
  db.each(queries::all_parents, Params(),
          [&](RowView const& row) { facts.parents.emplace_back(held(row), row.id<UnitId>(5)); });
  return facts;
}

std::optional<UnitRow> unit_row(store::Snapshot& snapshot, UnitId unit, store::Moment moment) {
  return snapshot.db().first(queries::node, Params(moment.as_of, moment.known_at, unit), read_row);
}

std::vector<std::int64_t> units_above(store::Snapshot& snapshot, UnitId unit,
                                      store::Moment moment) {
  return snapshot.db().all(queries::chain, Params(moment.as_of, moment.known_at, unit),
                           [](RowView const& row) { return row.integer(0); });
}

std::vector<std::string> codes_in_force(store::Snapshot& snapshot, store::Moment moment) {
  return snapshot.db().all(queries::codes, Params(moment.as_of, moment.known_at),
                           [](RowView const& row) { return row.text(0); });
}

std::vector<Child> children_from(store::Snapshot& snapshot, UnitId parent, Day day) {
  return snapshot.db().all(
      queries::children_from, Params(parent, day, store::standing),
      [](RowView const& row) { return Child{.unit = row.id<UnitId>(0), .from = row.day(1)}; });
}

std::vector<Under> under_from(store::Snapshot& snapshot, UnitId parent, Day day) {
  return snapshot.db().all(
      queries::under_from, Params(parent, day, store::standing),
      [](RowView const& row) { return Under{row.id<UnitId>(0), {row.day(1), row.day(2)}}; });
}

std::map<UnitId, std::vector<ParentEdge>> standing_edges(store::Snapshot& snapshot) {
  std::map<UnitId, std::vector<ParentEdge>> edges;
  snapshot.db().each(queries::edges, Params(store::standing), [&](RowView const& row) {
    edges[row.id<UnitId>(0)].push_back(
        {.parent = row.id<UnitId>(1), .span = {row.day(2), row.day(3)}});
  });
  return edges;
}

std::vector<Succession> successions(store::Snapshot& snapshot, EntryNumber known_at) {
  return snapshot.db().all(queries::successions, Params(known_at), [](RowView const& row) {
    return Succession{row.id<UnitId>(0), row.id<UnitId>(1), row.day(2), row.choice<Heir>(3)};
  });
}

std::vector<std::pair<UnitId, Span>> lives_known(store::Snapshot& snapshot, EntryNumber known_at) {
  return snapshot.db().all(queries::lives_known, Params(known_at), [](RowView const& row) {
    return std::pair(row.id<UnitId>(0), Span{row.day(1), row.day(2)});
  });
}

std::vector<std::pair<UnitId, ParentEdge>> edges_known(store::Snapshot& snapshot,
                                                       EntryNumber known_at) {
  return snapshot.db().all(queries::edges_known, Params(known_at), [](RowView const& row) {
    return std::pair(row.id<UnitId>(0),
                     ParentEdge{.parent = row.id<UnitId>(1), .span = {row.day(2), row.day(3)}});
  });
}

std::vector<UnitSpan> standing_spans(store::Snapshot& snapshot) {
  return snapshot.db().all(queries::spans, Params(store::standing), [](RowView const& row) {
    return UnitSpan{
        .kind = row.integer(0), .unit = row.id<UnitId>(1), .span = {row.day(2), row.day(3)}};
  });
}

std::vector<HistoryRow> history_rows(store::Snapshot& snapshot, UnitId unit, EntryNumber known_at) {
  static std::array<store::Kind const*, 5> const by_number{
      &UnitExistence::kind, &UnitName::kind, &UnitCode::kind, &UnitClass::kind, &UnitParent::kind};
  return snapshot.db().all(queries::history, Params(unit, known_at), [&](RowView const& row) {
    HistoryRow read;
    read.kind = by_number.at(static_cast<std::size_t>(row.integer(0) - by_number.front()->number));
    read.head.subject = unit.value;
    read.head.span = {row.day(1), row.day(2)};
    read.head.recorded_in = row.integer(3);
    read.head.superseded_in = row.integer(4);
    read.value = row.maybe_text(5).value_or("");
    if (!row.null(6)) read.parent = row.id<UnitId>(6);
    return read;
  });
}

}  // namespace giaoban::unit
