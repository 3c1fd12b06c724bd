#include "figure/store.h"

#include <algorithm>
#include <map>
#include <tuple>

#include "figure/belonging.h"
#include "figure/queries.h"
#include "store/strange.h"

namespace giaoban::figure {

using store::Moment;
using store::Params;
using store::Query;
using store::QueryOf;
using store::RowView;
using store::Snapshot;

namespace {

template <class Row>
void order(std::vector<Row>& rows) {
  if (!std::ranges::is_sorted(rows, {}, &Row::subject)) {
    std::ranges::sort(rows, {}, &Row::subject);
  }
}

// The rows of a query by subject.
template <class Row, class Read>
std::vector<Row> by_subject(Snapshot& snapshot, Query const& query, Params const& params,
                            Read&& read) {
  std::vector<Row> rows;
  snapshot.db().each_of_many(query, params, [&](RowView const& row) {
    try {
      rows.push_back(read(row));
    } catch (store::StrangeValue const&) {
      Row unread{};
      unread.subject = row.integer(0);
      unread.strange = true;
      rows.push_back(unread);
    }
  });
  order(rows);
  return rows;
}

template <class Row>
std::vector<Row> by_subject(Snapshot& snapshot, QueryOf<Row> const& query, Params const& params) {
  return by_subject<Row>(snapshot, query, params, [&](RowView const& row) {
    Row made{};
    query.read(row, made);
    return made;
  });
}

template <class Row>
std::vector<Row> by_subject(Snapshot& snapshot, QueryOf<Row> const& query, Moment moment) {
  return by_subject(snapshot, query, Params(moment.as_of, moment.known_at));
}

GradeRow read_grade(RowView const& row) {
  return {row.integer(0), row.maybe_choice<review::Grade>(1),
          row.maybe_choice<review::NotAssessed>(2)};
}

}  // namespace

// Three lists merged: joined in SQL, every unit costs two searches.
std::vector<UnitRow> unit_rows(Snapshot& snapshot, Moment moment) {
  auto const standing = by_subject(snapshot, queries::units, moment);
  auto const classes = by_subject(snapshot, queries::unit_classes, moment);
  auto const parents = by_subject(snapshot, queries::unit_parents, moment);
  std::vector<UnitRow> units;
  auto unit_class = classes.begin();
  auto parent = parents.begin();
  for (Marked const& one : standing) {
    UnitRow unit{.unit = UnitId{one.subject}, .unit_kind = {}, .parent = {}};
    while (unit_class != classes.end() && unit_class->subject < one.subject) ++unit_class;
    while (parent != parents.end() && parent->subject < one.subject) ++parent;
    if (unit_class != classes.end() && unit_class->subject == one.subject) {
      unit.unit_kind = unit_class->unit_kind;
      unit.strange = unit_class->strange;
    }
    if (parent != parents.end() && parent->subject == one.subject) unit.parent = parent->parent;
    units.push_back(unit);
  }
  return units;
}

bool unit_known(Snapshot& snapshot, UnitId unit) {
  return snapshot.first(queries::unit_known, unit).value_or(0) > 0;
}

std::vector<OpenedUnit> units_opened_after(Snapshot& snapshot, Moment moment) {
  return snapshot.rows(queries::units_opened_after, moment.as_of, moment.known_at);
}

std::vector<Stay> stays(Snapshot& snapshot, EntryNumber known_at) {
  std::vector<Stay> all;
  snapshot.db().each_of_many(queries::stays, Params(known_at), [&](RowView const& row) {
    Stay stay{.person = row.id<PersonId>(0),
              .cell = row.null(1) ? UnitId{} : row.id<UnitId>(1),
              .days = {}};
    try {
      stay.days = {row.day(2), row.day(3)};
      stay.opening = !row.null(4) && row.integer(4) == 1;
    } catch (store::StrangeValue const&) {
      stay.days = {Day::from_number(-719'162), Day::forever()};
      stay.strange = true;
    }
    all.push_back(stay);
  });
  auto const place = [](Stay const& stay) { return std::tuple(stay.person, stay.days.from); };
  if (!std::ranges::is_sorted(all, {}, place)) std::ranges::sort(all, {}, place);
  return all;
}

std::vector<StandingRow> standings(Snapshot& snapshot, Moment moment) {
  return by_subject(snapshot, queries::standings, moment);
}

std::vector<TraitsRow> traits(Snapshot& snapshot, Moment moment) {
  Belongings belongings;
  return by_subject<TraitsRow>(
      snapshot, queries::traits, Params(moment.as_of, moment.known_at), [&](RowView const& row) {
        return TraitsRow{
            row.integer(0), row.maybe_choice<member::Sex>(1),
            row.null(2) ? std::nullopt : belongings.minority(row.text_view(2)),
            belongings.religious(row.null(3) ? std::nullopt : std::optional(row.text_view(3)))};
      });
}

std::vector<Marked> exemptions(Snapshot& snapshot, Moment moment) {
  return by_subject(snapshot, queries::exemptions, moment);
}
std::vector<Marked> suspensions(Snapshot& snapshot, Moment moment) {
  return by_subject(snapshot, queries::suspensions, moment);
}
std::vector<Marked> temporary_activities(Snapshot& snapshot, Moment moment) {
  return by_subject(snapshot, queries::temporary_activities, moment);
}

std::vector<TrainingRow> trainings(Snapshot& snapshot, Moment moment) {
  return by_subject(snapshot, queries::trainings, moment);
}
std::vector<BirthRow> births(Snapshot& snapshot, Moment moment) {
  return by_subject<BirthRow>(
      snapshot, queries::births, Params(moment.as_of, moment.known_at),
      [](RowView const& row) { return BirthRow{row.integer(0), row.partial_day(1).earliest}; });
}
std::vector<JoiningRow> joinings(Snapshot& snapshot, Moment moment) {
  return by_subject<JoiningRow>(
      snapshot, queries::joinings, Params(moment.as_of, moment.known_at), [](RowView const& row) {
        return JoiningRow{row.integer(0), row.day(1), row.null(2) ? row.day(1) : row.day(2)};
      });
}

std::vector<GradeRow> unit_grades(Snapshot& snapshot, review::UnitAspect aspect, int year,
                                  Moment moment) {
  return by_subject(snapshot, queries::unit_grades,
                    Params(moment.as_of, moment.known_at, year, aspect));
}

PersonGrades person_grades(Snapshot& snapshot, int year, Moment moment) {
  PersonGrades grades;
  snapshot.db().each_of_many(
      queries::person_grades,
      Params(moment.as_of, moment.known_at, year, review::PersonAspect::member),
      [&](RowView const& row) {
        auto& aspect = row.integer(3) == 1 ? grades.members : grades.leaders;
        aspect.push_back(read_grade(row));
      });
  order(grades.members);
  order(grades.leaders);
  return grades;
}

std::vector<PostRow> posts(Snapshot& snapshot, Moment moment) {
  return snapshot.rows(queries::posts, moment.as_of, moment.known_at);
}

// A catalogue without rounds, as a small world's, has nothing to ask.
std::vector<OpenedRound> rounds_opened(Snapshot& snapshot, Moment moment) {
  bool const has_rounds =
      std::ranges::any_of(snapshot.catalogue().kinds,
                          [](store::Kind const* kind) { return kind->table == "round_opening"; });
  if (!has_rounds) return {};
  // One that cannot be read chooses no year, and is told beside whatever year is shown.
  store::PassingOver const passing;
  return snapshot.rows(queries::rounds_opened, moment.as_of, moment.known_at);
}

std::optional<NameRow> name_of(Snapshot& snapshot, PersonId person, Moment moment) {
  auto found = snapshot.first(queries::name_of, moment.as_of, moment.known_at, person);
  return found ? std::optional(std::move(found->second)) : std::nullopt;
}

std::unordered_map<PersonId, NameRow> names(Snapshot& snapshot, Moment moment) {
  std::unordered_map<PersonId, NameRow> all;
  snapshot.db().each_of_many(queries::names, Params(moment.as_of, moment.known_at),
                             [&](RowView const& row) {
                               std::pair<PersonId, NameRow> made;
                               queries::names.read(row, made);
                               all[made.first] = std::move(made.second);
                             });
  return all;
}

}  // namespace giaoban::figure
