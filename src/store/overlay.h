// Writing a state over a period: pure, tested against a map of days before any domain used it.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "base/day.h"

namespace giaoban::store {

// What is left of an older interval where the new one does not cover it.
struct Remainder {
  std::size_t of;  // index into the older intervals
  Span span;
};

struct Overlay {
  std::vector<std::size_t> superseded;  // indexes of older intervals the new one touches
  std::vector<Remainder> remainders;    // recorded anew with the older values
};

// The older intervals are disjoint. An empty new span touches nothing.
Overlay overlay(std::span<Span const> older, Span written);

}  // namespace giaoban::store
