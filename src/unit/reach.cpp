// What a reader may see: the units under the roots that the grants name.
#include <algorithm>
#include <set>
#include <unordered_set>

#include "unit/store.h"

namespace giaoban::unit {

Reach Reach::everything() {
  Reach reach;
  reach.whole_ = true;
  return reach;
}

Reach Reach::of(std::vector<UnitId> units) {
  Reach reach;
  reach.roots_ = std::move(units);
  return reach;
}

Reach::Reach(Tree const& tree, std::span<UnitId const> roots)
    : tree_(tree), roots_(roots.begin(), roots.end()) {}

bool Reach::holds(UnitId unit) const {
  return whole_ || std::ranges::any_of(roots_, [&](UnitId root) {
           return unit == root || tree_.within(unit, root);
         });
}

std::vector<UnitId> Reach::units() const {
  std::unordered_set<UnitId> all(roots_.begin(), roots_.end());
  for (UnitId const root : roots_) {
    for (Node const& node : tree_.subtree(root)) all.insert(node.id);
  }
  return {all.begin(), all.end()};
}

std::vector<std::size_t> Reach::tops(Tree const& tree) const {
  std::vector<std::size_t> found;
  if (whole_) {
    for (std::size_t at = 0; at < tree.size(); at = tree.subtree_end(at)) found.push_back(at);
    return found;
  }
  std::set<std::size_t> places;
  for (UnitId const root : roots_) {
    if (auto const place = tree.index_of(root)) places.insert(*place);
  }
  for (std::size_t const place : places) {
    bool const under_another = !found.empty() && place < tree.subtree_end(found.back());
    if (!under_another) found.push_back(place);
  }
  return found;
}

std::size_t Reach::size() const {
  std::size_t size = 0;
  for (UnitId const root : roots_) size += std::max<std::size_t>(1, tree_.subtree(root).size());
  return size;
}

bool Reach::holds_any(std::span<std::int64_t const> units) const {
  return whole_ ||
         std::ranges::any_of(units, [&](std::int64_t unit) { return holds(UnitId{unit}); });
}

bool Reach::holds(store::Snapshot& snapshot, store::Entity const& entity, std::int64_t id,
                  store::Moment const& moment) const {
  if (whole_) return true;
  return entity.stands_under != nullptr && holds_any(entity.stands_under(snapshot, id, moment));
}

// A root stays in reach on a day on which it does not stand: what once stood under it is found by
// the chain of that time.
Reach reach_of(store::Snapshot& snapshot, store::Actor const& actor, store::Right const& right,
               store::Moment moment) {
  if (actor.may_everywhere(right)) return Reach::everything();
  std::vector<UnitId> roots;
  for (store::Grant const& grant : actor.grants) {
    if (*grant.right == right && grant.under) roots.emplace_back(*grant.under);
  }
  if (roots.empty()) return Reach::of({});
  return {tree(snapshot, moment), roots};
}

namespace {

std::optional<Node> nearest_node(store::Snapshot& snapshot, UnitId unit, store::Moment moment) {
  auto const lives = snapshot.history(UnitExistence::kind, unit.value, moment.known_at);
  auto const* const life = store::nearest(lives, moment.as_of);
  if (life == nullptr) return std::nullopt;
  return node_of(snapshot, unit, {life->head.span.nearest(moment.as_of), moment.known_at});
}

}  // namespace

Result<Node> in_reach(store::Snapshot& snapshot, Reach const& reach, UnitId unit,
                      store::Moment moment) {
  auto node = nearest_node(snapshot, unit, moment);
  // That there is such a unit is not told to who may not see it.
  if (!node || !reach.holds(unit)) {
    return refuse(beyond_reach, {{"unit", "số " + std::to_string(unit.value)}});
  }
  return *std::move(node);
}

Result<Node> in_reach(store::Snapshot& snapshot, Reach const& reach, std::string_view code,
                      store::Moment moment) {
  if (code.empty()) {
    Tree const whole = tree(snapshot, moment);
    auto const tops = reach.tops(whole);
    if (!tops.empty()) return whole.at(tops.front());
    return refuse(beyond_reach, {{"unit", "Ngày " + moment.as_of.vietnamese() + ", mọi đơn vị"}});
  }
  auto found = by_code(snapshot, code, moment);
  if (!found) {
    // Before its register was opened a unit bears no code yet; then the one it bears at last.
    auto const later = by_code(snapshot, code, {Day::forever() - 1, moment.known_at});
    if (!later) return std::unexpected(std::move(found).error());
    found = *later;
  }
  if (!reach.holds(*found)) return refuse(beyond_reach, {{"unit", std::string(code)}});
  return in_reach(snapshot, reach, *found, moment);
}

}  // namespace giaoban::unit
