// What the verbs of conferences ask before they write. Private to src/briefing.
#pragma once

#include <string>

#include "briefing/briefing.h"
#include "briefing/rules.h"

namespace giaoban::briefing {

// As it stands now. Refused when there is none; `open_conference` also when it is closed.
Result<View> known_conference(store::Tx& tx, ConferenceId conference);
Result<View> open_conference(store::Tx& tx, ConferenceId conference);
// What happens at a conference is not recorded before its first day.
Result<void> check_begun(store::Tx& tx, View const& conference);

Span days_of(View const& conference);
Times times_of(View const& conference);
bool has_place(View const& conference, UnitId unit);
ItemView const* find_item(View const& conference, std::int64_t item);  // nullptr: none

// What the unit is called on the day; `name_ever`: was called last, or its number.
std::string name_on(store::Snapshot& snapshot, UnitId unit, Day day);
std::string name_ever(store::Snapshot& snapshot, UnitId unit);

}  // namespace giaoban::briefing
