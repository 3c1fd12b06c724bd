#include "round/store.h"

#include <algorithm>
#include <tuple>
#include <vector>

#include "round/queries.h"

namespace giaoban::round {

using store::Params;
using store::RowView;

namespace {

// Grade, reason and day from the column on.
Outcome read_outcome(RowView const& row, int from) {
  Outcome outcome{.grade = row.maybe_choice<review::Grade>(from),
                  .not_assessed = row.maybe_choice<review::NotAssessed>(from + 1)};
  if (!row.null(from + 2)) outcome.decided_on = row.day(from + 2);
  return outcome;
}

RoundView read_opening(RowView const& row) {
  return {.round = row.id<RoundId>(0),
          .opening = {.year = row.year(1), .unit = row.id<UnitId>(2), .roster_on = row.day(3)},
          .opened_on = row.day(4),
          .deadlines = {}};
}

}  // namespace

std::vector<RoundView> openings(store::Snapshot& snapshot, std::optional<int> year,
                                store::Moment moment) {
  auto found = year ? snapshot.db().all(queries::openings_of_year,
                                        Params(moment.as_of, moment.known_at, *year), read_opening)
                    : snapshot.db().all(queries::openings, Params(moment.as_of, moment.known_at),
                                        read_opening);
  for (RoundView& round : found) {
    for (auto const& fact :
         snapshot.history_of<RoundDeadline>(round.round.value, moment.known_at)) {
      if (fact.head.span.contains(moment.as_of)) {
        round.deadlines[fact.value.level] = fact.value.deadline;
      }
    }
  }
  return found;
}

Outcome outcome_of(store::Snapshot& snapshot, Subject const& subject, int year) {
  bool const unit = of_unit(subject.part);
  std::int64_t const id = unit ? subject.unit.value : subject.person.value;
  Params const params(id, year, code(subject.part), store::standing, Day::forever());
  auto outcome = snapshot.db()
                     .first(unit ? queries::outcome_of_unit : queries::outcome_of_person, params,
                            [](RowView const& row) { return read_outcome(row, 0); })
                     .value_or(Outcome{});
  outcome.proposed =
      snapshot.db()
          .first(unit ? queries::proposal_of_unit : queries::proposal_of_person, params,
                 [](RowView const& row) { return row.maybe_choice<review::Grade>(0); })
          .value_or(std::nullopt);
  return outcome;
}

std::vector<UnitOutcome> units_below(store::Snapshot& snapshot, UnitId parent,
                                     review::UnitAspect aspect, OnRoster const& when) {
  std::vector<UnitOutcome> below;
  snapshot.db().each(
      queries::units_below,
      Params(parent, when.roster_on, when.year, code(aspect), store::standing, Day::forever()),
      [&](RowView const& row) {
        if (row.null(1)) return;  // of no kind that can be read: the unit's own page tells it
        UnitOutcome one{row.id<UnitId>(0), row.choice<unit::UnitKind>(1), read_outcome(row, 2)};
        one.outcome.proposed = row.maybe_choice<review::Grade>(5);
        below.push_back(one);
      });
  return below;
}

std::vector<MemberOutcome> members_of_cell(store::Snapshot& snapshot, UnitId cell,
                                           OnRoster const& when) {
  return snapshot.db().all(queries::members_of_cell,
                           Params(cell, when.roster_on, when.year, store::standing, Day::forever()),
                           [](RowView const& row) {
                             MemberOutcome one{row.id<PersonId>(0), read_outcome(row, 1)};
                             one.outcome.proposed = row.maybe_choice<review::Grade>(4);
                             return one;
                           });
}

std::vector<MemberStep> steps_of_cell(store::Snapshot& snapshot, UnitId cell,
                                      OnRoster const& when) {
  return snapshot.db().all(
      queries::steps_of_cell,
      Params(cell, when.roster_on, when.year, store::standing, Day::forever()),
      [](RowView const& row) {
        auto const maybe_integer = [&](int column) {
          return row.null(column) ? std::nullopt : std::optional(row.integer(column));
        };
        MemberStep step{.person = row.id<PersonId>(0),
                        .taken = {.on = row.day(2), .assessment = {}, .entry = row.integer(3)}};
        step.taken.step = row.maybe_choice<Step>(1).value_or(Step::self_grading);
        step.taken.assessment = {.grade = row.maybe_choice<review::Grade>(4),
                                 .common_points = maybe_integer(5),
                                 .result_points = maybe_integer(6),
                                 .common_rating = row.maybe_choice<Rating>(7),
                                 .result_rating = row.maybe_choice<Rating>(8)};
        return step;
      });
}

std::vector<CellCounts> members_by_cell(store::Snapshot& snapshot, OnRoster const& when) {
  return snapshot.db().all(
      queries::members_by_cell, Params(when.roster_on, store::standing, when.year, Day::forever()),
      [](RowView const& row) {
        return CellCounts{row.id<UnitId>(0), row.integer(1), row.integer(2), row.integer(3)};
      });
}

std::vector<CellResult> results_by_cell(store::Snapshot& snapshot, OnRoster const& when) {
  return snapshot.db().all(
      queries::results_by_cell, Params(when.roster_on, store::standing, when.year, Day::forever()),
      [](RowView const& row) {
        return CellResult{row.id<UnitId>(0), row.maybe_choice<review::Grade>(1),
                          row.maybe_choice<review::NotAssessed>(2), row.integer(3)};
      });
}

std::vector<UnitId> organisations_decided(store::Snapshot& snapshot, int year) {
  return snapshot.db().all(queries::organisations_decided,
                           Params(year, store::standing, Day::forever()),
                           [](RowView const& row) { return row.id<UnitId>(0); });
}

std::vector<PerhapsExcluded> perhaps_excluded(store::Snapshot& snapshot, Day roster_on) {
  // The months of every year's rule on late admission, and one more.
  constexpr int months = 7;
  return snapshot.db().all(
      queries::perhaps_excluded, Params(roster_on, store::standing, roster_on.plus_months(-months)),
      [](RowView const& row) {
        return PerhapsExcluded{
            row.id<PersonId>(0), row.id<UnitId>(1),
            row.maybe_choice<review::NotAssessed>(2).value_or(review::NotAssessed::other)};
      });
}

namespace {

// A row of a result that an entry recorded or superseded. An import's are a hundred thousand.
struct TouchedRow {
  std::int64_t subject = 0;
  int year = 0;
  Part part = {};
  Day roster_on = {};
  std::optional<review::Grade> grade = {};
  bool of_the_entry = false;
  bool open_ended = false;
  bool stands = false;
  [[nodiscard]] auto key() const { return std::tuple(subject, year, part); }
};

void add(ResultChange& change, TouchedRow const& row) {
  if (!row.of_the_entry) change.replaced = true;
  // What the entry records says over which roster; of an undoing, what was taken back.
  if (row.of_the_entry) change.roster_on = row.roster_on;
  if (!row.open_ended) return;
  if (!row.of_the_entry) change.before = row.grade;
  if (row.of_the_entry && row.stands) change.after = row.grade;
}

}  // namespace

std::vector<ResultChange> results_touched(store::Snapshot& snapshot, EntryNumber entry) {
  std::vector<TouchedRow> rows;
  auto const take = [&](RowView const& row) {
    rows.push_back({.subject = row.integer(0),
                    .year = row.year(1),
                    .part = row.choice<Part>(2),
                    .roster_on = row.day(3),
                    .grade = row.maybe_choice<review::Grade>(4),
                    .of_the_entry = row.integer(7) == entry,
                    .open_ended = row.day(5) == Day::forever(),
                    .stands = row.integer(6) == store::standing});
  };
  snapshot.db().each(queries::touched_units,
                     Params(entry, std::int64_t{review::UnitGrade::kind.number}), take);
  snapshot.db().each(queries::touched_persons,
                     Params(entry, std::int64_t{review::PersonGrade::kind.number}), take);
  std::ranges::stable_sort(rows, {}, &TouchedRow::key);
  std::vector<ResultChange> changes;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    TouchedRow const& row = rows[i];
    if (i == 0 || rows[i - 1].key() != row.key()) {
      changes.push_back({.part = row.part, .subject = row.subject, .year = row.year});
      changes.back().roster_on = row.roster_on;
    }
    add(changes.back(), row);
  }
  return changes;
}

