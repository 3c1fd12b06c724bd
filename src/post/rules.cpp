#include "post/rules.h"

#include "base/text.h"

namespace giaoban::post {

std::optional<Clash> clash_of(Holding const& one, Holding const& other) {
  PostHolding const& a = one.holding;
  PostHolding const& b = other.holding;
  if (a.unit != b.unit || a.title != b.title || !one.span.overlaps(other.span)) return std::nullopt;
  // One person may be head of two things in one unit, told apart by the title's words.
  // However they are written: "Trưởng phòng", "trưởng phòng ".
  auto const words = [](PostHolding const& holding) { return fold(normalise(holding.title_text)); };
  if (a.person == b.person && words(a) == words(b)) return Clash::twice;
  if (a.title == Title::secretary) return Clash::two_secretaries;
  return std::nullopt;
}

bool needs_title_text(PostHolding const& holding) {
  return holding.title == Title::other && holding.title_text.empty();
}

}  // namespace giaoban::post
