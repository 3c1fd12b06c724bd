#include "base/clock.h"

#include <gtest/gtest.h>

#include <chrono>
#include <cstdint>
#include <string>
#include <vector>

namespace giaoban {
namespace {

constexpr std::int64_t second = 1'000'000;

struct InstantRow {
  std::int64_t microseconds;
  char const* vietnamese;
};

TEST(Clock, tells_vietnamese_time) {
  std::vector<InstantRow> const rows{
      {0, "01/01/1970 07:00:00"},
      {-1, "01/01/1970 06:59:59"},
      {-7 * 3600 * second, "01/01/1970 00:00:00"},
      {-7 * 3600 * second - 1, "31/12/1969 23:59:59"},
      {1'623'634'200 * second, "14/06/2021 08:30:00"},
      {1'623'690'000 * second - 1, "14/06/2021 23:59:59"},
      {1'623'690'000 * second, "15/06/2021 00:00:00"},
  };
  for (auto const& row : rows) {
    EXPECT_EQ(vietnamese(Instant{row.microseconds}), row.vietnamese) << row.microseconds;
    EXPECT_EQ(day_in_vietnam(Instant{row.microseconds}).vietnamese(),
              std::string(row.vietnamese).substr(0, 10))
        << row.microseconds;
  }
}

TEST(Clock, a_day_starts_at_midnight_in_vietnam) {
  auto const day = *Day::from_ymd(2021, 6, 15);
  Instant const start = start_in_vietnam(day);
  EXPECT_EQ(vietnamese(start), "15/06/2021 00:00:00");
  EXPECT_EQ(day_in_vietnam({start.microseconds - 1}), day - 1);
}

TEST(FixedClock, stands_at_noon_of_its_day) {
  auto const day = *Day::from_ymd(2021, 6, 14);
  FixedClock clock(day);
  EXPECT_EQ(vietnamese(clock.now()), "14/06/2021 12:00:00");
  EXPECT_EQ(clock.today(), day);
  clock.set(Instant{0});
  EXPECT_EQ(clock.today(), Day::from_number(0));
}

TEST(SystemClock, agrees_with_the_machine) {
  auto const before = std::chrono::system_clock::now().time_since_epoch();
  auto const now = SystemClock{}.now();
  EXPECT_GE(now.microseconds,
            std::chrono::duration_cast<std::chrono::microseconds>(before).count());
  EXPECT_LT(now.microseconds,
            std::chrono::duration_cast<std::chrono::microseconds>(before).count() + 60 * second);
}

}  // namespace
}  // namespace giaoban
