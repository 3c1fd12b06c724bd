// Rows of units' tables. Private to src/unit: others ask through unit.h.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "unit/lineage.h"
#include "unit/rules.h"
#include "unit/unit.h"

namespace giaoban::unit {

// A unit in force, without its place in a tree.
struct UnitRow {
  Node node;
  std::optional<UnitId> parent;
};
std::optional<UnitRow> unit_row(store::Snapshot& snapshot, UnitId unit, store::Moment moment);

// The unit and those above it on the day itself.
std::vector<std::int64_t> units_above(store::Snapshot& snapshot, UnitId unit, store::Moment moment);

std::vector<std::string> codes_in_force(store::Snapshot& snapshot, store::Moment moment);

// A unit that stands under another on or after a day, and the first day that it does.
struct Child {
  UnitId unit;
  Day from;
};
std::vector<Child> children_from(store::Snapshot& snapshot, UnitId parent, Day day);

// All edges that stand now, by unit.
std::map<UnitId, std::vector<ParentEdge>> standing_edges(store::Snapshot& snapshot);

// The days that each unit's standing facts of the kinds numbered 10 to 13 cover.
struct UnitSpan {
  std::int64_t kind = 0;
  UnitId unit;
  Span span;
};
std::vector<UnitSpan> standing_spans(store::Snapshot& snapshot);

// Known at an entry: successions in order of days, lives and places in order of units and days.
std::vector<Succession> successions(store::Snapshot& snapshot, EntryNumber known_at);
// Units that the one came from, in the order in which they were recorded.
std::vector<UnitId> predecessors(store::Snapshot& snapshot, UnitId successor, EntryNumber known_at);
std::vector<std::pair<UnitId, Span>> lives_known(store::Snapshot& snapshot, EntryNumber known_at);
std::vector<std::pair<UnitId, ParentEdge>> edges_known(store::Snapshot& snapshot,
                                                       EntryNumber known_at);

// Every fact of a unit known at an entry, those superseded by then too.
struct HistoryRow {
  store::Kind const* kind = nullptr;
  store::FactHead head;
  std::string value;  // a choice by its code
  std::optional<UnitId> parent;
};
std::vector<HistoryRow> history_rows(store::Snapshot& snapshot, UnitId unit, EntryNumber known_at);

// Breaks off (StrangeValue) where a row of the unit is not as we write it, or the unit stands under
// itself at the moment: who asks of such a unit is told so, and nobody else.
void prove_readable(store::Snapshot& snapshot, UnitId unit, store::Moment moment);

}  // namespace giaoban::unit
