// Figures over a reorganisation: as they were, and restated on the tree of a chosen day.
#include <gtest/gtest.h>

#include <chrono>

#include "base/patience.h"

#include "figure/figure.h"
#include "reorganisation/reorganisation.h"
#include "tests/member_world.h"

namespace giaoban::reorganisation {
namespace {

using store::Tx;
using test::day;

class SeriesOverReorganisation : public test::MemberWorld {
 protected:
  SeriesOverReorganisation() {
    whole.add(post::catalogue());
    whole.add(review::catalogue());
    whole.add(figure::catalogue());
    whole.add(account::catalogue());
    whole.add(reorganisation::catalogue());
  }
  void SetUp() override {
    test::MemberWorld::SetUp();
    an = full_member("Nguyễn Văn An", khu_1, day(2011, 3, 3));
    binh = full_member("Trần Thị Bình", khu_1, day(2012, 4, 4));
    full_member("Lê Thị Chi", khu_2, day(2013, 5, 5));
    full_member("Phạm Văn Dũng", khu_9, day(2014, 6, 6));
  }
  void carried(Plan const& plan) {
    write(reorganise_verb, [&](Tx& tx) -> Result<void> {
      TRY_VOID(carry_out(tx, plan));
      return {};
    });
  }
  UnitId coded(std::string_view code, Day on) {
    return test::must(unit::by_code(*store().read(), code, {on}));
  }
  // "3 3 ? 4": ? is not known; * before a point with a reorganisation since the one before.
  std::string told(UnitId unit, std::optional<Day> restated_on) {
    auto const snapshot = store().read();
    std::string words;
    auto const points = test::must(figure::series(*snapshot, {.measure = figure::measure("members"),
                                                              .unit = unit,
                                                              .from = day(2021, 5, 31),
                                                              .to = day(2021, 8, 31),
                                                              .step = figure::Step::month,
                                                              .restated_on = restated_on}));
    for (auto const& point : points) {
      words += words.empty() ? "" : " ";
      if (!point.reorganised_on.empty()) words += "*";
      words += point.figure.count ? std::to_string(*point.figure.count) : "?";
    }
    return words;
  }

