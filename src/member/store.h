// The only SQL of the folder, as free functions. Private to src/member.
#pragma once

#include <string>
#include <unordered_map>
#include <vector>

#include "member/member.h"

namespace giaoban::member {

// At the end of two days, in one pass.
struct OpeningAndClosing {
  CellCounts opening;
  CellCounts closing;
};
OpeningAndClosing cell_counts(store::Snapshot& snapshot, Day first, Day last, EntryNumber known_at);

// Who comes to a cell after today and is there at the moment.
struct Coming {
  PersonId person;
  UnitId cell;
};
std::vector<Coming> arriving(store::Snapshot& snapshot, store::Moment moment);

// Stays in a cell that last beyond a day, as they stand; by person, then by first day.
struct StayBeyond {
  PersonId person;
  Span span;
};
std::vector<StayBeyond> stays_beyond(store::Snapshot& snapshot, UnitId cell, Day day);

struct Transition {
  Day day;
  std::optional<UnitId> from;
  std::optional<UnitId> to;
  Cause cause;
};
// Changes of place of one person each on the days of the span, by day.
std::vector<Transition> transitions(store::Snapshot& snapshot, Span days, EntryNumber known_at);

struct ParentChange {
  UnitId unit;
  Span span;  // begins or ends in the days asked for
  UnitId parent;
};
std::vector<ParentChange> parent_changes(store::Snapshot& snapshot, Span days,
                                         EntryNumber known_at);

// In the order of names.
std::vector<RosterLine> roster_of_cell(store::Snapshot& snapshot, UnitId cell,
                                       store::Moment moment);

// Who is probationary on the day, and in which cell.
struct Probationer {
  PersonId person;
  UnitId cell;
};
// Of all who are, what their probation is reckoned from, in one pass over each table: by person,
// then by first day. Of a place only cell and cause are read, of a standing its days.
std::vector<store::Fact<MemberCell>> places_of_probationers(store::Snapshot& snapshot,
                                                            store::Moment moment);
std::vector<store::Fact<MemberStanding>> standings_of_probationers(store::Snapshot& snapshot,
                                                                   store::Moment moment);
std::vector<Probationer> probationers_of_cell(store::Snapshot& snapshot, UnitId cell,
                                              store::Moment moment);

bool person_known(store::Snapshot& snapshot, PersonId person);
std::optional<EntryNumber> erasing_entry(store::Snapshot& snapshot, PersonId person);
std::vector<EntryNumber> person_entries(store::Snapshot& snapshot, PersonId person);

// Whom a search found.
struct Hit {
  Found found;
  Blob sort_key;
  std::string marked = {};  // the name with its marks: in a cell only
};

extern store::Derived const person_search;
std::vector<store::Invariant const*> invariants();

}  // namespace giaoban::member
