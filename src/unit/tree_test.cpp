#include <gtest/gtest.h>

#include <algorithm>
#include <random>

#include "unit/chronicle.h"
#include "unit/rules.h"

namespace giaoban::unit {
namespace {

struct UnitRow {
  UnitId id;
  std::string code;
  std::optional<UnitId> parent;
};
UnitRow row(std::int64_t id, std::string code, std::optional<std::int64_t> parent) {
  return {UnitId{id}, std::move(code), parent ? std::optional(UnitId{*parent}) : std::nullopt};
}
// Of units that always stand.
Tree tree_of(std::vector<UnitRow> const& rows) {
  UnitFacts facts;
  for (UnitRow const& one : rows) {
    Held const always{one.id, {Day{}, Day::forever()}};
    facts.lives.push_back(always);
    facts.codes.emplace_back(always, one.code);
    if (one.parent) facts.parents.emplace_back(always, *one.parent);
  }
  return {std::make_shared<Chronicle const>(facts), {Day{}}};
}

std::vector<std::string> codes(std::span<Node const> nodes) {
  std::vector<std::string> all;
  for (Node const& node : nodes) all.push_back(node.code);
  return all;
}

std::string codes_at(Tree const& tree, std::vector<std::size_t> const& places) {
  std::string all;
  for (std::size_t const place : places) all += tree.at(place).code + " ";
  return all;
}

TEST(UnitTree, is_in_pre_order_with_siblings_by_code) {
  Tree const tree = tree_of({row(5, "PT-10", 1), row(4, "PT-2", 1), row(1, "PT", std::nullopt),
                             row(6, "PT-2-1", 4), row(7, "PT-10-2", 5), row(8, "PT-10-10", 5)});
  EXPECT_EQ(codes(tree.nodes()),
            (std::vector<std::string>{"PT", "PT-2", "PT-2-1", "PT-10", "PT-10-2", "PT-10-10"}));
  EXPECT_EQ(codes(tree.subtree(UnitId{5})),
            (std::vector<std::string>{"PT-10", "PT-10-2", "PT-10-10"}));
  EXPECT_EQ(tree.nodes()[4].parent, 3);
  EXPECT_EQ(tree.nodes()[4].depth, 2);
  EXPECT_TRUE(tree.within(UnitId{8}, UnitId{1}));
  EXPECT_TRUE(tree.within(UnitId{5}, UnitId{5}));
  EXPECT_FALSE(tree.within(UnitId{6}, UnitId{5}));
  EXPECT_FALSE(tree.within(UnitId{99}, UnitId{1}));
  EXPECT_TRUE(tree.subtree(UnitId{99}).empty());
  EXPECT_EQ(tree.node(UnitId{99}), nullptr);
}

TEST(UnitTree, has_several_tops_when_parents_are_elsewhere) {
  Tree const tree = tree_of({row(2, "B", 77), row(1, "A", std::nullopt), row(3, "B-1", 2)});
  EXPECT_EQ(codes(tree.nodes()), (std::vector<std::string>{"A", "B", "B-1"}));
  EXPECT_EQ(tree.nodes()[1].parent, -1);
}

TEST(UnitTree, of_nothing_is_empty) {
  EXPECT_TRUE(tree_of({}).nodes().empty());
}

// Only stored damage makes one: it costs those on it their place, and nobody else anything.
TEST(UnitTree, takes_a_circle_apart) {
  Tree const tree = tree_of({row(1, "A", 2), row(2, "B", 1), row(3, "B-1", 2), row(4, "C", 4),
                             row(5, "PT", std::nullopt), row(6, "PT-1", 5)});
  EXPECT_EQ(codes(tree.nodes()), (std::vector<std::string>{"A", "B", "B-1", "C", "PT", "PT-1"}));
  EXPECT_EQ(codes(tree.subtree(UnitId{1})), (std::vector<std::string>{"A"}));
  EXPECT_EQ(codes(tree.subtree(UnitId{2})), (std::vector<std::string>{"B", "B-1"}));
  EXPECT_EQ(codes(tree.subtree(UnitId{5})), (std::vector<std::string>{"PT", "PT-1"}));
  for (std::int64_t const told : {1, 2, 4}) {
    EXPECT_NE(tree.node(UnitId{told})->name.find("bị hỏng"), std::string::npos) << told;
  }
  for (std::int64_t const whole : {3, 5, 6}) EXPECT_EQ(tree.node(UnitId{whole})->name, "") << whole;
}

// A cell that moves on a day, as an entry corrects later; the committee it leaves ends a day after.
TEST(UnitTree, of_any_day_as_known_at_any_entry_is_laid_out_of_one_chronicle) {
  Day const moved = *Day::from_ymd(2021, 7, 1);
  Day const founded = *Day::from_ymd(2015, 1, 1);
  UnitId const top{1}, left{2}, joined{3}, cell{4};
  UnitFacts facts;
  for (UnitId const unit : {top, joined, cell}) facts.lives.push_back({unit, {founded}, 1});
  facts.lives.push_back({left, {founded, moved + 1}, 1});
  for (UnitId const unit : {left, joined}) facts.parents.push_back({{unit, {founded}, 1}, top});
  facts.parents.push_back({{cell, {founded}, 1, 2}, left});
  facts.parents.push_back({{cell, {founded, moved}, 2}, left});
  facts.parents.push_back({{cell, {moved}, 2}, joined});
  facts.codes.push_back({{cell, {founded, moved}, 1}, "A-1"});
  facts.codes.push_back({{cell, {moved}, 1}, "B-1"});
  auto const all = std::make_shared<Chronicle const>(facts);
  auto const above = [&](Day day, EntryNumber known_at) {
    Tree const tree(all, {day, known_at});
    auto const place = tree.index_of(cell);
    if (!place) return UnitId{};
    std::int32_t const parent = tree.at(*place).parent;
    return parent < 0 ? UnitId{} : tree.at(static_cast<std::size_t>(parent)).id;
  };
  EXPECT_EQ(above(moved - 1, 2), left);
  EXPECT_EQ(above(moved, 2), joined);
  EXPECT_EQ(above(moved, 1), left) << "entry 1 did not know that it moves";
  EXPECT_EQ(above(moved + 1, 1), UnitId{}) << "its committee is gone";
  EXPECT_EQ(above(founded - 1, 2), UnitId{});
  EXPECT_EQ(Tree(all, {founded - 1, 2}).size(), 0U);
  EXPECT_EQ(Tree(all, {moved, 2}).node(cell)->code, "B-1");
  EXPECT_EQ(Tree(all, {moved - 1, 2}).node(cell)->code, "A-1");
  EXPECT_EQ(all->change_days(1), (std::vector<Day>{founded, moved + 1}));
  EXPECT_EQ(all->change_days(2), (std::vector<Day>{founded, moved, moved + 1}));
}

TEST(UnitReach, tops_are_the_topmost_places_held) {
  Tree const tree = tree_of({row(1, "A", std::nullopt), row(2, "A-1", 1), row(3, "A-2", 1),
                             row(4, "A-2-1", 3), row(5, "B", std::nullopt)});
  auto const tops = [&](std::vector<UnitId> const& roots) {
    return codes_at(tree, Reach(tree, roots).tops(tree));
  };
  EXPECT_EQ(codes_at(tree, Reach::everything().tops(tree)), "A B ");
  EXPECT_EQ(tops({UnitId{4}, UnitId{2}}), "A-1 A-2-1 ");
  EXPECT_EQ(tops({UnitId{4}, UnitId{3}}), "A-2 ") << "one under the other is not told twice";
  EXPECT_EQ(tops({UnitId{9}}), "") << "a root that does not stand has no place";
}

// Holds every node of the tree against parents looked up one by one.
TEST(UnitTree, equals_brute_force_on_random_forests) {
  unsigned const seed = std::random_device{}();
  SCOPED_TRACE("seed " + std::to_string(seed));
  std::mt19937 random(seed);
  for (int round = 0; round < 100; ++round) {
    int const count = 1 + static_cast<int>(random() % 60);
    std::vector<UnitRow> rows;
    std::unordered_map<UnitId, std::optional<UnitId>> parent;
    for (int id = 1; id <= count; ++id) {
      bool const top = id == 1 || random() % 10 == 0;
      rows.push_back(row(
          id, "M-" + std::to_string(random() % 1000),
          top ? std::nullopt
              : std::optional<std::int64_t>(
                    1 + static_cast<std::int64_t>(random() % static_cast<std::uint64_t>(id - 1)))));
      parent[UnitId{id}] = rows.back().parent;
    }
    std::ranges::shuffle(rows, random);
    Tree const tree = tree_of(rows);
    ASSERT_EQ(tree.nodes().size(), rows.size());

    auto const under = [&](UnitId unit, UnitId ancestor) {
      for (std::optional<UnitId> at = unit; at; at = parent[*at]) {
        if (*at == ancestor) return true;
      }
      return false;
    };
    for (std::size_t i = 0; i < tree.nodes().size(); ++i) {
      Node const& node = tree.nodes()[i];
      auto const above = parent[node.id];
      ASSERT_EQ(node.parent < 0, !above);
      if (above) {
        ASSERT_EQ(tree.nodes()[static_cast<std::size_t>(node.parent)].id, *above);
      }
      ASSERT_LT(node.parent, static_cast<std::int32_t>(i));
      ASSERT_EQ(*tree.index_of(node.id), i);
      std::size_t expected_size = 0;
      for (Node const& other : tree.nodes()) {
        bool const inside = under(other.id, node.id);
        ASSERT_EQ(tree.within(other.id, node.id), inside);
        expected_size += inside ? 1 : 0;
      }
      ASSERT_EQ(tree.subtree(node.id).size(), expected_size);
      // Siblings that follow each other come by code.
      auto const next = static_cast<std::size_t>(node.subtree_end);
      if (next < tree.nodes().size() && tree.nodes()[next].parent == node.parent) {
        ASSERT_FALSE(code_before(tree.nodes()[next].code, node.code));
      }
    }
  }
}

}  // namespace
}  // namespace giaoban::unit
