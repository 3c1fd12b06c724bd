// Who answers, on one chosen day, for every unit that ever stood: where results of units that have
// ended since count. Private to src/figure.
#pragma once

#include <memory>
#include <optional>
#include <span>
#include <unordered_map>
#include <vector>

#include "figure/store.h"
#include "unit/unit.h"

namespace giaoban::figure {

class Heirs {
 public:
  Heirs(std::shared_ptr<unit::Lineage const> lineage, Day tree_on);
  [[nodiscard]] unit::Lineage const& lineage() const { return *lineage_; }
  [[nodiscard]] Day tree_on() const { return tree_on_; }
  [[nodiscard]] std::unordered_map<UnitId, UnitId> const& all() const { return answering_; }
  // Nullopt: nobody, or no such unit.
  [[nodiscard]] std::optional<UnitId> of(UnitId unit) const;
  // The cell whose heir a stay counts at. Whoever left a cell on the day it was divided counts
  // where he or she went, not with the cell's main heir; of divisions after the chosen day nothing
  // is known on it. By person, then by first day.
  [[nodiscard]] UnitId cell_of(std::span<Stay const> stays, std::size_t stay) const;
  // Units that gave all or a part to others after the one day, up to the chosen one.
  [[nodiscard]] std::vector<UnitId> gave_since(Day day) const;

 private:
  std::shared_ptr<unit::Lineage const> lineage_;
  Day tree_on_;
  std::unordered_map<UnitId, UnitId> answering_;
};
// Made once for all readers while nothing is written of it.
std::shared_ptr<Heirs const> heirs_at(store::Snapshot& snapshot, store::Moment tree_at);

}  // namespace giaoban::figure
