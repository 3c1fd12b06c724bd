// How failed tries add up to a wait, and how they are forgotten.
#pragma once

#include <cstdint>

namespace giaoban::account {

// Whom a wait holds up: whoever tries, or only who has failed by another key as well.
enum class Binds : std::uint8_t { everybody, who_failed };

struct Pace {
  int free = 3;  // tries before the first wait
  // Microseconds: the wait between further ones, reached by doubling, and in what time one try is
  // forgotten. Who goes on guessing has four an hour.
  std::int64_t longest = 900'000'000;
  std::int64_t forgets_one_in = 900'000'000;
  Binds binds = Binds::everybody;
};
// An office stands behind one address: a morning's typing errors of hundreds make nobody wait. Who
// guesses from there at names that failed already has one try in ten seconds among them all, and no
// name that did not fail waits for that: one machine that guesses would hold up the whole office.
inline constexpr Pace pace_of_address{
    .free = 200, .longest = 10'000'000, .forgets_one_in = 10'000'000, .binds = Binds::who_failed};

// How long to wait after so many failures: nothing at first, then doubling.
std::int64_t wait_after(int failures, Pace pace);
// More are not counted: the wait is at its longest, and is not to last for days.
int failures_max(Pace pace);

}  // namespace giaoban::account
