// From dated facts of one subject to its spells: where it stands, with all that holds there, piece
// by piece over the days, as each entry knew it.
#pragma once

#include "rollup/rollup.h"

namespace giaoban::rollup {

inline constexpr std::int32_t never = INT32_MAX;    // an entry that did not come yet
inline constexpr std::int32_t nowhere = INT32_MIN;  // of a part that says no place

// One fact, as far as it is counted: the place where the subject is (one at a time), or bits of its
// word.
struct Part {
  std::int32_t from = 0;
  std::int32_t to = 0;
  std::int32_t recorded_in = 0;
  std::int32_t superseded_in = never;
  std::int32_t cell = nowhere;
  std::uint32_t bits = 0;
};

// Adds the changes of the entries in (after, up_to] to a batch.
void join(std::span<Part const> parts, std::int32_t after, std::int32_t up_to, Batch& batch);

}  // namespace giaoban::rollup
