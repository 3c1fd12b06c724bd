#include "review/store.h"

#include <algorithm>

#include "review/queries.h"

namespace giaoban::review {

using store::Params;
using store::RowView;

namespace {

RosterDate read_roster_date(RowView const& row) {
  return {.roster_on = row.day(0), .decided_on = row.day(1), .results = row.integer(2)};
}

ResultLine read_result(RowView const& row) {
  return {.subject = row.integer(0),
          .unit = {},
          .grade = row.maybe_choice<Grade>(2),
          .not_assessed = row.maybe_choice<NotAssessed>(3),
          .decided_on = row.day(4),
          .roster_on = row.day(5)};
}

}  // namespace

std::vector<YearDecided> years_decided(store::Snapshot& snapshot, store::Moment moment) {
  std::vector<YearDecided> years;
  Params params(moment.as_of, moment.known_at);
  auto const of_units = snapshot.db().all(queries::years_of_units, params,
                                          [](RowView const& row) { return row.year(0); });
  params.add(of_units.empty() ? 0 : of_units.front());
  snapshot.db().each(queries::later_years_of_persons, params, [&](RowView const& row) {
    years.push_back({row.year(0), YearDecided::Of::persons});
  });
  for (int const year : of_units) years.push_back({year, YearDecided::Of::units});
  return years;
}

bool members_graded(store::Snapshot& snapshot, store::Moment moment) {
  Params const params(moment.as_of, moment.known_at);
  return snapshot.db()
      .first(queries::member_graded, params, [](RowView const& row) { return row.integer(0); })
      .has_value();
}

std::vector<ClosingSaid> closings(store::Snapshot& snapshot, store::Moment moment) {
  return snapshot.db().all(
      queries::closings, Params(moment.as_of, moment.known_at),
      [](RowView const& row) { return ClosingSaid{row.id<UnitId>(0), row.year(1), row.day(2)}; });
}

std::vector<RosterDate> roster_dates(store::Snapshot& snapshot, int year, store::Moment moment) {
  Params const params(moment.as_of, moment.known_at, year);
  auto dates = snapshot.db().all(queries::unit_rosters_of_year, params, read_roster_date);
  if (!dates.empty()) return dates;
  return snapshot.db().all(queries::person_rosters_of_year, params, read_roster_date);
}

std::optional<Day> last_roster_date(store::Snapshot& snapshot, Graded graded, int year) {
  return snapshot.db().first(
      graded == Graded::units ? queries::last_roster_of_units : queries::last_roster_of_persons,
      Params(Day::forever() - 1, store::standing - 1, year),
      [](RowView const& row) { return row.day(0); });
}

HeadedGrades grades_of(store::Snapshot& snapshot, UnitId unit, int year) {
  HeadedGrades grades;
  snapshot.db().each(queries::standing_of_unit, Params(unit, year, store::standing, Day::forever()),
                     [&](RowView const& row) {
                       auto const aspect = row.choice<UnitAspect>(0);
                       auto& one = aspect == UnitAspect::organisation ? grades.organisation
                                                                      : grades.collective;
                       one = row.maybe_choice<Grade>(1);
                     });
  return grades;
}

std::vector<GradedLeader> graded_leaders(store::Snapshot& snapshot, UnitId unit, int year,
                                         Day roster_on) {
  return snapshot.db().all(queries::leaders_of_unit,
                           Params(unit, year, store::standing, Day::forever(), roster_on),
                           [](RowView const& row) {
                             return GradedLeader{.person = row.id<PersonId>(0),
                                                 .title = row.choice<post::Title>(1),
                                                 .grade = row.maybe_choice<Grade>(2)};
                           });
}

std::vector<ResultLine> unit_results(store::Snapshot& snapshot, UnitAspect aspect, int year,
                                     store::Moment moment) {
  std::vector<ResultLine> lines;
  snapshot.db().each(queries::units_of_year, Params(moment.as_of, moment.known_at, year),
                     [&](RowView const& row) {
                       if (row.text(1) != code(aspect)) return;
                       lines.push_back(read_result(row));
                       lines.back().unit = row.id<UnitId>(0);
                     });
  return lines;
}

std::vector<ResultLine> person_results(store::Snapshot& snapshot, PersonAspect aspect, int year,
                                       store::Moment moment) {
  return snapshot.db().all(queries::persons_of_year,
                           Params(moment.as_of, moment.known_at, year, code(aspect)),
                           [](RowView const& row) {
                             auto line = read_result(row);
                             if (!row.null(6)) line.unit = row.id<UnitId>(6);
                             return line;
                           });
}

std::vector<CellCount> counts_by_cell(store::Snapshot& snapshot, Round const& round) {
  return snapshot.db().all(queries::results_by_cell,
                           Params(round.roster_on, store::standing, round.year, Day::forever()),
                           [](RowView const& row) {
                             return CellCount{row.id<UnitId>(0), row.integer(1), row.integer(2)};
                           });
}

std::vector<Breach> breaches(store::Snapshot& snapshot, store::Query const& broken) {
  return snapshot.db().all(broken, Params(store::standing), [](RowView const& row) {
    return Breach{row.integer(0), row.integer(1)};
  });
}

std::vector<OffRoster> off_the_roster(store::Snapshot& snapshot) {
  return snapshot.db().all(queries::graded_off_the_roster, Params(store::standing, Day::forever()),
                           [](RowView const& row) {
                             return OffRoster{row.id<PersonId>(0), row.integer(1), row.day(2)};
                           });
}

}  // namespace giaoban::review
