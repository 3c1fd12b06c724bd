// Laying a plan out over the tree of the day before: pure. What is carried out and what a dry run
// shows are read off the same layout.
#pragma once

#include <cstdint>
#include <set>
#include <string>
#include <unordered_map>
#include <vector>

#include "reorganisation/reorganisation.h"

namespace giaoban::reorganisation {

// What the store says around the day.
struct Ground {
  unit::Tree before;                            // of the day before
  member::CellCounts members = {};              // by cell, on the day before
  std::unordered_map<UnitId, Day> ending = {};  // units of the day before that end by the day
  std::vector<unit::Node> begun = {};           // units of the day that were not there before
  // What is recorded for the day itself already: who stands on it, and under whom (top: none).
  std::unordered_map<UnitId, UnitId> parents = {};
  std::unordered_map<UnitId, Day> ending_later = {};  // units of the day whose end is recorded
  std::vector<UnitId> member_cells = {};              // of those placed by name, on the day before
};

// A unit as it is from the day on. The first ones are the nodes of the tree before, in its order.
struct Place {
  std::optional<UnitId> unit;  // none: founded by the plan
  std::string code;
  std::string name;
  std::string short_name = {};
  unit::UnitKind unit_kind = unit::UnitKind::dependent_cell;
  std::int32_t parent = -1;  // a place; -1: the top
  int row = 0;               // of the line that says so
  bool ends = false;
  bool gone = false;  // ended by the day already: nothing is left to do with it
  bool renamed = false;
  bool recoded = false;
  bool kind_changed = false;
  bool moved = false;
  bool by_rule = false;               // moved where nobody placed it
  std::int32_t heir = -1;             // of one that ends; -1: none
  std::vector<std::int32_t> to = {};  // who else received a part
};

struct Layout {
  std::vector<Place> places;
  std::vector<Fault> faults;
  std::vector<Fault> warnings;
  // For each placing of a member, the place it leads to.
  std::vector<std::int32_t> member_targets;
};
Layout lay_out(Plan const& plan, Ground const& ground);
// What the finished layout may not come to: its last step (laws.cpp).
void check_laws(Plan const& plan, Ground const& ground, Layout& laid);
// The place itself, its heir, or the heir of a heir that ends by the same plan (a body's, say).
std::int32_t standing_heir(Layout const& laid, std::int32_t place);

// Of the store as a whole (invariants.cpp).
std::vector<store::Invariant const*> invariants();

// What a layout comes to, in the order of the tree before, founded units last.
std::vector<Happening> happenings_of(Layout const& layout, Ground const& ground);

}  // namespace giaoban::reorganisation
