#include "report/rules.h"

#include <gtest/gtest.h>

#include "tests/store_world.h"

namespace giaoban::report {
namespace {

using test::day;

TEST(ReportLayout, is_that_in_force_on_the_document_s_date) {
  struct Row {
    char const* date;
    Layout layout;
    Confidence confidence;
  };
  for (auto const& row : {
           Row{"2018-04-02", Layout::hd36_2018, Confidence::unconfirmed},
           Row{"2018-04-03", Layout::hd36_2018, Confidence::confirmed},
           Row{"2021-06-14", Layout::hd36_2018, Confidence::confirmed},
           Row{"2026-01-11", Layout::hd36_2018, Confidence::confirmed},
           Row{"2026-01-12", Layout::hd36_2018, Confidence::unconfirmed},
           Row{"2026-05-26", Layout::hd36_2018, Confidence::unconfirmed},
           Row{"2026-05-27", Layout::hd05_2026, Confidence::unconfirmed},
           Row{"2031-01-01", Layout::hd05_2026, Confidence::unconfirmed},
       }) {
    auto const rule = layout_on(day(row.date));
    EXPECT_EQ(rule.value.layout, row.layout) << row.date;
    EXPECT_EQ(rule.confidence, row.confidence) << row.date;
  }
}

TEST(ReportCap, is_that_of_the_year_graded) {
  EXPECT_EQ(cap_of(2018), nullptr);
  EXPECT_EQ(cap_of(2019)->citation, "HD 21-HD/BTCTW, II.B.4");
  EXPECT_EQ(cap_of(2022)->confidence, Confidence::confirmed);
  EXPECT_EQ(cap_of(2023)->confidence, Confidence::unconfirmed);
  EXPECT_EQ(cap_of(2024)->confidence, Confidence::unconfirmed);
  EXPECT_EQ(cap_of(2025)->citation, "QĐ 366-QĐ/TW, Điều 11");
  EXPECT_EQ(cap_of(2025)->value.percent, 20);
}

}  // namespace
}  // namespace giaoban::report
