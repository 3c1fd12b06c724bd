#include "sample/spread.h"

#include <algorithm>
#include <numeric>

#include "base/result.h"

namespace giaoban::sample {

std::vector<int> spread(std::vector<Bounds> const& places, int total, Dice& dice) {
  std::vector<int> numbers;
  int least = 0;
  int most = 0;
  for (Bounds const& place : places) {
    numbers.push_back(std::clamp(place.wish, place.least, place.most));
    least += place.least;
    most += place.most;
  }
  ensure(least <= total && total <= most, "the bounds of the sample admit its total");
  std::vector<std::size_t> order(places.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  int missing = total - std::accumulate(numbers.begin(), numbers.end(), 0);
  while (missing != 0) {
    dice.shuffle(order);
    for (std::size_t i : order) {
      if (missing > 0 && numbers[i] < places[i].most) {
        ++numbers[i];
        --missing;
      } else if (missing < 0 && numbers[i] > places[i].least) {
        --numbers[i];
        ++missing;
      }
      if (missing == 0) break;
    }
  }
  return numbers;
}

}  // namespace giaoban::sample
