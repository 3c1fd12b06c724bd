// What figures read of others' tables. Private to src/figure.
#pragma once

#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "figure/figure.h"

namespace giaoban::figure {

struct UnitRow {
  UnitId unit;
  std::optional<unit::UnitKind> unit_kind;
  std::optional<UnitId> parent;
};
std::vector<UnitRow> unit_rows(store::Snapshot& snapshot, store::Moment moment);
bool unit_known(store::Snapshot& snapshot, UnitId unit);

struct OpenedUnit {
  UnitId unit;
  Day on;
};
std::vector<OpenedUnit> units_opened_after(store::Snapshot& snapshot, store::Moment moment);

struct Stay {
  PersonId person;
  UnitId cell;  // none: out of the register
  Span days;
  bool opening = false;
};
// By person, then by first day.
std::vector<Stay> stays(store::Snapshot& snapshot, EntryNumber known_at);

// Lists by subject, each subject once.
struct StandingRow {
  std::int64_t subject;
  std::optional<member::Standing> standing;
};
std::vector<StandingRow> standings(store::Snapshot& snapshot, store::Moment moment);
struct TraitsRow {
  std::int64_t subject;
  std::optional<member::Sex> sex;
  bool minority;
  bool religious;
};
std::vector<TraitsRow> traits(store::Snapshot& snapshot, store::Moment moment);
struct Marked {
  std::int64_t subject;
};
std::vector<Marked> exemptions(store::Snapshot& snapshot, store::Moment moment);
std::vector<Marked> suspensions(store::Snapshot& snapshot, store::Moment moment);
std::vector<Marked> temporary_activities(store::Snapshot& snapshot, store::Moment moment);
struct GradeRow {
  std::int64_t subject;
  std::optional<review::Grade> grade;
  std::optional<review::NotAssessed> not_assessed;
};
// Decided by the moment's day.
std::vector<GradeRow> unit_grades(store::Snapshot& snapshot, review::UnitAspect aspect, int year,
                                  store::Moment moment);
struct PersonGrades {
  std::vector<GradeRow> members;
  std::vector<GradeRow> leaders;
};
PersonGrades person_grades(store::Snapshot& snapshot, int year, store::Moment moment);

struct PostRow {
  PostId post;
  PersonId person;
  UnitId unit;
  post::Title title;
};
std::vector<PostRow> posts(store::Snapshot& snapshot, store::Moment moment);

struct NameRow {
  std::string full_name;  // empty: erased
  std::string file_number;
};
std::optional<NameRow> name_of(store::Snapshot& snapshot, PersonId person, store::Moment moment);
std::unordered_map<PersonId, NameRow> names(store::Snapshot& snapshot, store::Moment moment);

}  // namespace giaoban::figure
