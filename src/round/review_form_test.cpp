// The forms on which subjects review themselves: which form in which year, and what stands in it.
#include <gtest/gtest.h>

#include "round/paper.h"
#include "round/round_world_test.h"
#include "round/rules.h"
#include "tests/docx_text.h"

namespace giaoban::round {
namespace {

using test::day;
using test::must;

TEST(RoundForms, are_those_of_the_year_graded) {
  struct {
    int line;
    int year;
    Part part;
    std::string_view number;
    std::size_t parts;
    Confidence confidence;
  } const cases[] = {
      {__LINE__, 2018, Part::member, "Mẫu 5, HD 16-HD/BTCTW", 4, Confidence::unconfirmed},
      {__LINE__, 2018, Part::leader, "Mẫu 5, HD 16-HD/BTCTW", 4, Confidence::unconfirmed},
      {__LINE__, 2018, Part::collective, "", 4, Confidence::unconfirmed},
      {__LINE__, 2019, Part::member, "Mẫu 02-HD KĐ.ĐG 2019", 4, Confidence::unconfirmed},
      {__LINE__, 2022, Part::leader, "Mẫu 02-HD KĐ.ĐG 2019", 4, Confidence::unconfirmed},
      {__LINE__, 2023, Part::member, "Mẫu 02A-HD KĐ.ĐG 2023", 4, Confidence::unconfirmed},
      {__LINE__, 2024, Part::leader, "Mẫu 02B-HD KĐ.ĐG 2023", 4, Confidence::unconfirmed},
      {__LINE__, 2024, Part::collective, "", 4, Confidence::unconfirmed},
      {__LINE__, 2025, Part::member, "Mẫu 02B-HD KĐ.ĐG 2025", 6, Confidence::confirmed},
      {__LINE__, 2025, Part::leader, "Mẫu 02A-HD KĐ.ĐG 2025", 6, Confidence::confirmed},
      {__LINE__, 2026, Part::collective, "Mẫu 01-HD KĐ.ĐG 2025", 6, Confidence::confirmed},
  };
  for (auto const& one : cases) {
    auto const form = form_of(one.year, one.part);
    ASSERT_TRUE(form) << "line " << one.line;
    EXPECT_EQ(form->value.number, one.number) << "line " << one.line;
    EXPECT_EQ(form->value.parts.size(), one.parts) << "line " << one.line;
    EXPECT_EQ(form->confidence, one.confidence) << "line " << one.line;
  }
  EXPECT_FALSE(form_of(2017, Part::member));
}

class RoundReviewForms : public RoundWorld {
 protected:
  std::string printed(UnitId unit, int year, std::optional<PersonId> only = {}) {
    auto const snapshot = store().read();
    // Of a year that is not over, too: nothing of a form waits for the round to be opened.
    RoundView const round{
        .round = {},
        .opening = {.year = year, .unit = province, .roster_on = day(year, 12, 31)},
        .opened_on = day(year, 12, 1),
        .deadlines = {}};
    auto const node = unit::node_of(*snapshot, unit, {round.opening.roster_on});
    if (!node) throw std::logic_error("no such unit on the roster date");
    auto const bytes = must(paper_of(*snapshot, unit::Reach::everything(),
                                     {round, *node, Paper::review, day(year + 1, 1, 5), only}));
    return bytes ? test::body_of(*bytes) : std::string();
  }
  static std::ptrdiff_t times(std::string const& text, std::string_view what) {
    std::ptrdiff_t found = 0;
    for (auto at = text.find(what); at != text.npos; at = text.find(what, at + 1)) ++found;
    return found;
  }
};
ON_BOTH_DATABASES(RoundReviewForms);

TEST_P(RoundReviewForms, hold_what_is_known_and_leave_the_rest_to_write) {
  auto const people = members_in(khu_1, 3);
  write(post::appoint_verb, [&](store::Tx& tx) -> Result<void> {
    TRY_VOID(
        post::appoint(tx, {people[0], hung_lo, post::Title::secretary, ""}, {day("01/01/2019")}));
    return {};
  });
  opened(2020);
  EXPECT_FALSE(stepped(as_member(people[1]), 2020, Step::self_grading,
                       {.grade = review::Grade::good, .common_rating = Rating::good})
                   .starts_with("round."));
  auto const cell = printed(khu_1, 2020);
  EXPECT_EQ(times(cell, "BẢN KIỂM ĐIỂM CÁ NHÂN"), 3) << cell;
  EXPECT_EQ(times(cell, "Mẫu 02-HD KĐ.ĐG 2019"), 3);
  EXPECT_EQ(times(cell, "Năm 2020"), 3);
  EXPECT_EQ(times(cell, "Chức vụ Đảng: bí thư, Đảng bộ xã Hùng Lô"), 1) << cell;
  EXPECT_EQ(times(cell, "☒ Hoàn thành tốt nhiệm vụ"), 1) << cell;
  EXPECT_EQ(times(cell, "chưa đối chiếu văn bản gốc"), 3);
  EXPECT_EQ(times(cell, "Điểm tối đa"), 0);
  EXPECT_TRUE(cell.contains("Sinh hoạt tại: Chi bộ khu 1"));

  auto const one = printed(khu_1, 2025, people[0]);
  EXPECT_EQ(times(one, "BẢN KIỂM ĐIỂM CÁ NHÂN"), 1) << one;
  EXPECT_EQ(times(one, "Mẫu 02A-HD KĐ.ĐG 2025"), 1) << "who leads the commune fills the leader's";
  EXPECT_EQ(times(printed(khu_1, 2025, people[1]), "Mẫu 02B-HD KĐ.ĐG 2025"), 1);
  EXPECT_EQ(times(one, "Tổng điểm"), 1);
  EXPECT_EQ(times(one, "chưa đối chiếu"), 0);

  auto const committee = printed(hung_lo, 2025);
  EXPECT_EQ(times(committee, "BÁO CÁO KIỂM ĐIỂM TẬP THỂ"), 1) << committee;
  EXPECT_EQ(times(committee, "Mẫu 01-HD KĐ.ĐG 2025"), 1);
  EXPECT_EQ(times(committee, "Mẫu 02A-HD KĐ.ĐG 2025"), 1);
  EXPECT_EQ(times(committee, "cấp ủy cấp trên"), 1);
  EXPECT_EQ(times(committee, "T/M HUYỆN ỦY"), 1) << "Lâm Thao says what it thinks of Hùng Lô";
  EXPECT_EQ(times(committee, "T/M ĐẢNG ỦY"), 1) << "and Hùng Lô of its leader";
  EXPECT_EQ(printed(khu_9, 2020), "") << "nobody stands there";
}

}  // namespace
}  // namespace giaoban::round
