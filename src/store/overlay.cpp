#include "store/overlay.h"

#include "base/result.h"

namespace giaoban::store {

Overlay overlay(std::span<Span const> older, Span written) {
  ensure(!written.empty(), "a state is written over at least one day");
  Overlay result;
  for (std::size_t i = 0; i < older.size(); ++i) {
    Span const old = older[i];
    if (!old.overlaps(written)) continue;
    result.superseded.push_back(i);
    if (old.from < written.from) result.remainders.push_back({i, {old.from, written.from}});
    if (written.to < old.to) result.remainders.push_back({i, {written.to, old.to}});
  }
  return result;
}

}  // namespace giaoban::store
