#include <gtest/gtest.h>

#include "command/command.h"

namespace giaoban::command {
namespace {

Arguments given(std::string const& name, std::string const& value) {
  Arguments arguments;
  arguments.set(name, value);
  return arguments;
}

TEST(Arguments, what_is_not_given_is_no_value_and_no_fault) {
  Arguments const none;
  EXPECT_FALSE(none.flag("dry-run"));
  EXPECT_EQ(none.text("unit"), std::nullopt);
  EXPECT_EQ(none.day("as-of").value(), std::nullopt);
  EXPECT_EQ(none.integer("known-at").value(), std::nullopt);
}

TEST(Arguments, a_needed_value_that_is_missing_or_blank_names_its_option) {
  for (auto const& arguments : {Arguments{}, given("unit", "")}) {
    auto const unit = arguments.need("unit");
    ASSERT_FALSE(unit);
    EXPECT_EQ(unit.error().kind, &option_missing);
    EXPECT_EQ(unit.error().text(Language::vietnamese), "Thiếu --unit.");
    EXPECT_TRUE(usage_fault(unit.error()));
  }
  EXPECT_EQ(Arguments{}.need_day("on").error().kind, &option_missing);
  EXPECT_EQ(Arguments{}.need_integer("person").error().kind, &option_missing);
}

TEST(Arguments, a_day_is_read_as_people_and_as_scripts_write_it) {
  auto const day = Day::from_ymd(2021, 6, 14);
  EXPECT_EQ(given("as-of", "2021-06-14").day("as-of").value(), day);
  EXPECT_EQ(given("as-of", "14/6/2021").day("as-of").value(), day);
  EXPECT_EQ(given("as-of", "14/06/2021").need_day("as-of").value(), day);
}

TEST(Arguments, a_day_the_calendar_lacks_is_refused_by_name_and_value) {
  auto const day = given("as-of", "31/02/2021").day("as-of");
  ASSERT_FALSE(day);
  EXPECT_EQ(day.error().kind, &option_not_a_day);
  EXPECT_EQ(day.error().text(Language::vietnamese),
            "--as-of: “31/02/2021” không phải là một ngày có trong lịch.");
}

TEST(Arguments, a_number_is_digits_only) {
  EXPECT_EQ(given("entry", "57").integer("entry").value(), 57);
  EXPECT_EQ(given("entry", "0").need_integer("entry").value(), 0);
  for (auto const* wrong : {"", "-1", "5 7", "57x", "1.000", "99999999999999999999"}) {
    auto const number = given("entry", wrong).integer("entry");
    ASSERT_FALSE(number) << wrong;
    EXPECT_EQ(number.error().kind, &option_not_a_number) << wrong;
  }
}

TEST(RefusalWords, say_what_is_wrong_where_and_what_would_help) {
  Refusal const refusal{&option_missing, {{"option", "--unit"}}, "Đảng viên!C17"};
  EXPECT_EQ(words_of(refusal, Language::vietnamese),
            "Không làm được: Thiếu --unit.\n"
            "  Ở: Đảng viên!C17\n"
            "  Cần làm: Ghi thêm rồi làm lại.");
}

}  // namespace
}  // namespace giaoban::command
