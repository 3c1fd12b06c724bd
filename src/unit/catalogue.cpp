// What the store must know of units; the invariants hold over all that stands now.
#include <fmt/format.h>

#include <algorithm>

#include "unit/queries.h"
#include "unit/store.h"

namespace giaoban::unit {

namespace {

using store::Snapshot;
using SpansOf = std::map<UnitId, std::vector<Span>>;

// Spans in order of days, adjoining ones joined.
SpansOf spans_of(std::vector<UnitSpan> const& all, store::Kind const& kind) {
  SpansOf spans;
  for (UnitSpan const& one : all) {
    if (one.kind != kind.number) continue;
    auto& own = spans[one.unit];
    if (!own.empty() && own.back().to == one.span.from) {
      own.back().to = one.span.to;
    } else {
      own.push_back(one.span);
    }
  }
  return spans;
}

bool covered(SpansOf const& lives, UnitId unit, Span span) {
  auto const own = lives.find(unit);
  return own != lives.end() &&
         std::ranges::any_of(own->second, [&](Span life) { return life.covers(span); });
}

std::vector<std::string> units_under_themselves(Snapshot& snapshot) {
  auto const edges = standing_edges(snapshot);
  auto const edges_of = [&](UnitId unit) {
    auto const own = edges.find(unit);
    return own == edges.end() ? std::vector<ParentEdge>{} : own->second;
  };
  std::vector<std::string> breaches;
  for (auto const& [unit, own] : edges) {
    for (ParentEdge const& edge : own) {
      auto const day = first_day_under(edges_of, edge.parent, unit, edge.span);
      if (!day) continue;
      breaches.push_back(
          fmt::format("unit {} stands under itself from {}", unit.value, day->iso()));
    }
  }
  return breaches;
}

std::vector<std::string> units_without_name_code_kind(Snapshot& snapshot) {
  auto const all = standing_spans(snapshot);
  auto const lives = spans_of(all, UnitExistence::kind);
  std::vector<std::string> breaches;
  for (store::Kind const* kind : {&UnitName::kind, &UnitCode::kind, &UnitClass::kind}) {
    auto const named = spans_of(all, *kind);
    for (auto const& [unit, own] : lives) {
      for (Span const life : own) {
        if (covered(named, unit, life)) continue;
        breaches.push_back(fmt::format("unit {} lacks {} on days from {} to {}", unit.value,
                                       kind->table, life.from.iso(), life.to.iso()));
      }
    }
  }
  return breaches;
}

std::vector<std::string> parents_not_in_force(Snapshot& snapshot) {
  auto const lives = spans_of(standing_spans(snapshot), UnitExistence::kind);
  std::vector<std::string> breaches;
  for (auto const& [unit, own] : standing_edges(snapshot)) {
    for (ParentEdge const& edge : own) {
      if (covered(lives, unit, edge.span) && covered(lives, edge.parent, edge.span)) continue;
      breaches.push_back(
          fmt::format("unit {} stands under unit {} from {} to {}, when one of them "
                      "does not exist",
                      unit.value, edge.parent.value, edge.span.from.iso(), edge.span.to.iso()));
    }
  }
  return breaches;
}

store::Invariant const tree_has_no_cycle{
    "tree_has_no_cycle", &units_under_themselves, {&UnitParent::kind}};
store::Invariant const every_unit_has_name_code_kind{"every_unit_has_name_code_kind",
                                                     &units_without_name_code_kind};
store::Invariant const parent_in_force_with_child{"parent_in_force_with_child",
                                                  &parents_not_in_force};

}  // namespace

store::Catalogue catalogue() {
  return {.entities = {&unit_entity},
          .kinds = {&UnitExistence::kind, &UnitName::kind, &UnitCode::kind, &UnitClass::kind,
                    &UnitParent::kind},
          .verbs = {&found_verb, &rename_verb, &recode_verb, &change_kind_verb, &move_verb,
                    &dissolve_verb},
          .derived = {},
          .invariants = {&tree_has_no_cycle, &every_unit_has_name_code_kind,
                         &parent_in_force_with_child},
          .refusals = {&no_such_unit, &beyond_reach, &unit_not_in_force, &bad_code,
                       &parent_not_in_force, &own_ancestor, &kind_not_in_force, &wrong_parent_kind,
                       &still_has_units, &still_has_members, &unconfirmed_kind, &unconfirmed_parent,
                       &parent_ends, &units_below_misplaced, &members_to_move},
          .queries = {queries::all.begin(), queries::all.end()}};
}

}  // namespace giaoban::unit
