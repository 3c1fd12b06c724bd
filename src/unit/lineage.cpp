#include "unit/lineage.h"

#include <algorithm>
#include <set>

#include "unit/store.h"

namespace giaoban::unit {

namespace {

// More than any unit was ever reorganised; who gets here walks in a circle of damaged data.
constexpr int steps_max = 200;

}  // namespace

Lineage::Lineage(store::Snapshot& snapshot, EntryNumber known_at)
    : successions_(unit::successions(snapshot, known_at)) {
  for (std::size_t i = 0; i < successions_.size(); ++i) {
    after_[successions_[i].predecessor].push_back(i);
    before_[successions_[i].successor].push_back(i);
  }
  for (auto const& [unit, span] : lives_known(snapshot, known_at)) lives_[unit].push_back(span);
  for (auto const& [unit, edge] : edges_known(snapshot, known_at)) {
    places_[unit].push_back({edge.parent, edge.span});
  }
}

std::vector<Succession> Lineage::after(UnitId predecessor) const {
  std::vector<Succession> found;
  if (auto const own = after_.find(predecessor); own != after_.end()) {
    for (std::size_t const i : own->second) found.push_back(successions_[i]);
  }
  return found;
}

std::vector<Succession> Lineage::before(UnitId successor) const {
  std::vector<Succession> found;
  if (auto const own = before_.find(successor); own != before_.end()) {
    for (std::size_t const i : own->second) found.push_back(successions_[i]);
  }
  return found;
}

std::vector<Succession> Lineage::around(UnitId unit) const {
  std::set<std::size_t> found;
  auto const walk = [&](auto const& along, auto const next_of) {
    std::vector<UnitId> open{unit};
    std::set<UnitId> seen{unit};
    while (!open.empty()) {
      UnitId const one = open.back();
      open.pop_back();
      auto const own = along.find(one);
      if (own == along.end()) continue;
      for (std::size_t const i : own->second) {
        found.insert(i);
        UnitId const next = next_of(successions_[i]);
        if (seen.insert(next).second) open.push_back(next);
      }
    }
  };
  walk(after_, [](Succession const& one) { return one.successor; });
  walk(before_, [](Succession const& one) { return one.predecessor; });
  std::vector<Succession> all;
  for (std::size_t const i : found) all.push_back(successions_[i]);
  return all;
}

bool Lineage::divided(UnitId unit, Day day) const {
  auto const own = after_.find(unit);
  return own != after_.end() && std::ranges::any_of(own->second, [&](std::size_t i) {
           return successions_[i].on == day && successions_[i].heir == Heir::part;
         });
}

std::optional<UnitId> Lineage::after_its_end(UnitId unit, Day end) const {
  if (auto const own = after_.find(unit); own != after_.end()) {
    for (std::size_t const i : own->second) {
      Succession const& one = successions_[i];
      if (one.on == end && one.heir == Heir::main) return one.successor;
    }
  }
  auto const places = places_.find(unit);
  if (places == places_.end()) return std::nullopt;
  for (Place const& place : places->second) {
    if (place.span.contains(end - 1)) return place.parent;
  }
  return std::nullopt;
}

std::optional<UnitId> Lineage::before_its_founding(UnitId unit, Day first) const {
  if (auto const own = before_.find(unit); own != before_.end()) {
    for (std::size_t const i : own->second) {
      if (successions_[i].on == first) return successions_[i].predecessor;
    }
  }
  auto const places = places_.find(unit);
  if (places == places_.end()) return std::nullopt;
  for (Place const& place : places->second) {
    if (place.span.contains(first)) return place.parent;
  }
  return std::nullopt;
}

std::optional<UnitId> Lineage::answers(UnitId unit, Day day) const {
  return answers(unit, day, 0);
}

std::optional<UnitId> Lineage::answers(UnitId unit, Day day, int steps) const {
  auto const own = lives_.find(unit);
  if (own == lives_.end() || steps == steps_max) return std::nullopt;
  auto const& lives = own->second;
  if (std::ranges::any_of(lives, [&](Span life) { return life.contains(day); })) return unit;
  std::optional<UnitId> next;
  if (day < lives.front().from) {
    next = before_its_founding(unit, lives.front().from);
  } else {
    Day end = lives.front().to;
    for (Span const life : lives) {
      if (life.to <= day) end = life.to;
    }
    next = after_its_end(unit, end);
  }
  return next ? answers(*next, day, steps + 1) : std::nullopt;
}

std::unordered_map<UnitId, UnitId> Lineage::answering(Day day) const {
  std::unordered_map<UnitId, UnitId> all;
  all.reserve(lives_.size());
  for (auto const& [unit, lives] : lives_) {
    if (auto const own = answers(unit, day)) all.emplace(unit, *own);
  }
  return all;
}

// It tells all days: the day of its place on the shelf is any.
std::shared_ptr<Lineage const> lineage(store::Snapshot& snapshot, EntryNumber known_at) {
  return snapshot.derived<Lineage>(
      {"unit.lineage",
       {&UnitExistence::kind, &UnitParent::kind, &UnitSuccession::kind},
       {Day::from_number(0), known_at}},
      [&] { return Lineage(snapshot, known_at); });
}

Result<void> succeed(store::Tx& tx, Succession const& succession) {
  return tx.event(succession.predecessor.value, succession.on,
                  UnitSuccession{.successor = succession.successor, .heir = succession.heir});
}

}  // namespace giaoban::unit
