// Rows of conferences. Private to src/briefing: others ask through briefing.h.
#pragma once

#include <vector>

#include "briefing/briefing.h"

namespace giaoban::briefing {

std::vector<ConferenceId> within(store::Snapshot& snapshot, Span days, EntryNumber known_at);
// Those that stand now and have a place at the unit on one of the days.
std::vector<ConferenceId> at_place(store::Snapshot& snapshot, UnitId unit, Span days);
// Those that began by the moment's day and are not closed.
std::vector<ConferenceId> not_closed(store::Snapshot& snapshot, store::Moment moment);

// Writes what is shown; the change number grows in the table itself, so that two who step at once
// do not give one number twice.
// As the next change; what then stands.
Live write_live(store::OwnRows rows, ConferenceId conference, Live shown);
Live read_live(store::OwnRows rows, ConferenceId conference);
extern store::OwnTable const conference_live;

}  // namespace giaoban::briefing
