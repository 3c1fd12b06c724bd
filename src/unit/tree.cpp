// The tree: from rows in any order to pre-order, so that a subtree is a range of nodes.
#include <algorithm>

#include "unit/store.h"

namespace giaoban::unit {

namespace {

// Children of each row, by row index, and the tops; siblings by code.
struct Family {
  std::vector<std::vector<std::size_t>> children;
  std::vector<std::size_t> tops;
};

Family family_of(std::vector<UnitRow> const& rows) {
  std::unordered_map<UnitId, std::size_t> place;
  place.reserve(rows.size());
  for (std::size_t i = 0; i < rows.size(); ++i) place.emplace(rows[i].node.id, i);
  Family family;
  family.children.resize(rows.size());
  for (std::size_t i = 0; i < rows.size(); ++i) {
    auto const above = rows[i].parent ? place.find(*rows[i].parent) : place.end();
    (above == place.end() ? family.tops : family.children[above->second]).push_back(i);
  }
  auto const by_code = [&](std::size_t a, std::size_t b) {
    Node const& x = rows[a].node;
    Node const& y = rows[b].node;
    return x.code != y.code ? code_before(x.code, y.code) : x.id < y.id;
  };
  for (auto& siblings : family.children) std::ranges::sort(siblings, by_code);
  std::ranges::sort(family.tops, by_code);
  return family;
}

void place_under(std::vector<UnitRow>& rows, Family const& family, std::size_t row,
                 std::int32_t parent, std::vector<Node>& pre_order) {
  auto const own = static_cast<std::int32_t>(pre_order.size());
  std::int32_t const depth = parent < 0 ? 0 : pre_order[static_cast<std::size_t>(parent)].depth + 1;
  pre_order.push_back(std::move(rows[row].node));
  pre_order.back().parent = parent;
  pre_order.back().depth = depth;
  for (std::size_t const child : family.children[row]) {
    place_under(rows, family, child, own, pre_order);
  }
  pre_order[static_cast<std::size_t>(own)].subtree_end =
      static_cast<std::int32_t>(pre_order.size());
}

}  // namespace

Tree tree_of(std::vector<UnitRow> rows) {
  Family const family = family_of(rows);
  std::vector<Node> pre_order;
  pre_order.reserve(rows.size());
  for (std::size_t const top : family.tops) place_under(rows, family, top, -1, pre_order);
  if (pre_order.size() != rows.size()) throw Breakage("a unit stands under itself");
  return Tree(std::move(pre_order));
}

Tree::Tree(std::vector<Node> pre_order) {
  Grown grown{.nodes = std::move(pre_order), .index = {}};
  grown.index.reserve(grown.nodes.size());
  for (std::size_t i = 0; i < grown.nodes.size(); ++i) grown.index.emplace(grown.nodes[i].id, i);
  grown_ = std::make_shared<Grown const>(std::move(grown));
}

std::optional<std::size_t> Tree::index_of(UnitId unit) const {
  auto const found = grown_->index.find(unit);
  return found == grown_->index.end() ? std::nullopt : std::optional(found->second);
}

Node const* Tree::node(UnitId unit) const {
  auto const index = index_of(unit);
  return index ? &nodes()[*index] : nullptr;
}

std::span<Node const> Tree::subtree(UnitId unit) const {
  auto const index = index_of(unit);
  if (!index) return {};
  return std::span(nodes()).subspan(*index,
                                    static_cast<std::size_t>(nodes()[*index].subtree_end) - *index);
}

bool Tree::within(UnitId unit, UnitId ancestor) const {
  auto const own = index_of(unit);
  auto const above = index_of(ancestor);
  return own && above && *own >= *above &&
         *own < static_cast<std::size_t>(nodes()[*above].subtree_end);
}

Tree tree(store::Snapshot& snapshot, store::Moment moment) {
  return *snapshot.derived<Tree>({"unit.tree",
                                  {&UnitExistence::kind, &UnitCode::kind, &UnitName::kind,
                                   &UnitClass::kind, &UnitParent::kind},
                                  moment},
                                 [&] { return tree_of(unit_rows(snapshot, moment)); });
}

std::vector<std::int64_t> chain(store::Snapshot& snapshot, std::int64_t unit,
                                store::Moment const& moment) {
  auto const lives = snapshot.history(UnitExistence::kind, unit, moment.known_at);
  auto const* const life = nearest(lives, moment.as_of);
  if (life == nullptr) return {};
  return units_above(snapshot, UnitId{unit},
                     {life->head.span.nearest(moment.as_of), moment.known_at});
}

std::optional<Node> node_of(store::Snapshot& snapshot, UnitId unit, store::Moment moment) {
  auto row = unit_row(snapshot, unit, moment);
  return row ? std::optional(std::move(row->node)) : std::nullopt;
}

}  // namespace giaoban::unit
