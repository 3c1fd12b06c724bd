#include "base/spelling.h"

#include <gtest/gtest.h>

namespace giaoban {
namespace {

TEST(Spelling, is_one_for_the_ways_in_which_papers_write_a_name) {
  struct {
    std::string_view one, other;
    bool same;
  } const cases[] = {
      {"lý văn quý", "lí văn quí", true},
      {"qúy", "quý", true},
      {"mỹ", "mĩ", true},
      {"kỳ sỹ tỵ thy", "kì sĩ tị thi", true},
      {"ly quy dy đỷ", "li qui di đỉ", true},
      {"quyên", "quiên", true},
      {"y-bhăm", "y bhăm", true},
      {"y\u2011bhăm", "y – bhăm", true},
      // Elsewhere the two are two letters.
      {"thúy", "thúi", false},
      {"huy", "hui", false},
      {"say", "sai", false},
      {"y", "i", false},
      {"ý", "í", false},
      {"lý", "lỳ", false},
  };
  for (auto const& c : cases) {
    EXPECT_EQ(one_spelling(c.one) == one_spelling(c.other), c.same) << c.one << " / " << c.other;
  }
  EXPECT_EQ(one_spelling("nguyễn thị thúy"), "nguyễn thị thúy");
}

}  // namespace
}  // namespace giaoban
