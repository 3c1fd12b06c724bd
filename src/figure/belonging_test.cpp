// What peoples and religions count as, also those that older stores hold by words of no list.
#include "figure/belonging.h"

#include <gtest/gtest.h>

namespace giaoban::figure {
namespace {

TEST(Belongings, are_yes_no_or_not_known) {
  Belongings told;
  EXPECT_EQ(told.minority("Mường"), true);
  EXPECT_EQ(told.minority("Việt"), false);
  EXPECT_EQ(told.minority("x"), std::nullopt);
  EXPECT_EQ(told.minority("x"), std::nullopt);  // remembered
  EXPECT_EQ(told.religious("Phật giáo"), true);
  EXPECT_EQ(told.religious("không có"), false);
  EXPECT_EQ(told.religious("x"), std::nullopt);
  EXPECT_EQ(told.religious(std::nullopt), false);  // the form says so
}

}  // namespace
}  // namespace giaoban::figure
