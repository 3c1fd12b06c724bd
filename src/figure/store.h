// What figures read of others' tables. Private to src/figure.
#pragma once

#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "figure/figure.h"

namespace giaoban::figure {

// A row that is not as we write it is `strange`: what counts its subject breaks off (StrangeValue),
// and what counts others does not.
struct UnitRow {
  UnitId unit;
  std::optional<unit::UnitKind> unit_kind;
  std::optional<UnitId> parent;
  bool strange = false;
};
struct UnitClassRow {
  std::int64_t subject;
  std::optional<unit::UnitKind> unit_kind;
  bool strange = false;
};
struct UnitParentRow {
  std::int64_t subject;
  std::optional<UnitId> parent;
  bool strange = false;
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
  bool strange = false;  // of days that cannot be read: of all
};
// By person, then by first day.
std::vector<Stay> stays(store::Snapshot& snapshot, EntryNumber known_at);

// Lists by subject, each subject once.
struct StandingRow {
  std::int64_t subject;
  std::optional<member::Standing> standing;
  bool strange = false;
};
std::vector<StandingRow> standings(store::Snapshot& snapshot, store::Moment moment);
struct TraitsRow {
  std::int64_t subject;
  std::optional<member::Sex> sex;
  std::optional<bool> minority;  // none: not recorded, or by a word that no list knows
  std::optional<bool> religious;
  bool strange = false;
};
std::vector<TraitsRow> traits(store::Snapshot& snapshot, store::Moment moment);
struct Marked {
  std::int64_t subject;
  bool strange = false;
};
std::vector<Marked> exemptions(store::Snapshot& snapshot, store::Moment moment);
std::vector<Marked> suspensions(store::Snapshot& snapshot, store::Moment moment);
std::vector<Marked> temporary_activities(store::Snapshot& snapshot, store::Moment moment);
// Of a person's file: what only committees' own measures ask.
struct TrainingRow {
  std::int64_t subject;
  std::optional<member::Schooling> schooling;
  std::optional<member::Profession> profession;
  std::optional<member::Theory> theory;
  bool strange = false;
};
std::vector<TrainingRow> trainings(store::Snapshot& snapshot, store::Moment moment);
struct BirthRow {
  std::int64_t subject;
  Day born;  // the earliest that it can have been
  bool strange = false;
};
std::vector<BirthRow> births(store::Snapshot& snapshot, store::Moment moment);
struct JoiningRow {
  std::int64_t subject;
  Day joined;
  Day decided;  // Party age counts from it
  bool strange = false;
};
std::vector<JoiningRow> joinings(store::Snapshot& snapshot, store::Moment moment);
struct GradeRow {
  std::int64_t subject;
  std::optional<review::Grade> grade;
  std::optional<review::NotAssessed> not_assessed;
  bool strange = false;
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

struct OpenedRound {
  int year = 0;
  UnitId unit;
};
std::vector<OpenedRound> rounds_opened(store::Snapshot& snapshot, store::Moment moment);

// --- all versions of facts, for spells ---
// One fact as far as it is counted. `refers`: the parent, cell or unit; 0: none.
struct Version {
  std::int64_t subject = 0;
  std::int32_t from = 0, to = 0;
  std::int32_t recorded_in = 0, superseded_in = 0;  // INT32_MAX: it stands
  std::int64_t refers = 0;
  std::int64_t person = 0;               // of a post
  std::uint32_t bits = 0;                // words.h
  std::int32_t year = 0, roster_on = 0;  // of a result
  enum class Aspect {
    first,
    second
  } aspect = Aspect::first;  // organisation or member; else second
  enum class Start { other, opening } start = Start::other;
};
struct Versions {  // each list by subject
  std::vector<Version> existences, classes, parents, unit_grades;
  std::vector<Version> stays, standings, traits, exemptions, suspensions, temporary_activities,
      person_grades;
  std::vector<Version> posts;
};
struct Subjects {
  std::vector<std::int64_t> units, persons, posts;
  [[nodiscard]] std::size_t size() const { return units.size() + persons.size() + posts.size(); }
};
class Making;  // spells.h
Versions all_versions(store::Snapshot& snapshot, Making& making);
// Of these units and persons, with all posts that the persons ever held.
Versions versions_of(store::Snapshot& snapshot, Subjects const& subjects);
std::vector<std::int64_t> persons_ever_in(store::Snapshot& snapshot, UnitId cell);
// Of which subjects later entries wrote; with a post all who ever held it.
Subjects written_after(store::Snapshot& snapshot, EntryNumber entry);

}  // namespace giaoban::figure
