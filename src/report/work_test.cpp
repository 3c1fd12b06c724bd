// What a report says of the tasks and recommendations of its period.
#include <gtest/gtest.h>

#include "report/report_world_test.h"

namespace giaoban::report {
namespace {

class ReportedWork : public ReportWorld {};
ON_BOTH_DATABASES(ReportedWork);

TEST_P(ReportedWork, carry_the_tasks_and_recommendations_of_the_period) {
  auto const made = viewed(request());
  EXPECT_EQ(
      made.sentences.at("tasks"),
      "Từ ngày 01/01/2021 đến ngày 14/06/2021 có 5 nhiệm vụ phải thực hiện, gồm 1 nhiệm vụ kỳ "
      "trước chuyển sang và 4 nhiệm vụ giao trong kỳ. Đã hoàn thành: 2/5 (40,00%) số nhiệm vụ "
      "phải thực hiện trong kỳ; trong đó, đúng hạn: 1/2 (50,00%) số nhiệm vụ đã hoàn thành. "
      "Quá hạn chưa hoàn thành: 1/5 (20,00%) số nhiệm vụ phải thực hiện trong kỳ. Đang thực "
      "hiện, chưa quá hạn: 1; thôi giao: 1.");
  EXPECT_EQ(
      made.sentences.at("recommendations"),
      "Từ ngày 01/01/2021 đến ngày 14/06/2021 có 4 kiến nghị, gồm 0 kiến nghị kỳ trước chuyển "
      "sang và 4 kiến nghị tiếp nhận trong kỳ. Trả lời ngay: 1/4 (25,00%) số kiến nghị trong "
      "kỳ. Chuyển giải quyết: 2/4 (50,00%) số kiến nghị trong kỳ; trong đó, đã trả lời: 1/2 "
      "(50,00%) số kiến nghị đã chuyển giải quyết, quá hạn chưa trả lời: 1/2 (50,00%) số kiến "
      "nghị đã chuyển giải quyết. Chưa trả lời và chưa chuyển: 1.");
  ASSERT_EQ(made.tasks.size(), 5U);
  EXPECT_EQ(made.tasks.front().state, "hoàn thành đúng hạn, ngày 20/01/2021");
  // Of a unit below, only what is led there; of the period before, what was open then.
  auto below = request();
  below.unit = thanh_ba_;
  auto const of_district = viewed(below);
  EXPECT_EQ(of_district.tasks.size(), 2U);  // the overdue one, and the one withdrawn below it
  EXPECT_EQ(of_district.recommendations.size(), 2U);
  auto const before =
      viewed({.unit = province_, .period = *Period::parse("2020-H2"), .date = day(2020, 12, 31)});
  ASSERT_EQ(before.tasks.size(), 1U);
  EXPECT_EQ(before.tasks.front().state, "đang thực hiện");
  EXPECT_EQ(before.recommendations.size(), 1U);
}

TEST_P(ReportedWork, say_that_there_was_no_work_where_there_was_none) {
  auto asked = request();
  asked.unit = khu_2_;
  auto const made = viewed(asked);
  EXPECT_TRUE(has(made.sentences.at("tasks"), "không có nhiệm vụ")) << made.sentences.at("tasks");
  EXPECT_TRUE(has(body_of(must(docx_bytes(made))), "Không có."));
}

}  // namespace
}  // namespace giaoban::report
