// Rows of rounds, and what stands of a subject's year. Private to src/round.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "round/round.h"

namespace giaoban::round {

[[nodiscard]] constexpr bool of_unit(Part part) {
  return part == Part::organisation || part == Part::collective;
}

std::vector<RoundView> openings(store::Snapshot& snapshot, std::optional<int> year,
                                store::Moment moment);

// What stands now of a subject and a year, and what was proposed.
struct Outcome {
  std::optional<review::Grade> grade = {};
  std::optional<review::NotAssessed> not_assessed = {};
  std::optional<Day> decided_on = {};
  std::optional<review::Grade> proposed = {};
  [[nodiscard]] bool decided() const { return decided_on.has_value(); }
};
Outcome outcome_of(store::Snapshot& snapshot, Subject const& subject, int year);

struct UnitOutcome {
  UnitId unit;
  unit::UnitKind unit_kind = unit::UnitKind::dependent_cell;
  Outcome outcome;
};
// Which year, over the roster of which day.
struct OnRoster {
  int year = 0;
  Day roster_on;
};
std::vector<UnitOutcome> units_below(store::Snapshot& snapshot, UnitId parent,
                                     review::UnitAspect aspect, OnRoster const& when);
struct MemberOutcome {
  PersonId person;
  Outcome outcome;
};
std::vector<MemberOutcome> members_of_cell(store::Snapshot& snapshot, UnitId cell,
                                           OnRoster const& when);

struct MemberStep {
  PersonId person;
  StepTaken taken;  // without its words
};
std::vector<MemberStep> steps_of_cell(store::Snapshot& snapshot, UnitId cell, OnRoster const& when);

struct CellCounts {
  UnitId cell;
  std::int64_t members = 0;
  std::int64_t decided = 0;
  std::int64_t proposed = 0;
};
std::vector<CellCounts> members_by_cell(store::Snapshot& snapshot, OnRoster const& when);
struct CellResult {
  UnitId cell;
  std::optional<review::Grade> grade = {};
  std::optional<review::NotAssessed> not_assessed = {};
  std::int64_t members = 0;
};
std::vector<CellResult> results_by_cell(store::Snapshot& snapshot, OnRoster const& when);
std::vector<UnitId> organisations_decided(store::Snapshot& snapshot, int year);
// What a rule may exclude; a person may stand there for two reasons.
struct PerhapsExcluded {
  PersonId person;
  UnitId cell;
  review::NotAssessed why = review::NotAssessed::other;
};
std::vector<PerhapsExcluded> perhaps_excluded(store::Snapshot& snapshot, Day roster_on);

// What one entry did to one result.
struct ResultChange {
  Part part = Part::member;
  std::int64_t subject = 0;  // a unit or a person
  int year = 0;
  Day roster_on = {};
  std::optional<review::Grade> before = {};
  std::optional<review::Grade> after = {};
  bool replaced = false;  // a row that stood before
};
// Each subject, year and part once.
std::vector<ResultChange> results_touched(store::Snapshot& snapshot, EntryNumber entry);
// Whether an entry before recorded any result at all, of units or persons.
bool any_result_before(store::Snapshot& snapshot, Part part, EntryNumber entry);
// The last entry before that recorded a result of the subject, undone since or not, and the
// document of the last that had one.
struct Recorded {
  EntryNumber entry = 0;
  std::optional<DocumentId> document = {};
};
std::optional<Recorded> recorded_before(store::Snapshot& snapshot, ResultChange const& change,
                                        EntryNumber entry);

// Of an entry: the units whose allowance it touched, the openings that it took back.
std::vector<UnitId> allowances_touched(store::Snapshot& snapshot, EntryNumber entry);
std::vector<RoundView> openings_taken_back(store::Snapshot& snapshot, EntryNumber entry);
// Who has a decision of the year that stands.
std::vector<ResultChange> decided_of_year(store::Snapshot& snapshot, int year);

// Graded members whom the entry moved from where they stood on the roster date.
struct MovedOff {
  PersonId person;
  int year = 0;
};
std::vector<MovedOff> moved_off_lists(store::Snapshot& snapshot, EntryNumber entry);
// A grade that stands.
struct Graded {
  Part part = Part::member;
  std::int64_t subject = 0;  // a unit or a person
  int year = 0;
  Day roster_on = {};
  review::Grade grade = review::Grade::excellent;
  auto operator<=>(Graded const&) const = default;
};
// Graded before the entry, which put them into another cell on their roster date, or touched a
// post of theirs.
std::vector<Graded> graded_of_moved(store::Snapshot& snapshot, EntryNumber entry);
std::vector<UnitId> units_moved(store::Snapshot& snapshot, EntryNumber entry);
// Years of which grades stand, each with its roster dates.
std::vector<OnRoster> graded_years(store::Snapshot& snapshot);
// What was recorded of a subject that holds a grade down: discipline, a condition that was stated.
struct GroundTouched {
  bool of_person = false;
  std::int64_t subject = 0;
  int year = 0;
  EntryNumber entry = 0;  // that recorded it
};
std::vector<GroundTouched> grounds_recorded(store::Snapshot& snapshot, EntryNumber entry);
// Of those that stood on a document the rows that the entry superseded.
std::vector<GroundTouched> grounds_superseded(store::Snapshot& snapshot, EntryNumber entry);
// One of each unit, and of leaders each, in whose group somebody is excellent.
std::vector<Graded> excellent_places(store::Snapshot& snapshot);
struct Undocumented {
  UnitId unit;
  std::int64_t results = 0;
};
std::vector<Undocumented> results_without_document(store::Snapshot& snapshot, OnRoster const& when);

std::vector<std::int64_t> broken_decisions(store::Snapshot& snapshot);

}  // namespace giaoban::round
