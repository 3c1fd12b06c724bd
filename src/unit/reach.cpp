// What a reader may see: the units under the roots that the grants name.
//
// The grants are always those of today. The tree is that of the day asked, also of one gone by: who
// answers for a unit today reads of it what was, with whatever stood under it then. As known at an
// earlier entry, it is the tree as it was known. But the tree goes no further than today: a change
// that is recorded for a day to come opens nothing before that day, or who will be above a unit
// could read its files now by asking of next month. Of a day to come
//   - a person is held by where he is today;
//   - a unit is held that is held today and has nobody else's under it by then; one founded
//     meanwhile by those it comes from, and by the one above it where it comes from none.
// So who holds a unit still holds all that stands under it on the day asked, and a question over it
// needs to ask no further. Writing goes by the same days (Tx::within, Tx::stood_under).
#include <algorithm>
#include <set>
#include <unordered_map>

#include "unit/lineage.h"
#include "unit/store.h"

namespace giaoban::unit {

Reach Reach::everything() {
  Reach reach;
  reach.whole_ = true;
  return reach;
}

Reach Reach::nothing() {
  return {};
}

Reach Reach::narrowed(Tree const& tree, UnitId unit) const {
  std::vector<UnitId> held;
  for (Node const& node : tree.subtree(unit)) {
    if (holds(node.id)) held.push_back(node.id);
  }
  if (!ahead_) return {Tree{}, held};
  Reach part = *this;
  part.ahead_ = std::make_shared<std::unordered_set<UnitId> const>(held.begin(), held.end());
  return part;
}

Reach::Reach(Tree const& tree, std::span<UnitId const> roots)
    : tree_(tree), roots_(roots.begin(), roots.end()) {}

bool Reach::under_root(UnitId unit) const {
  return std::ranges::any_of(roots_,
                             [&](UnitId root) { return unit == root || tree_.within(unit, root); });
}

bool Reach::holds(UnitId unit) const {
  return whole_ || (ahead_ ? ahead_->contains(unit) : under_root(unit));
}

std::vector<UnitId> Reach::units() const {
  if (ahead_) return {ahead_->begin(), ahead_->end()};
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
  for (UnitId const root : ahead_ ? units() : roots_) {
    if (auto const place = tree.index_of(root)) places.insert(*place);
  }
  for (std::size_t const place : places) {
    bool const under_another = !found.empty() && place < tree.subtree_end(found.back());
    if (!under_another) found.push_back(place);
  }
  return found;
}

std::size_t Reach::size() const {
  if (ahead_) return ahead_->size();
  std::size_t size = 0;
  for (UnitId const root : roots_) size += std::max<std::size_t>(1, tree_.subtree(root).size());
  return size;
}

bool Reach::holds(store::Snapshot& snapshot, store::Entity const& entity, std::int64_t id,
                  store::Moment const& moment) const {
  if (whole_) return true;
  if (entity.stands_under == nullptr) return false;
  store::Moment const then{std::min(moment.as_of, snapshot.today()), moment.known_at};
  return std::ranges::any_of(entity.stands_under(snapshot, id, then),
                             [&](std::int64_t unit) { return under_root(UnitId{unit}); });
}

namespace {

// The units held on a day to come.
class Ahead {
 public:
  struct Trees {
    Tree now;
    Tree then;
  };
  Ahead(Trees trees, Lineage lineage, std::span<UnitId const> roots)
      : now_(std::move(trees.now)),
        then_(std::move(trees.then)),
        lineage_(std::move(lineage)),
        roots_(roots) {}

  std::unordered_set<UnitId> held() {
    std::unordered_set<UnitId> all;
    auto const& nodes = then_.nodes();
    std::vector<char> foreign(nodes.size(), 0);
    for (std::size_t at = nodes.size(); at-- > 0;) {  // those below before those above
      Node const& node = nodes[at];
      if (foreign[at] == 0 && own(node.id)) {
        all.insert(node.id);
      } else if (node.parent >= 0) {
        foreign[static_cast<std::size_t>(node.parent)] = 1;
      }
    }
    // What stands no more by then was held to its end.
    for (UnitId const root : roots_) {
      if (!then_.index_of(root)) all.insert(root);
      for (Node const& node : now_.subtree(root)) {
        if (!then_.index_of(node.id)) all.insert(node.id);
      }
    }
    return all;
  }

