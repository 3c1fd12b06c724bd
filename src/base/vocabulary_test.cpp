#include "base/vocabulary.h"

#include <gtest/gtest.h>

namespace giaoban {
namespace {

Vocabulary const& fruits() {
  static Vocabulary const all({{"Dứa", {"Thơm", "D"}},
                               {"Dừa", {"Quả dừa xiêm"}},
                               {"Cam", {"Quít", "Chanh đào"}},
                               {"Quýt", {"Quít"}},
                               {"Cóc"},
                               {"", {"-"}}},
                              {"quả", "trái"});
  return all;
}

std::string official(std::string_view text) {
  return std::string(fruits().official(text).value_or("?"));
}

TEST(Vocabulary, knows_a_word_in_whatever_case_marks_blanks_and_signs) {
  for (char const* way : {"Dứa", "dứa", "DỨA", " Dứa. ", "D ứa", "Dứa\xE2\x80\x8B", "thơm", "D",
                          "Dứa (Thơm)", "quả dứa", "trái thơm", "Quả  Dứa"}) {
    EXPECT_EQ(official(way), "Dứa") << way;
  }
  EXPECT_EQ(official("coc"), "Cóc");
  EXPECT_EQ(official("Dứa\xC2\xA0"), "Dứa");
}

TEST(Vocabulary, lets_marks_tell_apart_what_nothing_else_does) {
  EXPECT_EQ(official("dừa"), "Dừa");
  EXPECT_EQ(official("dua"), "?");
  EXPECT_EQ(fruits().nearest("dua"), (std::vector<std::string>{"Dứa", "Dừa"}));
}

TEST(Vocabulary, guesses_nothing) {
  EXPECT_EQ(official("Quít"), "?");  // of two
  EXPECT_EQ(fruits().nearest("Quít"), (std::vector<std::string>{"Cam", "Quýt"}));
  EXPECT_EQ(official("Dứa (Cam)"), "?");
  EXPECT_EQ(official("x"), "?");
  EXPECT_EQ(fruits().nearest("x"), std::vector<std::string>{});
  EXPECT_EQ(fruits().nearest("Dứaa").front(), "Dứa");
  EXPECT_EQ(official(""), "?");
}

TEST(Vocabulary, takes_signs_alone_for_what_says_nothing) {
  for (char const* way : {"-", "–", "...", " / ", "—"}) EXPECT_EQ(official(way), "") << way;
}

TEST(Vocabulary, names_the_ways_of_several_words) {
  EXPECT_EQ(fruits().ambiguous(), (std::vector<std::string>{"dua", "QUÍT"}));
}

}  // namespace
}  // namespace giaoban
