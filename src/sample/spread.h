// Putting an exact total over many places within each place's bounds.
#pragma once

#include <cstddef>
#include <vector>

#include "sample/dice.h"

namespace giaoban::sample {

struct Bounds {
  int least = 0;
  int most = 0;
  int wish = 0;  // where to start from
};

// One number per place, within its bounds, near its wish, adding up to `total` exactly.
std::vector<int> spread(std::vector<Bounds> const& places, int total, Dice& dice);

}  // namespace giaoban::sample
