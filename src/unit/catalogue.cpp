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

// A unit that ended with heirs has one main heir; one that lives on has none. Each heir stands on
// the day.
std::vector<std::string> successions_that_lead_nowhere(Snapshot& snapshot) {
  auto const lives = spans_of(standing_spans(snapshot), UnitExistence::kind);
  Lineage const lineage(snapshot, store::standing - 1);
  std::map<std::pair<UnitId, Day>, int> main_heirs;
  std::vector<std::string> breaches;
  for (Succession const& one : lineage.successions()) {
    main_heirs[{one.predecessor, one.on}] += one.heir == Heir::main ? 1 : 0;
    // Or it ends on the very day, by another decision: then its own heir goes on.
    bool const stands = covered(lives, one.successor, {one.on, one.on + 1}) ||
                        covered(lives, one.successor, {one.on - 1, one.on});
    if (one.predecessor != one.successor && stands) continue;
    breaches.push_back(fmt::format("unit {} is succeeded on {} by unit {}, which does not stand",
                                   one.predecessor.value, one.on.iso(), one.successor.value));
  }
  for (auto const& [given, count] : main_heirs) {
    int const wanted = covered(lives, given.first, {given.second, given.second + 1}) ? 0 : 1;
    if (count == wanted) continue;
    breaches.push_back(fmt::format("unit {} has {} main heirs on {} instead of {}",
                                   given.first.value, count, given.second.iso(), wanted));
  }
  return breaches;
}

// Who gives on a day stood on the day before: an heir opens when the other closes, not later.
std::vector<std::string> successions_of_who_is_gone(Snapshot& snapshot) {
  auto const lives = spans_of(standing_spans(snapshot), UnitExistence::kind);
  Lineage const lineage(snapshot, store::standing - 1);
  std::vector<std::string> breaches;
  for (Succession const& one : lineage.successions()) {
    if (covered(lives, one.predecessor, {one.on - 1, one.on})) continue;
    breaches.push_back(fmt::format("unit {} gives on {}, when it does not stand any more",
                                   one.predecessor.value, one.on.iso()));
  }
  return breaches;
}

store::Invariant const tree_has_no_cycle{
    "tree_has_no_cycle", &units_under_themselves, {&UnitParent::kind}};
store::Invariant const every_unit_has_name_code_kind{"every_unit_has_name_code_kind",
                                                     &units_without_name_code_kind};
store::Invariant const parent_in_force_with_child{"parent_in_force_with_child",
                                                  &parents_not_in_force};
store::Invariant const every_succession_leads_to_a_unit{"every_succession_leads_to_a_unit",
                                                        &successions_that_lead_nowhere};
store::Invariant const heir_opens_when_the_other_closes{"heir_opens_when_the_other_closes",
                                                        &successions_of_who_is_gone};

}  // namespace

store::Catalogue catalogue() {
  return {
      .entities = {&unit_entity},
      .kinds = {&UnitExistence::kind, &UnitName::kind, &UnitCode::kind, &UnitClass::kind,
                &UnitParent::kind, &UnitSuccession::kind},
      .verbs = {&found_verb, &rename_verb, &recode_verb, &change_kind_verb, &move_verb,
                &dissolve_verb},
      .derived = {},
      .invariants = {&tree_has_no_cycle, &every_unit_has_name_code_kind,
                     &parent_in_force_with_child, &every_succession_leads_to_a_unit,
                     &heir_opens_when_the_other_closes},
      .refusals = {&no_such_unit, &beyond_reach, &beyond_reach_ahead, &unit_not_in_force, &bad_code,
                   &only_signs, &parent_not_in_force, &own_ancestor, &kind_not_in_force,
                   &wrong_parent_kind, &still_has_units, &still_has_members, &unconfirmed_kind,
                   &unconfirmed_parent, &parent_ends, &units_below_misplaced, &members_to_move},
      .queries = {queries::all.begin(), queries::all.end()}};
}

}  // namespace giaoban::unit
