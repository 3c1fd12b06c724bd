#include "store/placed.h"

#include <algorithm>
#include <cstdlib>

namespace giaoban::store {

std::optional<Placed> placed(Snapshot& snapshot, std::vector<RawFact> const& facts,
                             Moment const& moment) {
  Day const begun = std::max(moment.as_of, snapshot.today());
  RawFact const* found = nullptr;
  auto const farther = [&](RawFact const& fact) {
    return std::abs(fact.head.span.nearest(moment.as_of).number() - moment.as_of.number());
  };
  for (RawFact const& fact : facts) {
    if (fact.head.span.from > begun) continue;
    if (found == nullptr || farther(fact) < farther(*found)) found = &fact;
  }
  if (found != nullptr) {
    return Placed{found, {found->head.span.nearest(moment.as_of), moment.known_at}};
  }
  auto const first =
      std::ranges::min_element(facts, {}, [](RawFact const& fact) { return fact.head.span.from; });
  if (first == facts.end()) return std::nullopt;
  return Placed{&*first, moment};
}

}  // namespace giaoban::store
