#include "unit/rules.h"

#include <gtest/gtest.h>

#include <chrono>
#include <map>
#include <random>
#include <string>
#include <vector>

#include "base/patience.h"

namespace giaoban::unit {
namespace {

Day day(std::string_view iso) {
  auto const parsed = Day::parse_iso(iso);
  ensure(parsed.has_value(), "the test's day is in the calendar");
  return *parsed;
}

using enum UnitKind;

enum class Decision { yes, unconfirmed, no };

Decision decision_of(ParentRule const& rule) {
  if (!rule.allowed) return Decision::no;
  return rule.certain ? Decision::yes : Decision::unconfirmed;
}
constexpr auto yes = Decision::yes;
constexpr auto unsure = Decision::unconfirmed;
constexpr auto no = Decision::no;

TEST(UnitKindsInTime, begin_and_end_on_their_days) {
  struct {
    UnitKind kind;
    char const* on;
    Decision decision;
  } const cases[] = {
      {central_committee, "1930-02-03", yes},
      {central_party_committee, "2025-07-01", yes},
      {central_military_committee, "2025-06-30", yes},
      {central_police_committee, "2025-07-01", yes},
      {province_committee, "2025-06-30", yes},
      {province_committee, "2025-07-01", yes},
      {district_committee, "1945-09-02", yes},
      {district_committee, "2025-06-30", yes},
      {district_committee, "2025-07-01", no},
      {province_bloc_committee, "2025-06-30", yes},
      {province_bloc_committee, "2025-07-01", no},
      {province_agencies_committee, "2024-11-30", no},
      {province_agencies_committee, "2024-12-01", unsure},
      {province_agencies_committee, "2025-02-11", unsure},
      {province_agencies_committee, "2025-06-30", unsure},
      {province_agencies_committee, "2025-07-01", yes},
      {province_government_committee, "2024-11-30", no},
      {province_government_committee, "2025-06-30", unsure},
      {province_government_committee, "2025-07-01", yes},
      {province_military_committee, "2025-06-30", yes},
      {province_military_committee, "2025-07-01", yes},
      {province_police_committee, "2025-07-01", yes},
      {commune_committee, "2025-06-30", no},
      {commune_committee, "2025-07-01", yes},
      {grassroots_committee, "2025-06-30", yes},
      {grassroots_committee, "2025-07-01", yes},
      {grassroots_cell, "2025-07-01", yes},
      {sub_committee, "2025-07-01", yes},
      {dependent_cell, "2021-06-14", yes},
      {body, "2025-07-01", yes},
  };
  for (auto const& c : cases) {
    EXPECT_EQ(decision_of(exists_on(c.kind, day(c.on))), c.decision)
        << code(c.kind) << " on " << c.on;
    EXPECT_FALSE(exists_on(c.kind, day(c.on)).citation.empty()) << code(c.kind) << " on " << c.on;
  }
}

TEST(UnitKindsInTime, each_exists_on_some_day) {
  for (Choice const& c : choices_of(UnitKind{})) {
    auto const kind = static_cast<UnitKind>(c.value);
    EXPECT_TRUE(exists_on(kind, day("2020-12-31")).allowed ||
                exists_on(kind, day("2025-12-31")).allowed)
        << c.code;
  }
}

TEST(UnitWords, signs_alone_are_no_code_and_no_name) {
  for (char const* signs : {"-", "--", "–", "—", "…",      "?", "...", "#", "\"",     "“”",
                            "·", "§",  "×", "□", "\uFFFD", "★", "、",  "✓", "\u0301", " - / - "}) {
    EXPECT_TRUE(signs_alone(signs)) << signs;
  }
  for (char const* word : {"", "1", "A", "Đ", "ề", "-1", "(A)", "№ 1", "党", "ລາວ", "PT-01"}) {
    EXPECT_FALSE(signs_alone(word)) << word;
  }
}

TEST(UnitPlaces, hold_before_and_after_two_level_government) {
  struct {
    UnitKind child;
    UnitKind parent;
    Decision before;  // on 30/06/2025
    Decision after;   // on 01/07/2025
  } const cases[] = {
      {province_committee, central_committee, yes, yes},
      {central_party_committee, central_committee, yes, yes},
      {central_military_committee, central_committee, yes, yes},
      {central_police_committee, central_committee, yes, yes},
      {central_party_committee, central_party_committee, unsure, unsure},
      {district_committee, province_committee, yes, no},
      {district_committee, central_committee, no, no},
      {province_bloc_committee, province_committee, yes, no},
      {province_agencies_committee, province_committee, unsure, yes},
      {province_government_committee, province_committee, unsure, yes},
      {province_military_committee, province_committee, yes, yes},
      {province_police_committee, province_committee, yes, yes},
      {commune_committee, province_committee, no, yes},
      {commune_committee, district_committee, no, no},
      {grassroots_committee, province_committee, yes, yes},
      {grassroots_committee, district_committee, yes, no},
      {grassroots_committee, province_bloc_committee, yes, no},
      {grassroots_committee, province_agencies_committee, unsure, yes},
      {grassroots_committee, province_government_committee, unsure, yes},
      {grassroots_committee, commune_committee, no, yes},
      {grassroots_committee, grassroots_committee, no, no},
      {grassroots_committee, central_committee, no, no},
      {grassroots_cell, district_committee, yes, no},
      {grassroots_cell, commune_committee, no, yes},
      {grassroots_cell, province_police_committee, yes, yes},
      {grassroots_cell, grassroots_committee, no, no},
      {sub_committee, grassroots_committee, yes, yes},
      {sub_committee, commune_committee, no, unsure},
      {dependent_cell, grassroots_committee, yes, yes},
      {dependent_cell, sub_committee, yes, yes},
      {dependent_cell, commune_committee, no, unsure},
      {dependent_cell, province_committee, no, no},
      {dependent_cell, grassroots_cell, no, no},
      {province_committee, province_committee, no, no},
      {central_committee, province_committee, no, no},
      {body, province_committee, yes, yes},
      {body, district_committee, yes, no},
      {body, commune_committee, no, yes},
      {body, grassroots_cell, no, no},
      {body, body, unsure, unsure},
  };
  for (auto const& c : cases) {
    auto const names = std::string(code(c.child)) + " under " + std::string(code(c.parent));
    auto const before = may_stand_under(c.child, c.parent, day("2025-06-30"));
    auto const after = may_stand_under(c.child, c.parent, day("2025-07-01"));
    EXPECT_EQ(decision_of(before), c.before) << names << " on 2025-06-30";
    EXPECT_EQ(decision_of(after), c.after) << names << " on 2025-07-01";
    EXPECT_FALSE(before.citation.empty() || after.citation.empty()) << names;
  }
}

TEST(UnitPlaces, let_any_kind_be_the_top_of_a_store) {
  for (Choice const& c : choices_of(UnitKind{})) {
    auto const kind = static_cast<UnitKind>(c.value);
    EXPECT_EQ(decision_of(may_stand_under(kind, std::nullopt, day("2025-07-01"))), yes) << c.code;
  }
}

TEST(UnitCodes, come_in_the_order_of_their_numbers) {
  std::vector<std::string> const ordered{"",     "9",     "10",    "010",     "PT",     "PT-1",
                                         "PT-2", "PT-2A", "PT-10", "PT-10-3", "PT-010", "PTA"};
  for (std::size_t i = 0; i < ordered.size(); ++i) {
    EXPECT_FALSE(code_before(ordered[i], ordered[i])) << ordered[i];
  }
  EXPECT_TRUE(code_before("PT-2", "PT-10"));
  EXPECT_FALSE(code_before("PT-10", "PT-2"));
  EXPECT_TRUE(code_before("9", "10"));
  EXPECT_TRUE(code_before("010", "10"));
  EXPECT_FALSE(code_before("10", "010"));
  EXPECT_TRUE(code_before("PT", "PT-1"));
  EXPECT_TRUE(code_before("PT-2", "PT-2A"));
  EXPECT_TRUE(code_before("A0", "A00"));
  EXPECT_TRUE(code_before("99999999999999999999999", "100000000000000000000000"));
}

TEST(UnitCodes, have_a_strict_order) {
  unsigned const seed = std::random_device{}();
  SCOPED_TRACE("seed " + std::to_string(seed));
  std::mt19937 random(seed);
  auto const some_code = [&] {
    std::string text;
    for (auto n = random() % 5; n > 0; --n) text += "0019A-"[random() % 6];
    return text;
  };
  for (int i = 0; i < 20'000; ++i) {
    std::string const a = some_code();
    std::string const b = some_code();
    std::string const c = some_code();
    ASSERT_EQ(code_before(a, b) || code_before(b, a), a != b) << a << " " << b;
    ASSERT_FALSE(code_before(a, b) && code_before(b, a)) << a << " " << b;
    if (code_before(a, b) && code_before(b, c)) {
      ASSERT_TRUE(code_before(a, c)) << a << " " << b << " " << c;
    }
  }
}

TEST(UnitCodes, mistyped_find_the_nearest) {
  std::vector<std::string> const codes{"PT", "PT-01", "PT-02", "PT-11", "HG-77-003"};
  EXPECT_EQ(nearest_codes(codes, "pt-01", 3),
            (std::vector<std::string>{"PT-01", "PT-02", "PT-11"}));
  EXPECT_EQ(nearest_codes(codes, "PT-1", 1), (std::vector<std::string>{"PT-01"}));
  EXPECT_TRUE(nearest_codes(codes, "XYZXYZ", 3).empty());
  EXPECT_TRUE(nearest_codes({}, "PT", 3).empty());
}

// Comparing costs the product of the lengths: neither side chooses both.
TEST(UnitCodes, longer_than_a_code_are_compared_with_none) {
  std::string const longest(code_bytes_max, 'x');
  EXPECT_EQ(nearest_codes({longest}, longest, 3), std::vector<std::string>{longest});
  EXPECT_TRUE(nearest_codes({longest + "x"}, longest, 3).empty());
  EXPECT_TRUE(nearest_codes({longest}, longest + "x", 3).empty());
  std::string const huge(1'000'000, 'x');
  EXPECT_TRUE(nearest_codes(std::vector<std::string>(100, huge), huge, 3).empty());
}

TEST(UnitCodes, are_compared_as_long_as_somebody_waits) {
  Patience const over({.until = std::chrono::steady_clock::now()});
  EXPECT_THROW(nearest_codes({"PT-01"}, "PT-02", 3), OutOfPatience);
}

// --- own ancestors -----------------------------------------------------------------------------

using Edges = std::map<UnitId, std::vector<ParentEdge>>;

EdgesOf edges_of(Edges const& edges) {
  return [&edges](UnitId unit) {
    auto const own = edges.find(unit);
    return own == edges.end() ? std::vector<ParentEdge>{} : own->second;
  };
}

TEST(UnitAncestors, are_found_on_the_first_day_of_the_span) {
  UnitId const a{1};
  UnitId const b{2};
  UnitId const c{3};
  Edges const edges{
      {b,
       {{a, {day("2020-01-01"), day("2022-01-01")}}, {c, {day("2022-01-01"), day("2023-01-01")}}}},
      {c, {{a, {day("2021-01-01"), day("2022-07-01")}}}}};
  Span const all{day("2019-01-01"), Day::forever()};
  EXPECT_EQ(first_day_under(edges_of(edges), b, a, all), day("2020-01-01"));
  EXPECT_EQ(first_day_under(edges_of(edges), b, a, {day("2022-03-01"), Day::forever()}),
            day("2022-03-01"));
  EXPECT_EQ(first_day_under(edges_of(edges), b, a, {day("2022-07-01"), Day::forever()}),
            std::nullopt);
  EXPECT_EQ(first_day_under(edges_of(edges), b, c, all), day("2022-01-01"));
  EXPECT_EQ(first_day_under(edges_of(edges), a, a, all), day("2019-01-01"));
  EXPECT_EQ(first_day_under(edges_of(edges), a, b, all), std::nullopt);
}

TEST(UnitAncestors, equal_a_walk_day_by_day) {
  unsigned const seed = std::random_device{}();
  SCOPED_TRACE("seed " + std::to_string(seed));
  std::mt19937 random(seed);
  constexpr int days = 12;
  constexpr int units = 7;
  auto const on = [](int number) { return Day::from_number(number); };
  for (int round = 0; round < 500; ++round) {
    // Parents have lower numbers: no circle to begin with.
    std::map<std::pair<int, int>, int> parent_on;  // (unit, day) -> parent
    Edges edges;
    for (int unit = 2; unit <= units; ++unit) {
      for (int from = static_cast<int>(random() % 3); from < days;) {
        int const to = std::min(days, from + 1 + static_cast<int>(random() % 5));
        if (random() % 5 != 0) {
          int const parent = 1 + static_cast<int>(random() % static_cast<unsigned>(unit - 1));
          edges[UnitId{unit}].push_back({UnitId{parent}, {on(from), on(to)}});
          for (int d = from; d < to; ++d) parent_on[{unit, d}] = parent;
        }
        from = to;
      }
    }
    int const below = 1 + static_cast<int>(random() % units);
    int const above = 1 + static_cast<int>(random() % units);
    int const from = static_cast<int>(random() % days);
    std::optional<Day> expected;
    for (int d = from; d < days && !expected; ++d) {
      for (int at = below; at != 0; at = parent_on.contains({at, d}) ? parent_on[{at, d}] : 0) {
        if (at == above) expected = on(d);
      }
    }
    ASSERT_EQ(first_day_under(edges_of(edges), UnitId{below}, UnitId{above}, {on(from), on(days)}),
              expected);
  }
}

TEST(UnitAncestors, end_in_damaged_data_too) {
  UnitId const a{1};
  UnitId const b{2};
  Span const all{day("2020-01-01"), Day::forever()};
  Edges const circle{{a, {{b, all}}}, {b, {{a, all}}}};
  EXPECT_EQ(first_day_under(edges_of(circle), a, UnitId{3}, all), std::nullopt);
  EXPECT_EQ(first_day_under(edges_of(circle), b, a, all), day("2020-01-01"));
}

}  // namespace
}  // namespace giaoban::unit
