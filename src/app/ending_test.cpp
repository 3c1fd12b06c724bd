#include "app/ending.h"

#include <gtest/gtest.h>

namespace giaoban::app {
namespace {

using std::chrono::milliseconds;

TEST(EndOfAServer, WorkThatAsksStopsAfterTheGrace) {
  Ending ending({.grace = milliseconds(20), .last = milliseconds(60'000)});
  Patience const patience({.stopping = ending.flag()});
  EXPECT_NO_THROW(Patience::ask());
  ending.begin();
  auto const begun = std::chrono::steady_clock::now();
  EXPECT_THROW(
      {
        while (true) Patience::ask();
      },
      OutOfPatience);
  EXPECT_LT(std::chrono::steady_clock::now() - begun, std::chrono::seconds(10));
}

TEST(EndOfAServerDeathTest, WorkThatNeverAsksEndsWithTheProcess) {
  GTEST_FLAG_SET(death_test_style, "threadsafe");
  EXPECT_EXIT(
      {
        Ending ending({.grace = milliseconds(10), .last = milliseconds(40)});
        ending.begin();
        for (std::atomic<int> deaf = 0;; ++deaf) {
        }
      },
      testing::ExitedWithCode(Ending::exit_code), "");
}

TEST(EndOfAServer, WhereAllEndsWellNobodyIsTold) {
  Flag flag;
  {
    Ending ending({.grace = milliseconds(60'000), .last = milliseconds(60'000)});
    flag = ending.flag();
    ending.begin();
  }
  EXPECT_FALSE(*flag);
}

}  // namespace
}  // namespace giaoban::app
