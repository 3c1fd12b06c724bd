// The tree of a moment: its shape is laid out at once, the names of all its units when they are
// first asked for.
#include <algorithm>
#include <mutex>

#include "store/placed.h"
#include "unit/chronicle.h"
#include "unit/store.h"

namespace giaoban::unit {

struct Tree::Grown {
  std::shared_ptr<Chronicle const> chronicle = std::make_shared<Chronicle const>();
  store::Moment moment = {};
  Layout laid = {};
  mutable std::once_flag named = {};
  mutable std::vector<Node> nodes = {};
};

Tree::Tree() : grown_(std::make_shared<Grown>()) {}

Tree::Tree(std::shared_ptr<Chronicle const> chronicle, store::Moment moment) {
  auto grown = std::make_shared<Grown>();
  grown->laid = chronicle->lay_out(moment);
  grown->chronicle = std::move(chronicle);
  grown->moment = moment;
  grown_ = std::move(grown);
}

std::size_t Tree::size() const {
  return grown_->laid.units.size();
}

std::size_t Tree::subtree_end(std::size_t index) const {
  return static_cast<std::size_t>(grown_->laid.end[index]);
}

Node Tree::at(std::size_t index) const {
  Layout const& laid = grown_->laid;
  Node node = grown_->chronicle->node(laid.units[index], grown_->moment);
  if (std::ranges::binary_search(laid.strange, laid.units[index])) {
    if (node.name.empty()) node.name = "số " + std::to_string(node.id.value);
    node.name += " (bản ghi bị hỏng)";
  }
  node.parent = laid.parent[index];
  node.depth = laid.depth[index];
  node.subtree_end = laid.end[index];
  return node;
}

std::vector<Node> const& Tree::nodes() const {
  std::call_once(grown_->named, [&] {
    grown_->nodes.reserve(size());
    for (std::size_t i = 0; i < size(); ++i) grown_->nodes.push_back(at(i));
  });
  return grown_->nodes;
}

std::optional<std::size_t> Tree::index_of(UnitId unit) const {
  auto const number = grown_->chronicle->number_of(unit);
  if (!number) return std::nullopt;
  std::int32_t const place = grown_->laid.place_of[static_cast<std::size_t>(*number)];
  return place < 0 ? std::nullopt : std::optional(static_cast<std::size_t>(place));
}

Node const* Tree::node(UnitId unit) const {
  auto const index = index_of(unit);
  return index ? &nodes()[*index] : nullptr;
}

std::span<Node const> Tree::subtree(UnitId unit) const {
  auto const index = index_of(unit);
  if (!index) return {};
  return std::span(nodes()).subspan(*index, subtree_end(*index) - *index);
}

bool Tree::within(UnitId unit, UnitId ancestor) const {
  auto const own = index_of(unit);
  auto const above = index_of(ancestor);
  return own && above && *own >= *above && *own < subtree_end(*above);
}

Tree tree(store::Snapshot& snapshot, store::Moment moment) {
  return *snapshot.derived<Tree>({"unit.tree",
                                  {&UnitExistence::kind, &UnitCode::kind, &UnitName::kind,
                                   &UnitClass::kind, &UnitParent::kind},
                                  moment},
                                 [&] { return Tree(chronicle(snapshot), moment); });
}

std::vector<UnitId> strange_units(store::Snapshot& snapshot, store::Moment moment) {
  auto const all = chronicle(snapshot);
  std::vector<UnitId> units = all->strange();
  for (std::int32_t const number : all->lay_out(moment).strange) units.push_back(all->unit(number));
  std::ranges::sort(units);
  units.erase(std::ranges::unique(units).begin(), units.end());
  return units;
}

std::pair<Tree, Tree> trees(store::Snapshot& snapshot, store::Moment first, store::Moment second) {
  auto const all = chronicle(snapshot);
  return {Tree(all, first), Tree(all, second)};
}

namespace {

// Units founded on days to come, each under or out of the next: a longer line leads nowhere.
constexpr int founded_ahead_max = 16;

std::vector<std::int64_t> chain_by(store::Snapshot& snapshot, std::int64_t unit,
                                   store::Moment const& moment, int steps);

// A unit that is yet to be founded is held by who holds all that it comes from or, where it comes
// of nothing, by who holds what it is founded under; both as they stand on the moment's own day.
std::vector<std::int64_t> chain_ahead(store::Snapshot& snapshot, std::int64_t unit,
                                      store::Moment const& moment, int steps) {
  std::vector<std::int64_t> all{unit};
  if (steps == 0) return all;
  std::vector<std::int64_t> above;
  auto const from = predecessors(snapshot, UnitId{unit}, moment.known_at);
  for (std::size_t i = 0; i < from.size(); ++i) {
    auto const chain = chain_by(snapshot, from[i].value, moment, steps - 1);
    if (i == 0) above = chain;
    std::erase_if(above,
                  [&](std::int64_t one) { return std::ranges::find(chain, one) == chain.end(); });
  }
  if (from.empty()) {
    auto const parents = snapshot.history_of<UnitParent>(unit, moment.known_at);
    auto const first = std::ranges::min_element(
        parents, {}, [](store::Fact<UnitParent> const& fact) { return fact.head.span.from; });
    if (first != parents.end()) {
      above = chain_by(snapshot, first->value.parent.value, moment, steps - 1);
    }
  }
  std::erase(above, unit);
  all.insert(all.end(), above.begin(), above.end());
  return all;
}

std::vector<std::int64_t> chain_by(store::Snapshot& snapshot, std::int64_t unit,
                                   store::Moment const& moment, int steps) {
  auto const lives = snapshot.history(UnitExistence::kind, unit, moment.known_at);
  auto const life = store::placed(snapshot, lives, moment);
  if (!life) return {};
  if (life->fact->head.span.from > std::max(moment.as_of, snapshot.today())) {
    return chain_ahead(snapshot, unit, moment, steps);
  }
  return units_above(snapshot, UnitId{unit}, life->at);
}

}  // namespace

std::vector<std::int64_t> chain(store::Snapshot& snapshot, std::int64_t unit,
                                store::Moment const& moment) {
  try {
    return chain_by(snapshot, unit, moment, founded_ahead_max);
  } catch (store::StrangeValue const&) {
    return {};  // nobody holds it by where it stands; its own page tells why
  }
}

std::optional<Node> node_of(store::Snapshot& snapshot, UnitId unit, store::Moment moment) {
  auto row = unit_row(snapshot, unit, moment);
  return row ? std::optional(std::move(row->node)) : std::nullopt;
}

}  // namespace giaoban::unit
