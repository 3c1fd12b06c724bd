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

}  // namespace

UnitFacts unit_facts(store::Snapshot& snapshot) {
  UnitFacts facts;
  // All units are read for the sake of each: a strange row costs its own unit only.
  auto const each = [&](store::Query const& query, auto const& read) {
    snapshot.db().each(query, Params(), [&](RowView const& row) {
      try {
        read(row);
      } catch (store::StrangeValue const&) {
        facts.strange.push_back(subject_of(row));
      }
    });
  };
  auto const held = [](RowView const& row) {
    return Held{row.id<UnitId>(0), {row.day(1), row.day(2)}, row.integer(3), row.integer(4)};
  };
  each(queries::all_lives, [&](RowView const& row) { facts.lives.push_back(held(row)); });
  each(queries::all_codes,
       [&](RowView const& row) { facts.codes.emplace_back(held(row), row.text(5)); });
  each(queries::all_names,
       [&](RowView const& row) { facts.names.emplace_back(held(row), row.text(5)); });
  each(queries::all_kinds,
       [&](RowView const& row) { facts.kinds.emplace_back(held(row), row.choice<UnitKind>(5)); });
  each(queries::all_parents, [&](RowView const& row) {
    Held const at = held(row);
    facts.parents.emplace_back(at, parent_in(row, 5, at.unit));
  });
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

namespace {

// All units are read for the sake of each: a strange row costs its own unit only.
template <class Row, class Read>
std::vector<Row> readable(store::Snapshot& snapshot, store::Query const& query,
                          EntryNumber known_at, Read const& read) {
  std::vector<Row> rows;
  snapshot.db().each(query, Params(known_at), [&](RowView const& row) {
    try {
      rows.push_back(read(row));
    } catch (store::StrangeValue const&) {
      return;  // the check of its kind tells it
    }
  });
  return rows;
}

}  // namespace

std::vector<Succession> successions(store::Snapshot& snapshot, EntryNumber known_at) {
  return readable<Succession>(snapshot, queries::successions, known_at, [](RowView const& row) {
    return Succession{row.id<UnitId>(0), row.id<UnitId>(1), row.day(2), row.choice<Heir>(3)};
  });
}

std::vector<UnitId> predecessors(store::Snapshot& snapshot, UnitId successor,
                                 EntryNumber known_at) {
  return snapshot.db().all(queries::predecessors, Params(successor, known_at),
                           [](RowView const& row) { return row.id<UnitId>(0); });
}

std::vector<std::pair<UnitId, Span>> lives_known(store::Snapshot& snapshot, EntryNumber known_at) {
  using Life = std::pair<UnitId, Span>;
  return readable<Life>(snapshot, queries::lives_known, known_at, [](RowView const& row) {
    return Life(row.id<UnitId>(0), Span{row.day(1), row.day(2)});
  });
}

std::vector<std::pair<UnitId, ParentEdge>> edges_known(store::Snapshot& snapshot,
                                                       EntryNumber known_at) {
  using Edge = std::pair<UnitId, ParentEdge>;
  return readable<Edge>(snapshot, queries::edges_known, known_at, [](RowView const& row) {
    auto const unit = row.id<UnitId>(0);
    return Edge(unit,
                ParentEdge{.parent = parent_in(row, 1, unit), .span = {row.day(2), row.day(3)}});
  });
}

std::vector<UnitSpan> standing_spans(store::Snapshot& snapshot) {
  return snapshot.db().all(queries::spans, Params(store::standing), [](RowView const& row) {
    return UnitSpan{
        .kind = row.integer(0), .unit = row.id<UnitId>(1), .span = {row.day(2), row.day(3)}};
  });
}

void prove_readable(store::Snapshot& snapshot, UnitId unit, store::Moment moment) {
  (void)history_rows(snapshot, unit, store::standing - 1);
  auto const above = snapshot.db().all(queries::chain, Params(moment.as_of, moment.known_at, unit),
                                       [](RowView const& row) { return row.integer(0); });
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
