#include "base/message.h"

#include <gtest/gtest.h>

#include <vector>

namespace giaoban {
namespace {

struct FillRow {
  Msg message;
  Args args;
  char const* said;
};

TEST(Message, has_its_places_filled) {
  std::vector<FillRow> const rows{
      {M("không có chỗ"), {}, "không có chỗ"},
      {M("{a}"), {{"a", "một"}}, "một"},
      {M("từ {a} đến {b}, {a}"), {{"a", "1"}, {"b", "2"}}, "từ 1 đến 2, 1"},
      {M("{a} còn {b}"), {{"a", "1"}}, "1 còn {b}"},
      {M("{a}"), {{"a", "{b}"}, {"b", "2"}}, "{b}"},
      {M("{a"), {{"a", "1"}}, "{a"},
      {M("a} {a}"), {{"a", "1"}}, "a} 1"},
      {M("{ {a}"), {{"a", "1"}}, "{ 1"},
      {M("{}"), {{"a", "1"}}, "{}"},
      {M("{a}"), {{"a", ""}}, ""},
      {M(""), {{"a", "1"}}, ""},
  };
  for (auto const& row : rows) {
    EXPECT_EQ(say(Language::vietnamese, row.message, row.args), row.said);
  }
}

TEST(Message, is_said_in_english_from_the_catalogue) {
  auto const year = M("năm {year}");
  EXPECT_TRUE(translated(year));
  EXPECT_EQ(say(Language::english, year, {{"year", "2021"}}), "year 2021");
  EXPECT_EQ(say(Language::vietnamese, year, {{"year", "2021"}}), "năm 2021");
}

TEST(Message, says_a_text_in_its_place_in_the_readers_language) {
  auto const year = M("năm {year}");
  Args const args{{"year", M("Đơn vị")}};
  EXPECT_EQ(say(Language::vietnamese, year, args), "năm Đơn vị");
  EXPECT_EQ(say(Language::english, year, args), "year " + say(Language::english, M("Đơn vị")));
  EXPECT_NE(say(Language::english, M("Đơn vị")), "Đơn vị");
}

TEST(Message, falls_back_to_vietnamese) {
  auto const unknown = M("câu {n} không có trong danh mục");
  EXPECT_FALSE(translated(unknown));
  EXPECT_EQ(say(Language::english, unknown, {{"n", "7"}}), "câu 7 không có trong danh mục");
}

TEST(Message, that_is_empty_is_not_the_catalogue_header) {
  EXPECT_FALSE(translated(M("")));
  EXPECT_EQ(say(Language::english, M("")), "");
  EXPECT_EQ(say(Language::english, Msg{}), "");
}

}  // namespace
}  // namespace giaoban
