// Pure decisions on conferences: times of day, overlapping, order of the agenda.
#pragma once

#include <optional>
#include <span>

#include "base/rule.h"
#include "briefing/briefing.h"

namespace giaoban::briefing {

// When a conference takes place: days with the times on the first and the last.
struct Times {
  Day from;
  Day to;  // the last day
  std::int64_t begins = 0;
  std::int64_t ends = 0;
};
// Ends after it begins, both within a day's minutes.
bool in_order(Times const& times);
// Share a minute; one that begins as the other ends does not.
bool overlap(Times const& one, Times const& other);

// The positions of the items, by item, after a new one was put in at `position`: those at or
// behind it move on by one. Only those that change.
struct Placed {
  std::int64_t item = 0;
  std::int64_t position = 0;
};
std::vector<Placed> moved_on(std::span<Placed const> items, std::int64_t position);

// A locality has a territory: a province, district or commune; all others are bodies. The Party
// organisation of a commune is one of the grass roots (to 30/06/2025 each was), as those of offices
// are: it is told by its name.
bool locality(unit::UnitKind kind, std::string_view name);

}  // namespace giaoban::briefing
