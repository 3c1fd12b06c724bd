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

// The entries after one and up to another: what is to be absorbed.
struct Entries {
  std::int32_t after = 0;
  std::int32_t up_to = 0;
  [[nodiscard]] bool hold(std::int32_t entry) const { return entry > after && entry <= up_to; }
};

// Adds the changes of these entries to a batch.
void join(std::span<Part const> parts, Entries entries, Batch& batch);

// The same for spells that are no join: `spells_at` tells those known at an entry, ascending, and
// `told_in` the entries that may have changed them.
using SpellsAt = std::function<void(std::int32_t entry, std::vector<Spell>& into)>;
void follow(std::vector<std::int32_t> told_in, Entries entries, SpellsAt const& spells_at,
            Batch& batch);

}  // namespace giaoban::rollup
