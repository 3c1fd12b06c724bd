// Rows of yearly results. Private to src/review: others ask through review.h.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "review/review.h"
#include "store/db.h"

namespace giaoban::review {

// A roster date that results of one year give, with the first day it was decided on.
struct RosterDate {
  Day roster_on;
  Day decided_on;
  std::int64_t results = 0;
};
// Of the units' results; of the persons' where no unit has one.
std::vector<RosterDate> roster_dates(store::Snapshot& snapshot, int year, store::Moment moment);

// Of the result that was recorded last, as known now: one row, where roster_dates reads the year.
enum class Graded { units, persons };
std::optional<Day> last_roster_date(store::Snapshot& snapshot, Graded graded, int year);

// What stands for the unit and the year, as known now.
HeadedGrades grades_of(store::Snapshot& snapshot, UnitId unit, int year);
struct GradedLeader {
  PersonId person;
  post::Title title = post::Title::secretary;
  std::optional<Grade> grade;
};
std::vector<GradedLeader> graded_leaders(store::Snapshot& snapshot, UnitId unit, int year,
                                         Day roster_on);

// One result as a list shows it; `unit` of a person: the cell on the roster date.
struct ResultLine {
  std::int64_t subject = 0;
  std::optional<UnitId> unit;
  std::optional<Grade> grade;
  std::optional<NotAssessed> not_assessed;
  Day decided_on;
  Day roster_on;
};
std::vector<ResultLine> unit_results(store::Snapshot& snapshot, UnitAspect aspect, int year,
                                     store::Moment moment);
std::vector<ResultLine> person_results(store::Snapshot& snapshot, PersonAspect aspect, int year,
                                       store::Moment moment);

// Members of a cell on the roster date, and how many of them have a result.
struct CellCount {
  UnitId cell;
  std::int64_t members = 0;
  std::int64_t recorded = 0;
};
std::vector<CellCount> counts_by_cell(store::Snapshot& snapshot, Round const& round);

// A record and a year that break a claim.
struct Breach {
  std::int64_t subject = 0;
  std::int64_t year = 0;
};
std::vector<Breach> breaches(store::Snapshot& snapshot, store::Query const& broken);

struct OffRoster {
  PersonId person;
  std::int64_t year = 0;
  Day roster_on;
};
std::vector<OffRoster> off_the_roster(store::Snapshot& snapshot);

}  // namespace giaoban::review
