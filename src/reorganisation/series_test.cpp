// Figures over a reorganisation: as they were, and restated on the tree of a chosen day.
#include <gtest/gtest.h>

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
    for (auto const& point : figure::series(*snapshot, {.measure = figure::measure("members"),
                                                        .unit = unit,
                                                        .from = day(2021, 5, 31),
                                                        .to = day(2021, 8, 31),
                                                        .step = figure::Step::month,
                                                        .restated_on = restated_on})) {
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
