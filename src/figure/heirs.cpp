#include "figure/heirs.h"

#include <algorithm>

namespace giaoban::figure {

Heirs::Heirs(std::shared_ptr<unit::Lineage const> lineage, Day tree_on)
    : lineage_(std::move(lineage)), tree_on_(tree_on), answering_(lineage_->answering(tree_on)) {}

std::optional<UnitId> Heirs::of(UnitId unit) const {
  auto const found = answering_.find(unit);
  return found == answering_.end() ? std::nullopt : std::optional(found->second);
}

UnitId Heirs::cell_of(std::span<Stay const> stays, std::size_t stay) const {
  for (; stay + 1 < stays.size(); ++stay) {
    Stay const& own = stays[stay];
    Stay const& next = stays[stay + 1];
    bool const followed = next.person == own.person && next.cell && next.days.from == own.days.to &&
                          own.days.to <= tree_on_ && lineage_->divided(own.cell, own.days.to);
    if (!followed) break;
  }
  return stays[stay].cell;
}

std::vector<UnitId> Heirs::gave_since(Day day) const {
  std::vector<UnitId> gave;
  for (unit::Succession const& one : lineage_->successions()) {
    if (day < one.on && one.on <= tree_on_) gave.push_back(one.predecessor);
  }
  return gave;
}

std::shared_ptr<Heirs const> heirs_at(store::Snapshot& snapshot, store::Moment tree_at) {
  return snapshot.derived<Heirs>(
      {"figure.heirs",
       {&unit::UnitExistence::kind, &unit::UnitParent::kind, &unit::UnitSuccession::kind},
       tree_at},
      [&] { return Heirs(unit::lineage(snapshot, tree_at.known_at), tree_at.as_of); });
}

}  // namespace giaoban::figure
