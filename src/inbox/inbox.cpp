#include "inbox/inbox.h"

#include <algorithm>
#include <tuple>

namespace giaoban::inbox {

std::optional<int> Reader::distance(store::Right const& right, UnitId unit) {
  if (!actor_.may(right)) return std::nullopt;
  auto known = chains_.find(unit);
  if (known == chains_.end()) {
    known = chains_.emplace(unit, unit::chain(snapshot_, unit.value, moment_)).first;
  }
  auto const& chain = known->second;
  for (std::size_t i = 0; i < chain.size(); ++i) {
    bool const named = std::ranges::any_of(actor_.grants, [&](store::Grant const& grant) {
      return *grant.right == right && grant.under == chain[i];
    });
    if (named) return static_cast<int>(i);
  }
  if (actor_.may_everywhere(right)) return static_cast<int>(chain.size());
  return std::nullopt;
}

void Reader::put(std::vector<Item>& items, Item item) {
  auto const steps = distance(*item.right, item.unit);
  if (!steps) return;
  item.distance = *steps;
  items.push_back(std::move(item));
}

std::vector<Item> waiting_for(store::Snapshot& snapshot, std::span<Source const> sources,
                              store::Actor const& actor, store::Moment moment) {
  Reader reader(snapshot, actor, moment);
  std::vector<Item> items;
  for (Source const source : sources) {
    auto part = source(snapshot, reader);
    items.insert(items.end(), std::make_move_iterator(part.begin()),
                 std::make_move_iterator(part.end()));
  }
  std::ranges::sort(items, [](Item const& a, Item const& b) {
    return std::tuple(a.due.value_or(Day::forever()), a.distance, a.since, a.kind, a.record) <
           std::tuple(b.due.value_or(Day::forever()), b.distance, b.since, b.kind, b.record);
  });
  return items;
}

}  // namespace giaoban::inbox
