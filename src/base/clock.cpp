#include "base/clock.h"

#include <fmt/format.h>

#include <chrono>

namespace giaoban {
namespace {

constexpr std::int64_t microseconds_per_second = 1'000'000;
constexpr std::int64_t seconds_per_day = 86'400;
// A fixed offset instead of the zone database: Việt Nam has kept UTC+7 without summer time since
// 1975, and a journal has no older instants.
constexpr std::int64_t vietnam_offset_seconds = 7 * 3600;

constexpr std::int64_t floor_divide(std::int64_t value, std::int64_t by) {
  return value / by - (value % by < 0 ? 1 : 0);
}

std::int64_t vietnam_seconds(Instant instant) {
  return floor_divide(instant.microseconds, microseconds_per_second) + vietnam_offset_seconds;
}

}  // namespace

Day day_in_vietnam(Instant instant) {
  return Day::from_number(
      static_cast<std::int32_t>(floor_divide(vietnam_seconds(instant), seconds_per_day)));
}

Instant start_in_vietnam(Day day) {
  return {(std::int64_t{day.number()} * seconds_per_day - vietnam_offset_seconds) *
          microseconds_per_second};
}

std::string vietnamese(Instant instant) {
  auto const day = day_in_vietnam(instant);
  auto const second = vietnam_seconds(instant) - std::int64_t{day.number()} * seconds_per_day;
  return fmt::format("{} {:02}:{:02}:{:02}", day.vietnamese(), second / 3600, second / 60 % 60,
                     second % 60);
}

Instant SystemClock::now() const {
  auto const since_epoch = std::chrono::system_clock::now().time_since_epoch();
  return {std::chrono::duration_cast<std::chrono::microseconds>(since_epoch).count()};
}

std::int64_t SystemClock::steady() const {
  auto const since = std::chrono::steady_clock::now().time_since_epoch();
  return std::chrono::duration_cast<std::chrono::microseconds>(since).count();
}

FixedClock::FixedClock(Day day)
    : instant_{start_in_vietnam(day).microseconds + seconds_per_day / 2 * microseconds_per_second} {
}

}  // namespace giaoban