 private:
  // Held today; or founded meanwhile, and out of such alone.
  bool own(UnitId unit) {
    auto const [known, first] = own_.emplace(unit, false);  // a circle owns nothing
    if (!first) return known->second;
    bool const owns = find_own(unit);
    own_[unit] = owns;
    return owns;
  }
  bool find_own(UnitId unit) {
    if (std::ranges::find(roots_, unit) != roots_.end()) return true;
    if (now_.index_of(unit)) {
      return std::ranges::any_of(roots_, [&](UnitId root) { return now_.within(unit, root); });
    }
    auto const from = lineage_.before(unit);
    if (!from.empty()) {
      return std::ranges::all_of(from, [&](Succession const& s) { return own(s.predecessor); });
    }
    Node const* const node = then_.node(unit);
    return node != nullptr && node->parent >= 0 &&
           own(then_.nodes()[static_cast<std::size_t>(node->parent)].id);
  }

  Tree now_;
  Tree then_;
  Lineage lineage_;
  std::span<UnitId const> roots_;
  std::unordered_map<UnitId, bool> own_;
};

}  // namespace

// A root stays in reach on a day on which it does not stand: what once stood under it is found by
// the chain of that time.
Reach reach_of(store::Snapshot& snapshot, store::Actor const& actor, store::Right const& right,
               store::Moment moment) {
  if (actor.may_everywhere(right)) return Reach::everything();
  std::vector<UnitId> roots;
  for (store::Grant const& grant : actor.grants) {
    if (*grant.right == right && grant.under) roots.emplace_back(*grant.under);
  }
  if (roots.empty()) return Reach::nothing();
  store::Moment const now{snapshot.today(), moment.known_at};
  if (moment.as_of <= now.as_of) return {tree(snapshot, moment), roots};
  auto [tree_now, tree_then] = trees(snapshot, now, moment);
  Reach reach{tree_now, roots};
  Ahead ahead{{tree_now, std::move(tree_then)}, Lineage(snapshot, moment.known_at), roots};
  reach.ahead_ = std::make_shared<std::unordered_set<UnitId> const>(ahead.held());
  return reach;
}

namespace {

std::optional<Node> nearest_node(store::Snapshot& snapshot, UnitId unit, store::Moment moment) {
  auto const lives = snapshot.history(UnitExistence::kind, unit.value, moment.known_at);
  auto const* const life = store::nearest(lives, moment.as_of);
  if (life == nullptr) return std::nullopt;
  store::Moment const then{life->head.span.nearest(moment.as_of), moment.known_at};
  prove_readable(snapshot, unit, then);
  return node_of(snapshot, unit, then);
}

}  // namespace

Reach reach_of(store::Snapshot& snapshot, store::Questioner const& by) {
  return by.right == nullptr ? Reach::everything()
                             : reach_of(snapshot, by.actor, *by.right, by.moment);
}

Result<Node> in_reach(store::Snapshot& snapshot, Reach const& reach, UnitId unit,
                      store::Moment moment) {
  auto node = nearest_node(snapshot, unit, moment);
  // That there is such a unit is not told to who may not see it.
  if (!node || !reach.holds(unit)) {
    if (node && reach.holds(snapshot, unit_entity, unit.value, moment)) {
      return refuse(beyond_reach_ahead, {{"unit", node->name}, {"day", moment.as_of.vietnamese()}});
    }
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
  auto found = bearer(snapshot, code, moment);
  // Before its register was opened a unit bears no code yet; then the one it bears at last.
  if (!found) found = bearer(snapshot, code, {Day::forever() - 1, moment.known_at});
  if (!found) {
    if (reach.whole()) return std::unexpected(by_code(snapshot, code, moment).error());
    // Which codes others bear is not told, nor which are near to them.
    return refuse(beyond_reach, {{"unit", std::string(code)}});
  }
  if (!reach.holds(*found) && !reach.holds(snapshot, unit_entity, found->value, moment)) {
    return refuse(beyond_reach, {{"unit", std::string(code)}});
  }
  return in_reach(snapshot, reach, *found, moment);
}

}  // namespace giaoban::unit
