#include "base/suggest.h"

#include <gtest/gtest.h>

#include <chrono>

#include "base/patience.h"

namespace giaoban {
namespace {

TEST(EditDistance, counts_slips) {
  struct Case {
    char const* a;
    char const* b;
    int distance;
  };
  for (auto const& [a, b, distance] :
       {Case{"check", "check", 0}, Case{"chekc", "check", 1}, Case{"chck", "check", 1},
        Case{"cheeck", "check", 1}, Case{"chack", "check", 1}, Case{"", "undo", 4},
        Case{"erase", "undo", 5}}) {
    EXPECT_EQ(edit_distance(a, b), distance) << a << " " << b;
    EXPECT_EQ(edit_distance(b, a), distance) << b << " " << a;
  }
}

TEST(Suggestion, gives_the_nearest_first_and_nothing_far_fetched) {
  std::vector<std::string> const known{"unit found", "unit show", "member admit", "check"};
  EXPECT_EQ(nearest("unti found", known), std::vector<std::string>{"unit found"});
  EXPECT_EQ(nearest("chek", known), std::vector<std::string>{"check"});
  EXPECT_TRUE(nearest("xyzzy", known).empty());
  // What is longer than any word is not compared.
  EXPECT_TRUE(nearest(std::string(1'000'000, 'c'), {std::string(1'000'000, 'c')}).empty());
}

TEST(Suggestion, names_a_word_once) {
  EXPECT_EQ(nearest("unti", {"unit", "unit", "unit"}), std::vector<std::string>{"unit"});
}

TEST(Nearest, is_looked_for_as_long_as_somebody_waits) {
  Patience const over({.until = std::chrono::steady_clock::now()});
  EXPECT_THROW(nearest("unti", {"unit"}), OutOfPatience);
}

}  // namespace
}  // namespace giaoban
