// Which unit became which. A succession is an event of the unit that gives, on the day from which
// the other answers for what it gave. From successions and the dated tree follow the two questions
// that others ask: who answers for this unit on a day, and where does each unit that ever stood
// belong in the tree of a chosen day (restated series).
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <unordered_map>
#include <vector>

#include "unit/unit.h"

namespace giaoban::unit {

// The main heir answers for all that was not given to another by name. A unit that lives on has
// none: it answers for itself.
enum class Heir { main, part };
std::span<Choice const> choices_of(Heir);

struct UnitSuccession {  // an event of the predecessor
  UnitId successor;
  Heir heir = Heir::main;
  static store::Kind const kind;
};

struct Succession {
  UnitId predecessor;
  UnitId successor;
  Day on;
  Heir heir = Heir::main;
};

// All that is known at an entry of lives, places and successions.
class Lineage {
 public:
  Lineage(store::Snapshot& snapshot, EntryNumber known_at);

  [[nodiscard]] std::vector<Succession> const& successions() const { return successions_; }
  // By day, then in the order in which they were recorded.
  [[nodiscard]] std::vector<Succession> after(UnitId predecessor) const;
  [[nodiscard]] std::vector<Succession> before(UnitId successor) const;
  // All successions that lead to the unit or from it, through however many steps, by day.
  [[nodiscard]] std::vector<Succession> around(UnitId unit) const;
  // The unit that answers for this one on the day: itself while it stands; after its end its main
  // heir; before its founding the first of those it came from; where there is none, who answers
  // for the unit it stood under. Nullopt: nobody, or no such unit.
  [[nodiscard]] std::optional<UnitId> answers(UnitId unit, Day day) const;
  // The same for every unit that ever stood.
  [[nodiscard]] std::unordered_map<UnitId, UnitId> answering(Day day) const;
  // Whether the unit gave a part by name on the day, so that its members went different ways.
  [[nodiscard]] bool divided(UnitId unit, Day day) const;

 private:
  struct Place {
    UnitId parent;
    Span span;
  };
  [[nodiscard]] std::optional<UnitId> answers(UnitId unit, Day day, int steps) const;
  [[nodiscard]] std::optional<UnitId> after_its_end(UnitId unit, Day end) const;
  [[nodiscard]] std::optional<UnitId> before_its_founding(UnitId unit, Day first) const;

  std::vector<Succession> successions_;
  std::unordered_map<UnitId, std::vector<std::size_t>> after_;
  std::unordered_map<UnitId, std::vector<std::size_t>> before_;
  std::unordered_map<UnitId, std::vector<Span>> lives_;
  std::unordered_map<UnitId, std::vector<Place>> places_;
};
// Made once for all readers while nothing is written of it.
std::shared_ptr<Lineage const> lineage(store::Snapshot& snapshot, EntryNumber known_at);

// --- inside one verb that reorganises (src/reorganisation) ---
Result<void> succeed(store::Tx& tx, Succession const& succession);
// Puts the unit under the parent from the day on, until the change recorded for a later day. The
// caller has seen to kinds and circles over the whole plan.
// The days from `days.from` on that a change covers: until another value is recorded, or it ends.
Span days_of_change(store::Tx& tx, store::Kind const& kind, UnitId unit, Span days);
Result<void> place_under(store::Tx& tx, UnitId unit, UnitId parent, Day from);
// Units that stand under this one on the day or later, with the days recorded.
struct Under {
  UnitId unit;
  Span span;
};
std::vector<Under> under_from(store::Snapshot& snapshot, UnitId parent, Day day);

}  // namespace giaoban::unit
