#include "base/result.h"

#include <gtest/gtest.h>

#include <string>

namespace giaoban {
namespace {

constexpr RefusalKind term_too_long{
    .code = "test.term_too_long",
    .http_status = 422,
    .text = M("{name} giữ chức quá {years} năm"),
    .remedy = M("Xem lại ngày bắt đầu của {name}"),
    .rule = "HD 21-HD/BTCTW, II.B.4",
};
constexpr RefusalKind no_rule{.code = "test.no_rule", .text = M("Thiếu tên"), .remedy = {}};

TEST(Refusal, names_record_and_rule) {
  Refusal const refusal{.kind = &term_too_long, .args = {{"name", "Ước"}, {"years", "8"}}};
  EXPECT_EQ(refusal.text(Language::vietnamese), "Ước giữ chức quá 8 năm (HD 21-HD/BTCTW, II.B.4)");
  EXPECT_EQ(refusal.remedy(Language::vietnamese), "Xem lại ngày bắt đầu của Ước");
}

TEST(Refusal, without_a_rule_has_no_parentheses) {
  Refusal const refusal{.kind = &no_rule, .args = {}};
  EXPECT_EQ(refusal.text(Language::vietnamese), "Thiếu tên");
  EXPECT_EQ(refusal.remedy(Language::vietnamese), "");
  EXPECT_EQ(refusal.remedy(Language::english), "");
}

TEST(Refusal, has_a_kind) {
  EXPECT_THROW(static_cast<void>(Refusal{}.text(Language::vietnamese)), Bug);
}

Result<int> half(int number) {
  if (number % 2 != 0) return refuse(no_rule, {}, "C17");
  return number / 2;
}

Result<std::string> quarter(int number) {
  TRY_VOID(half(number));
  TRY_INTO(int const once, half(number));
  TRY_INTO(int const twice, half(once));
  return std::to_string(twice);
}

TEST(Result, is_left_at_the_first_refusal) {
  EXPECT_EQ(quarter(12).value(), "3");
  EXPECT_EQ(quarter(6).error().kind, &no_rule);
  EXPECT_EQ(quarter(5).error().where, "C17");
}

TEST(Ensure, breaks_off_and_says_where) {
  ensure(true, "holds");
  try {
    ensure(false, "totals agree");
    FAIL() << "went on";
  } catch (Bug const& bug) {
    std::string_view const told = bug.what();
    EXPECT_NE(told.find("result_test.cpp:"), told.npos) << told;
    EXPECT_NE(told.find("totals agree"), told.npos) << told;
  }
}

}  // namespace
}  // namespace giaoban
