// Where time comes from. Injected, so that tests and repeated reports say their own.
#pragma once

#include <cstdint>
#include <string>

#include "base/day.h"

namespace giaoban {

// Microseconds since 1970-01-01T00:00:00Z.
struct Instant {
  std::int64_t microseconds = 0;
  constexpr auto operator<=>(Instant const&) const = default;
};

// The day in Asia/Ho_Chi_Minh (UTC+7, no summer time since 1975) whatever the server's zone.
Day day_in_vietnam(Instant instant);
// The first instant of the day there.
Instant start_in_vietnam(Day day);
// "14/06/2021 08:30:00", Vietnamese time.
std::string vietnamese(Instant instant);

class Clock {
 public:
  virtual ~Clock() = default;
  [[nodiscard]] virtual Instant now() const = 0;
  [[nodiscard]] Day today() const { return day_in_vietnam(now()); }
  // Microseconds from some beginning, for what lasts: setting the machine's clock does not move it.
  [[nodiscard]] virtual std::int64_t steady() const = 0;
};

class SystemClock final : public Clock {
 public:
  [[nodiscard]] Instant now() const override;
  [[nodiscard]] std::int64_t steady() const override;
};

// Stands still at the instant it was given.
class FixedClock final : public Clock {
 public:
  explicit FixedClock(Instant instant) : instant_(instant) {}
  // Noon in Vietnam of that day.
  explicit FixedClock(Day day);
  [[nodiscard]] Instant now() const override { return instant_; }
  [[nodiscard]] std::int64_t steady() const override { return steady_; }
  void set(Instant instant) {
    // Set back as somebody sets a machine's clock back: what lasts goes on.
    if (instant > instant_) steady_ += instant.microseconds - instant_.microseconds;
    instant_ = instant;
  }

 private:
  Instant instant_;
  std::int64_t steady_ = 0;
};

}  // namespace giaoban