bool any_result_before(store::Snapshot& snapshot, Part part, EntryNumber entry) {
  return snapshot.db()
      .first(of_unit(part) ? queries::units_graded_before : queries::persons_graded_before,
             Params(entry), [](RowView const&) { return true; })
      .has_value();
}

std::optional<Recorded> recorded_before(store::Snapshot& snapshot, ResultChange const& change,
                                        EntryNumber entry) {
  std::optional<Recorded> found;
  snapshot.db().each(of_unit(change.part) ? queries::entries_of_unit : queries::entries_of_person,
                     Params(change.subject, change.year, code(change.part), entry),
                     [&](RowView const& row) {
                       if (!found) found = Recorded{.entry = row.integer(0)};
                       if (!found->document && !row.null(1)) {
                         found->document = row.id<DocumentId>(1);
                       }
                     });
  return found;
}

std::vector<UnitId> allowances_touched(store::Snapshot& snapshot, EntryNumber entry) {
  return snapshot.db().all(queries::touched_allowances,
                           Params(entry, std::int64_t{CapAllowance::kind.number}),
                           [](RowView const& row) { return row.id<UnitId>(0); });
}

std::vector<RoundView> openings_taken_back(store::Snapshot& snapshot, EntryNumber entry) {
  return snapshot.db().all(queries::openings_taken_back,
                           Params(entry, std::int64_t{RoundOpening::kind.number}), read_opening);
}

