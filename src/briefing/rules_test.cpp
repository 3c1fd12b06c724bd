#include "briefing/rules.h"

#include <gtest/gtest.h>

#include "tests/store_world.h"

namespace giaoban::briefing {

namespace {

using test::day;

TEST(BriefingRules, TimesOfDayAreReadAsPeopleWriteThem) {
  struct {
    char const* text;
    std::optional<std::int64_t> minutes;
  } const cases[] = {
      {"08:30", 510},  {"8:30", 510}, {"8h30", 510}, {"8h", 480},    {"14g15", 855},
      {"23:59", 1439}, {"0:00", 0},   {"24:00", {}}, {"8:60", {}},   {"", {}},
      {"sáng", {}},    {"8:3x", {}},  {"-1:00", {}}, {"008:30", {}},
  };
  for (auto const& c : cases) EXPECT_EQ(parse_time(c.text), c.minutes) << c.text;
  EXPECT_EQ(time_text(510), "08:30");
}

TEST(BriefingRules, ALocalityIsToldByItsKindOrAtTheGrassRootsByItsName) {
  using enum unit::UnitKind;
  struct {
    unit::UnitKind kind;
    char const* name;
    bool local;
  } const cases[] = {
      {province_committee, "Tỉnh ủy Phú Thọ", true},
      {commune_committee, "Đảng ủy xã Hùng Lô", true},
      {grassroots_committee, "Đảng bộ xã Hùng Lô", true},
      {grassroots_committee, "ĐẢNG ỦY PHƯỜNG NÔNG TRANG", true},
      {grassroots_committee, "Đảng bộ Thị trấn Phong Châu", true},
      {grassroots_committee, "Đảng bộ Sở Nội vụ", false},
      {grassroots_committee, "Đảng bộ Bảo hiểm xã hội tỉnh", false},
      {grassroots_committee, "Đảng bộ xã", false},
      {grassroots_cell, "Chi bộ Trường Trung học phổ thông", false},
      {province_agencies_committee, "Đảng ủy các cơ quan Đảng tỉnh", false},
  };
  for (auto const& c : cases) EXPECT_EQ(locality(c.kind, c.name), c.local) << c.name;
}

TEST(BriefingRules, ConferencesEndAfterTheyBegin) {
  Day const first = day("2021-06-14");
  EXPECT_TRUE(in_order({first, first, 480, 690}));
  EXPECT_FALSE(in_order({first, first, 480, 480}));
  EXPECT_FALSE(in_order({first, first, 690, 480}));
  EXPECT_TRUE(in_order({first, first + 1, 690, 480}));
  EXPECT_FALSE(in_order({first + 1, first, 480, 690}));
  EXPECT_FALSE(in_order({first, first, -1, 690}));
  EXPECT_FALSE(in_order({first, first, 480, 1441}));
}

TEST(BriefingRules, ConferencesOverlapByTheMinute) {
  Day const first = day("2021-06-14");
  Times const morning{first, first, 480, 690};
  EXPECT_TRUE(overlap(morning, morning));
  EXPECT_TRUE(overlap(morning, {first, first, 689, 800}));
  EXPECT_FALSE(overlap(morning, {first, first, 690, 800}));
  EXPECT_FALSE(overlap({first, first, 690, 800}, morning));
  EXPECT_FALSE(overlap(morning, {first + 1, first + 1, 480, 690}));
  EXPECT_TRUE(overlap({first - 1, first + 1, 1000, 300}, morning));
}

TEST(BriefingRules, AnItemPutInMovesThoseBehind) {
  std::vector<Placed> const items{{1, 1}, {2, 2}, {3, 4}};
  auto const moved = [&](std::int64_t position) {
    std::vector<std::int64_t> which;
    for (Placed const& one : moved_on(items, position)) which.push_back(one.item);
    return which;
  };
  using Items = std::vector<std::int64_t>;
  EXPECT_EQ(moved(1), (Items{1, 2, 3}));
  EXPECT_EQ(moved(2), (Items{2, 3}));
  EXPECT_EQ(moved(3), Items{});
  EXPECT_EQ(moved(5), Items{});
}

}  // namespace

}  // namespace giaoban::briefing