  PersonId an, binh;
  Day const merged = day(2021, 7, 1);
};
ON_BOTH_DATABASES(SeriesOverReorganisation);

// Refused when the first points show it, not broken off when the time is over.
TEST_P(SeriesOverReorganisation, of_more_points_than_the_time_bears_is_refused) {
  using Clock = std::chrono::steady_clock;
  auto const snapshot = store().read();
  figure::SeriesAsked asked{.measure = figure::measure("members"),
                            .unit = province,
                            .from = day(2021, 1, 1),
                            .to = day(2021, 4, 30)};
  auto const begun = Clock::now();
  auto const four = test::must(figure::series(*snapshot, asked));
  auto const took = Clock::now() - begun;
  ASSERT_EQ(four.size(), 4U);
  asked.from = day(1990, 1, 1);
  auto const until = Clock::now() + 20 * took;  // for eighty points of 376
  Patience const patience({.until = until});
  auto const all = figure::series(*snapshot, asked);
  EXPECT_EQ(test::code_of(all), "figure.points_too_dear");
  EXPECT_LT(Clock::now(), until);
  asked.from = day(1900, 1, 1);
  EXPECT_EQ(test::code_of(figure::series(*snapshot, asked)), "figure.too_many_points");
}

TEST_P(SeriesOverReorganisation, of_a_new_unit_reach_back_when_restated) {
  carried(merging(merged, {"PT-01-01", "PT-01-02"},
                  {.code = "PT-01-01", .name = "Đảng bộ xã Hùng Kim", .parent = "PT-01"}));
  UnitId const made = coded("PT-01-01", merged);
  EXPECT_EQ(told(made, {}), "? ? *4 4");
  EXPECT_EQ(told(made, day(2021, 8, 31)), "4 4 *4 4");
  EXPECT_EQ(told(hung_lo, {}), "3 3 *? ?");
  EXPECT_EQ(told(hung_lo, day(2021, 6, 30)), "3 3 *3 3");
  EXPECT_EQ(told(kim_duc, day(2021, 6, 30)), "1 1 *1 1");
  EXPECT_EQ(told(province, {}), "4 4 *4 4");
  EXPECT_EQ(told(province, day(2021, 8, 31)), "4 4 *4 4");
}

// Signed in August, in force since July: what was reported of July did not know of it.
TEST_P(SeriesOverReorganisation, tells_what_was_reported_before_it_was_dated_back) {
  clock.set(FixedClock(day(2021, 8, 5)).now());
  carried(merging(merged, {"PT-01-01", "PT-01-02"},
                  {.code = "PT-01-01", .name = "Đảng bộ xã Hùng Kim", .parent = "PT-01"}));
  auto const told = [&](UnitId unit, std::string_view measure, Day reported_on) {
    auto const snapshot = store().read();
    std::string words;
    for (auto const& one :
         figure::revisions(*snapshot, {.unit = unit,
                                       .as_of = day(2021, 7, 31),
                                       .reported_at = store::head_on(*snapshot, reported_on),
                                       .measure = figure::measure(measure)})) {
      auto const count = [](std::optional<figure::Figure> const& figure) {
        return !figure ? "-" : figure->count ? std::to_string(*figure->count) : "?";
      };
      auto const difference = one.difference();
      words += one.unit.name + " " + count(one.reported) + " " + count(one.now) + " " +
               (difference ? std::to_string(*difference) : "?") + "; ";
    }
    return words;
  };
  EXPECT_EQ(told(district, "members", day(2021, 8, 4)),
            "Huyện ủy Lâm Thao 4 4 0; Đảng bộ xã Hùng Kim - 4 4; Đảng bộ xã Hùng Lô 3 - -3; "
            "Đảng bộ xã Kim Đức 1 - -1; ");
  EXPECT_TRUE(told(district, "units.grassroots", day(2021, 8, 4))
                  .starts_with("Huyện ủy Lâm Thao 2 1 -1; "));
  EXPECT_EQ(told(district, "members", day(2021, 8, 5)),
            "Huyện ủy Lâm Thao 4 4 0; Đảng bộ xã Hùng Kim 4 4 0; ")
      << "a report of the day it was recorded knew of it";
  // Of one unit: every measure, in the order of measures.
  auto const snapshot = store().read();
  auto const all =
      figure::revisions(*snapshot, {.unit = district,
                                    .as_of = day(2021, 7, 31),
                                    .reported_at = store::head_on(*snapshot, day(2021, 8, 4))});
  ASSERT_EQ(all.size(), figure::measures().size());
  // What was reported opens again as it was.
  EXPECT_EQ(test::must(figure::figure(*snapshot, all.front().reported->reference)).count,
            all.front().reported->count);
}

TEST_P(SeriesOverReorganisation, of_a_divided_cell_follow_each_member) {
  carried(splitting(merged, "PT-01-01-01",
                    {{.unit = {.code = "PT-01-01-03", .name = "Chi bộ khu 3"}, .members = {binh}}},
                    Remains::stays));
  EXPECT_EQ(told(khu_1, {}), "2 2 *1 1");
  EXPECT_EQ(told(khu_1, day(2021, 8, 31)), "1 1 *1 1");
  EXPECT_EQ(told(coded("PT-01-01-03", merged), day(2021, 8, 31)), "1 1 *1 1");
  EXPECT_EQ(told(khu_1, day(2021, 6, 30)), "2 2 *2 2");
}

TEST_P(SeriesOverReorganisation, of_a_moved_unit_count_where_it_stands_on_the_chosen_day) {
  carried(
      {.on = merged,
       .lines = {{.old_code = "PT-01-02-09", .new_code = "PT-01-02-09", .parent = "PT-01-01"}}});
  EXPECT_EQ(told(hung_lo, {}), "3 3 4 4");
  EXPECT_EQ(told(hung_lo, day(2021, 8, 31)), "4 4 4 4");
  EXPECT_EQ(told(kim_duc, day(2021, 6, 30)), "1 1 1 1");
}

}  // namespace
}  // namespace giaoban::reorganisation