std::vector<ResultChange> decided_of_year(store::Snapshot& snapshot, int year) {
  return snapshot.db().all(
      queries::decided_of_year, Params(year, store::standing, Day::forever()),
      [year](RowView const& row) {
        return ResultChange{.part = row.choice<Part>(0), .subject = row.integer(1), .year = year};
      });
}

std::vector<MovedOff> moved_off_lists(store::Snapshot& snapshot, EntryNumber entry) {
  return snapshot.db().all(
      queries::moved_off_lists,
      Params(entry, std::int64_t{member::MemberCell::kind.number}, store::standing, Day::forever()),
      [](RowView const& row) { return MovedOff{row.id<PersonId>(0), row.year(1)}; });
}

namespace {

Graded read_graded(RowView const& row) {
  return {.part = row.choice<Part>(0),
          .subject = row.integer(1),
          .year = row.year(2),
          .roster_on = row.day(3),
          .grade = row.choice<review::Grade>(4)};
}

}  // namespace

std::vector<Graded> graded_of_moved(store::Snapshot& snapshot, EntryNumber entry) {
  auto const of_kind = [&](std::int64_t kind) {
    return Params(entry, kind, store::standing, Day::forever());
  };
  auto moved = snapshot.db().all(queries::graded_replaced, of_kind(member::MemberCell::kind.number),
                                 read_graded);
  auto const posts = snapshot.db().all(queries::graded_reposted,
                                       of_kind(post::PostHolding::kind.number), read_graded);
  moved.insert(moved.end(), posts.begin(), posts.end());
  return moved;
}

std::vector<UnitId> units_moved(store::Snapshot& snapshot, EntryNumber entry) {
  return snapshot.db().all(queries::units_moved,
                           Params(entry, std::int64_t{unit::UnitParent::kind.number},
                                  std::int64_t{unit::UnitClass::kind.number}),
                           [](RowView const& row) { return row.id<UnitId>(0); });
}

std::vector<GroundTouched> grounds_recorded(store::Snapshot& snapshot, EntryNumber entry) {
  return snapshot.db().all(queries::grounds_recorded, Params(entry), [](RowView const& row) {
    return GroundTouched{.of_person = row.integer(0) == 1,
                         .subject = row.integer(1),
                         .year = row.null(2) ? row.day(3).year() : row.year(2),
                         .entry = row.integer(4)};
  });
}

std::vector<GroundTouched> grounds_superseded(store::Snapshot& snapshot, EntryNumber entry) {
  return snapshot.db().all(
      queries::grounds_superseded,
      Params(entry, std::int64_t{PersonDiscipline::kind.number},
             std::int64_t{PersonCondition::kind.number}, std::int64_t{UnitDiscipline::kind.number},
             std::int64_t{UnitCondition::kind.number}),
      [](RowView const& row) {
        return GroundTouched{.of_person = row.integer(0) == PersonDiscipline::kind.number ||
                                          row.integer(0) == PersonCondition::kind.number,
                             .subject = row.integer(1),
                             .year = 0,
                             .entry = row.integer(2)};
      });
}

std::vector<OnRoster> graded_years(store::Snapshot& snapshot) {
  return snapshot.db().all(queries::graded_years, Params(store::standing, Day::forever()),
                           [](RowView const& row) { return OnRoster{row.year(0), row.day(1)}; });
}

std::vector<Graded> excellent_places(store::Snapshot& snapshot) {
  return snapshot.db().all(queries::excellent_places, Params(store::standing, Day::forever()),
                           read_graded);
}

std::vector<Undocumented> results_without_document(store::Snapshot& snapshot,
                                                   OnRoster const& when) {
  return snapshot.db().all(
      queries::without_document, Params(when.year, store::standing, Day::forever(), when.roster_on),
      [](RowView const& row) { return Undocumented{row.id<UnitId>(0), row.integer(1)}; });
}

std::vector<std::int64_t> broken_decisions(store::Snapshot& snapshot) {
  return snapshot.db().all(queries::broken_decisions, Params(store::standing, Day::forever()),
                           [](RowView const& row) { return row.integer(0); });
}

}  // namespace giaoban::round
