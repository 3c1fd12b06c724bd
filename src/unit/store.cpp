#include "unit/store.h"

#include <algorithm>
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

UnitId subject_of(RowView const& row) {
  try {
    return row.id<UnitId>(0);
  } catch (store::StrangeValue const&) {
    return UnitId{};  // of nobody who can be told
  }
}

UnitId parent_in(RowView const& row, int column, UnitId child) {
  auto const parent = row.id<UnitId>(column);
  if (parent == child) row.strange(column, "another unit");
  return parent;
}

// What a row of its type cannot say: that a unit stands under itself, or is without code or name.
void look(RowView const& row, std::pair<UnitId, ParentEdge> const& edge) {
  if (edge.first == edge.second.parent) row.strange(1, "another unit");
}
void look(RowView const& row, std::pair<Held, UnitId> const& held) {
  if (held.first.unit == held.second) row.strange(5, "another unit");
}
void look(RowView const& row, std::pair<Held, std::string> const& /*held*/) {
  if (row.null(5)) row.strange(5, "a text");
}
void look(RowView const& /*row*/, auto const& /*made*/) {}

// All units are read for the sake of each: a strange row costs its own unit only.
template <class Row, class OnStrange>
std::vector<Row> readable(store::Snapshot& snapshot, store::QueryOf<Row> const& query,
                          Params const& params, OnStrange const& on_strange) {
  std::vector<Row> rows;
  snapshot.db().each(query, params, [&](RowView const& row) {
    try {
      Row made{};
      query.read(row, made);
      look(row, made);
      rows.push_back(std::move(made));
    } catch (store::StrangeValue const&) {
      on_strange(row);
    }
  });
  return rows;
}

// The check of its kind tells a strange one.
template <class Row>
std::vector<Row> readable(store::Snapshot& snapshot, store::QueryOf<Row> const& query,
                          EntryNumber known_at) {
  return readable(snapshot, query, Params(known_at), [](RowView const&) {});
}

}  // namespace

UnitFacts unit_facts(store::Snapshot& snapshot) {
  std::vector<UnitId> strange;
  auto const all = [&](auto const& query) {
    return readable(snapshot, query, Params(),
                    [&](RowView const& row) { strange.push_back(subject_of(row)); });
  };
  UnitFacts facts{.lives = all(queries::all_lives),
                  .codes = all(queries::all_codes),
                  .names = all(queries::all_names),
                  .kinds = all(queries::all_kinds),
                  .parents = all(queries::all_parents),
                  .strange = {}};
  facts.strange = std::move(strange);
  return facts;
}

std::optional<UnitRow> unit_row(store::Snapshot& snapshot, UnitId unit, store::Moment moment) {
  return snapshot.db().first(queries::node, Params(moment.as_of, moment.known_at, unit), read_row);
}

std::vector<std::int64_t> units_above(store::Snapshot& snapshot, UnitId unit,
                                      store::Moment moment) {
  // Above a place that cannot be read nobody holds the unit.
  std::vector<std::int64_t> above;
  bool ended = false;
  snapshot.db().each(queries::chain, Params(moment.as_of, moment.known_at, unit),
                     [&](RowView const& row) {
                       ended = ended || row.null(0);
                       if (!ended) above.push_back(row.integer(0));
                     });
  // Nor above the first that stands under itself, as in the tree.
  auto const circling = std::ranges::find_if(
      above, [&](std::int64_t one) { return std::ranges::count(above, one) > 1; });
  if (circling != above.end()) above.erase(circling + 1, above.end());
  return above;
}

std::vector<std::string> codes_in_force(store::Snapshot& snapshot, store::Moment moment) {
  std::vector<std::string> codes;
  snapshot.db().each(queries::codes, Params(moment.as_of, moment.known_at),
                     [&](RowView const& row) {
                       if (!row.null(0)) codes.push_back(row.text(0));
                     });
  return codes;
}

std::vector<Child> children_from(store::Snapshot& snapshot, UnitId parent, Day day) {
  return snapshot.rows(queries::children_from, parent, day, store::standing);
}

std::vector<Under> under_from(store::Snapshot& snapshot, UnitId parent, Day day) {
  return snapshot.rows(queries::under_from, parent, day, store::standing);
}

std::map<UnitId, std::vector<ParentEdge>> standing_edges(store::Snapshot& snapshot) {
  std::map<UnitId, std::vector<ParentEdge>> edges;
  snapshot.each(queries::edges, Params(store::standing),
                [&](auto const& one) { edges[one.first].push_back(one.second); });
  return edges;
}

std::vector<Succession> successions(store::Snapshot& snapshot, EntryNumber known_at) {
  return readable(snapshot, queries::successions, known_at);
}

std::vector<UnitId> predecessors(store::Snapshot& snapshot, UnitId successor,
                                 EntryNumber known_at) {
  return snapshot.rows(queries::predecessors, successor, known_at);
}

std::vector<std::pair<UnitId, Span>> lives_known(store::Snapshot& snapshot, EntryNumber known_at) {
  return readable(snapshot, queries::lives_known, known_at);
}

std::vector<std::pair<UnitId, ParentEdge>> edges_known(store::Snapshot& snapshot,
                                                       EntryNumber known_at) {
  return readable(snapshot, queries::edges_known, known_at);
}

std::vector<UnitSpan> standing_spans(store::Snapshot& snapshot) {
  return snapshot.rows(queries::spans, store::standing);
}

void prove_readable(store::Snapshot& snapshot, UnitId unit, store::Moment moment) {
  (void)history_rows(snapshot, unit, store::standing - 1);
  auto const above = snapshot.rows(queries::chain, moment.as_of, moment.known_at, unit);
  if (std::ranges::count(above, unit.value) > 1) {
    throw store::StrangeValue("unit_parent: unit " + std::to_string(unit.value) +
                              " stands under itself");
  }
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
    if (read.kind == &UnitParent::kind) {
      read.parent = parent_in(row, 6, unit);
    } else {
      read.value = row.text(5);
    }
    if (read.kind == &UnitClass::kind) (void)row.choice<UnitKind>(5);
    return read;
  });
}

}  // namespace giaoban::unit
