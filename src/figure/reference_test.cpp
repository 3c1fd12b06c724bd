#include <gtest/gtest.h>

#include <set>

#include "figure/figure.h"

namespace giaoban::figure {
namespace {

Reference sample(Measure const& measure) {
  return {&measure, UnitId{854320534781953}, {*Day::from_ymd(2021, 6, 14), 57}};
}

TEST(References, are_read_back_from_their_text) {
  for (Measure const& one : measures()) {
    auto const text = sample(one).text();
    auto const read = parse_reference("  " + text + " ");
    ASSERT_TRUE(read) << text;
    EXPECT_EQ(read->measure, &one);
    EXPECT_EQ(read->unit, UnitId{854320534781953});
    EXPECT_EQ(read->moment.as_of, *Day::from_ymd(2021, 6, 14));
    EXPECT_EQ(read->moment.known_at, 57);
    EXPECT_EQ(read->text(), text);
  }
}

TEST(References, of_which_one_letter_is_wrong_are_refused) {
  auto const text = sample(*measure("members.graded_good")).text();
  for (std::size_t i = 0; i < text.size(); ++i) {
    for (char const letter : std::string("0123456789ABCZabcz-.,/")) {
      auto slip = text;
      slip[i] = letter;
      bool const same = std::tolower(slip[i]) == std::tolower(text[i]);
      EXPECT_EQ(parse_reference(slip).has_value(), same) << slip;
    }
    auto shorter = text;
    shorter.erase(i, 1);
    if (shorter != text) {
      EXPECT_FALSE(parse_reference(shorter)) << shorter;
    }
    if (i + 1 < text.size() && text[i] != text[i + 1]) {
      auto swapped = text;
      std::swap(swapped[i], swapped[i + 1]);
      EXPECT_FALSE(parse_reference(swapped)) << swapped;
    }
  }
  EXPECT_FALSE(parse_reference(""));
  EXPECT_EQ(parse_reference("-").error().kind, &reference_damaged);
}

TEST(Measures, have_one_id_each_and_a_name) {
  std::set<std::string> ids;
  for (Measure const& one : measures()) {
    EXPECT_TRUE(ids.insert(one.id).second) << one.id;
    EXPECT_FALSE(one.name(Language::vietnamese).empty()) << one.id;
    EXPECT_EQ(one.base.has_value(), one.base_counts != nullptr) << one.id;
    EXPECT_EQ(one.id.find('-'), std::string::npos) << one.id;
  }
}

// A mark made right for a measure that is gone.
TEST(References, of_a_measure_that_is_gone_say_so) {
  Measure gone = *measure("members");
  gone.id = "members.tall";
  EXPECT_EQ(parse_reference(sample(gone).text()).error().kind, &no_such_measure);
  Measure newer = *measure("members");
  newer.version = 2;
  EXPECT_EQ(parse_reference(sample(newer).text()).error().kind, &no_such_measure);
}

}  // namespace
}  // namespace giaoban::figure
