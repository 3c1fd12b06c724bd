// What a unit lays down for itself and all under it, as dated facts: the place that its documents
// name, and from how many days before its deadline work counts as pressing. A unit below may lay
// down its own.
#pragma once

#include <optional>
#include <string>

#include "unit/unit.h"

namespace giaoban::setting {

extern store::Right const setting_write;

struct PrintedPlace {  // state of a unit
  std::string place;   // "Phú Thọ", before the date of a document
  static store::Kind const kind;
};
struct UrgentDays {       // state of a unit
  std::int64_t days = 0;  // before the deadline
  static store::Kind const kind;
};

// From the day on, over what was laid down before for those days.
Result<void> lay_down(store::Tx& tx, UnitId unit, Day from, PrintedPlace const& place);
Result<void> lay_down(store::Tx& tx, UnitId unit, Day from, UrgentDays const& urgent);
extern store::Verb const change_verb;

// A setting as it holds for a unit: its own, or that of the nearest above.
template <class F>
struct Found {
  F value;
  UnitId of;  // who laid it down
  Span span;
};
// "" where nobody laid one down.
std::string printed_place(store::Snapshot& snapshot, UnitId unit, store::Moment moment);
std::optional<Found<PrintedPlace>> find_printed_place(store::Snapshot& snapshot, UnitId unit,
                                                      store::Moment moment);
// The program's own where nobody laid any down.
inline constexpr int urgent_days_unsaid = 7;
int urgent_days(store::Snapshot& snapshot, UnitId unit, store::Moment moment);
std::optional<Found<UrgentDays>> find_urgent_days(store::Snapshot& snapshot, UnitId unit,
                                                  store::Moment moment);

// --- refusals, in order of precedence ---
extern RefusalKind const nothing_to_change;  // neither setting is given
extern RefusalKind const bad_place;          // too long for the head of a document
extern RefusalKind const bad_urgent_days;    // outside 1 to 90

store::Catalogue catalogue();

}  // namespace giaoban::setting
