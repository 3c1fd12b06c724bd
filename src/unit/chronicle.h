// The dated facts of all units in memory, those superseded too: from them the tree of any day, as
// known at any entry, is laid out in one pass, without a question to the database. Private to
// src/unit: others ask for a tree (unit.h).
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "unit/unit.h"

namespace giaoban::unit {

// When a fact holds, and which entries know of it.
struct Held {
  UnitId unit;
  Span span;
  EntryNumber recorded_in = 0;
  EntryNumber superseded_in = store::standing;
};

// Facts as they are read, in any order.
struct UnitFacts {
  std::vector<Held> lives;
  std::vector<std::pair<Held, std::string>> codes;
  std::vector<std::pair<Held, std::string>> names;
  std::vector<std::pair<Held, UnitKind>> kinds;
  std::vector<std::pair<Held, UnitId>> parents;
  // Of units that have a row which is not as we write it. The row is not among the others.
  std::vector<UnitId> strange;
};
UnitFacts unit_facts(store::Snapshot& snapshot);

// Units by number, in pre-order, with what their places are.
struct Layout {
  std::vector<std::int32_t> units;
  std::vector<std::int32_t> parent;  // a place; -1: a top
  std::vector<std::int32_t> depth;
  std::vector<std::int32_t> end;       // a subtree is [own place, end)
  std::vector<std::int32_t> place_of;  // by number; -1: does not stand
  std::vector<std::int32_t> strange;   // by number, in order: those told as damaged
};

class Chronicle {
 public:
  Chronicle() = default;
  explicit Chronicle(UnitFacts const& facts);

  // Siblings by code. A unit whose parent does not stand is a top. So is each of those that stand
  // under themselves, which is damaged data: nobody above reaches them, and the rest is as it was.
  [[nodiscard]] Layout lay_out(store::Moment moment) const;
  // Id, code, name and kind of a unit on the day.
  [[nodiscard]] Node node(std::int32_t number, store::Moment moment) const;
  [[nodiscard]] std::optional<std::int32_t> number_of(UnitId unit) const;
  [[nodiscard]] UnitId unit(std::int32_t number) const;
  // Units with rows that are set aside, whether they stand or not.
  [[nodiscard]] std::vector<UnitId> const& strange() const { return strange_; }
  // The days on which the tree changed, in order.
  [[nodiscard]] std::vector<Day> change_days(EntryNumber known_at) const;

 private:
  struct Row {
    std::int32_t unit = 0;
    std::int32_t value = 0;  // a kind, a text, a parent's number
    std::int32_t from = 0;
    std::int32_t to = 0;
    EntryNumber recorded_in = 0;
    EntryNumber superseded_in = 0;
    [[nodiscard]] bool known(EntryNumber at) const {
      return recorded_in <= at && superseded_in > at;
    }
    [[nodiscard]] bool holds(store::Moment at) const {
      return from <= at.as_of.number() && at.as_of.number() < to && known(at.known_at);
    }
  };
  // Rows by unit, and where each unit's begin.
  struct Table {
    std::vector<Row> rows;
    std::vector<std::int32_t> first;
    [[nodiscard]] Row const* find(std::int32_t number, store::Moment moment) const;
  };
  struct Family;

  [[nodiscard]] Row row_of(Held const& held, std::int32_t value) const;
  [[nodiscard]] Table table_of(std::vector<Row> rows) const;
  std::int32_t keep(std::string const& text);
  [[nodiscard]] std::string text(std::int32_t number) const;
  [[nodiscard]] Family family_of(store::Moment moment) const;

  std::vector<UnitId> units_;  // by number, in the order of ids
  std::vector<UnitId> strange_;
  std::unordered_map<UnitId, std::int32_t> numbers_;
  Table lives_, codes_, names_, kinds_, parents_;
  std::vector<Row> by_code_;  // the rows of codes in the order in which siblings stand
  std::string texts_;
  std::vector<std::uint32_t> text_ends_;
};

// The units that are told as damaged at the moment.
std::vector<UnitId> strange_units(store::Snapshot& snapshot, store::Moment moment);

// Made once for all readers of the store while nothing is written of units.
std::shared_ptr<Chronicle const> chronicle(store::Snapshot& snapshot);

}  // namespace giaoban::unit
