// The yearly grade of organisations, leadership collectives, members and leaders, or the reason for
// not being assessed, with the roster date. Here as recorded results; the round that leads to them
// has its own place later.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "post/post.h"

namespace giaoban::review {

extern store::Right const review_read;
extern store::Right const review_write;

// The same four names in all regimes (QĐ 132, QĐ 124, QĐ 366).
enum class Grade { excellent, good, fair, failed };
std::span<Choice const> choices_of(Grade);
// The short sign of a grade, as offices write it: HTXS, HTT, HT, KHT.
std::string_view sign(Grade grade);
// The grade by its code, its name, or the short sign that sheets use: HTXS, HTT, HT, KHT.
std::optional<Grade> grade_of(std::string_view words);

enum class NotAssessed {
  exempt,         // EX-1, EX-2: được miễn công tác và sinh hoạt đảng
  suspended,      // EX-3: bị đình chỉ sinh hoạt
  admitted_late,  // EX-5: kết nạp chưa đủ 6 tháng
  founded_late,   // EX-6: tổ chức thành lập chưa đủ 6 tháng
  other,
};
std::span<Choice const> choices_of(NotAssessed);

enum class UnitAspect { organisation, collective };
std::span<Choice const> choices_of(UnitAspect);
enum class PersonAspect { member, leader };
std::span<Choice const> choices_of(PersonAspect);

struct UnitGrade {                               // yearly; subject: unit
  UnitAspect aspect = UnitAspect::organisation;  // key
  std::optional<Grade> grade;
  std::optional<NotAssessed> not_assessed;
  Day roster_on;  // the roster over which the year's shares count (31/12/2020 for 2020)
  static store::Kind const kind;
};
struct PersonGrade {                           // yearly; subject: person
  PersonAspect aspect = PersonAspect::member;  // key
  std::optional<Grade> grade;
  std::optional<NotAssessed> not_assessed;
  Day roster_on;
  static store::Kind const kind;
};
// Somebody says of a unit and all under it that the year's results are done, though not every
// subject has one. Reopened by undoing the entry.
struct YearClosing {  // yearly; subject: the unit; from the day it was said
  Day roster_on;
  std::string reason;  // why, where something was not decided
  static store::Kind const kind;
};

// A result to be recorded: exactly one of grade and reason.
struct Outcome {
  std::optional<Grade> grade = {};
  std::optional<NotAssessed> not_assessed = {};
  int sick_months = 0;  // whole months of sick leave in the year, as the graders know them
};
struct Round {
  int year = 0;
  Day roster_on;
  Day decided_on;
};
Result<void> grade_unit(store::Tx& tx, UnitId unit, UnitAspect aspect, Round const& round,
                        Outcome const& outcome);
Result<void> grade_person(store::Tx& tx, PersonId person, PersonAspect aspect, Round const& round,
                          Outcome const& outcome);
extern store::Verb const grade_unit_verb, grade_person_verb;

// What the rules of the year say of one subject (rules.cpp): must not be graded, a ceiling. What
// is unconfirmed warns and never blocks.
struct SubjectFacts {
  int year = 0;
  Day roster_on;
  std::optional<Day> admitted = {};  // ceremony (members)
  std::optional<Day> founded = {};   // organisations; nullopt: stood before the register was opened
  bool exempt = false;               // on the roster date
  bool suspended = false;
  int sick_months = 0;  // in the year
};
struct SubjectRule {
  std::optional<NotAssessed> exclusion = {};
  std::optional<Grade> ceiling = {};  // EX-7: not above
  std::string_view citation = {};
  Confidence confidence = Confidence::confirmed;
};
// Whether the round lies in days to come: a year that has not begun has nothing to grade, and a
// decision is not years ahead.
[[nodiscard]] bool not_yet(Round const& round, Day today);
SubjectRule rule_for(SubjectFacts const& facts);
// The same of what the register holds; sick leave stands in none.
SubjectRule rule_of(store::Snapshot& snapshot, UnitId unit, Round const& round);
SubjectRule rule_of(store::Snapshot& snapshot, PersonId member, Round const& round);
enum class Regime { hd16_2018, hd21_2019, qd124_2023, qd366_2025 };
std::optional<Regime> regime_of(int year);
// The documents that rule a year, as papers cite them: "QĐ 132-QĐ/TW, HD 21-HD/BTCTW".
std::string_view documents_of(int year);

// K-1, K-2: the grade of a leadership collective stands not above its organisation's, a head's not
// above either of what he or she heads.
struct HeadedGrades {
  std::optional<Grade> organisation = {};
  std::optional<Grade> collective = {};
};
SubjectRule ceiling_of_collective(int year, std::optional<Grade> organisation);
SubjectRule ceiling_of_head(int year, HeadedGrades const& headed);
[[nodiscard]] constexpr bool above(Grade grade, Grade other) {
  return grade < other;
}
// A dependent cell has no leadership collective to grade.
[[nodiscard]] constexpr bool has_collective(unit::UnitKind kind) {
  return kind != unit::UnitKind::dependent_cell;
}
// Who heads a unit: its secretary, or the head of a body.
[[nodiscard]] constexpr bool heads(post::Title title) {
  return title == post::Title::secretary || title == post::Title::head;
}

// Years of which anything was decided by the moment's day, the latest first. Persons' results alone
// make a year only where it is later than every year of units' results.
struct YearDecided {
  int year = 0;
  enum class Of { units, persons } of = Of::units;
};
std::vector<YearDecided> years_decided(store::Snapshot& snapshot, store::Moment moment);
// Whether any member, of whichever year, had a result by the moment's day.
bool members_graded(store::Snapshot& snapshot, store::Moment moment);
// Who said by the moment's day that a year is done.
struct ClosingSaid {
  UnitId unit;
  int year = 0;
  Day on;
};
std::vector<ClosingSaid> closings(store::Snapshot& snapshot, store::Moment moment);
// The last year whose results were decided by the moment's day, however few; nullopt: none is
// known. Which year figures show is asked of figure::years_shown.
std::optional<Round> last_round(store::Snapshot& snapshot, store::Moment moment);
// The dates of that year's results; nullopt: it has none.
std::optional<Round> round_of(store::Snapshot& snapshot, int year, store::Moment moment);

// --- the sheet of a unit and a year: all whom it grades, before and after entry ---
enum class SheetPart { organisation, collective, leader, member };
std::span<Choice const> choices_of(SheetPart);
struct SheetLine {
  SheetPart part = SheetPart::member;
  PersonId person = {};  // of a leader or member
  std::string name;      // empty: erased
  std::optional<PartialDay> born = {};
  std::optional<member::Standing> standing = {};  // of a member
  std::optional<post::Title> title = {};          // of a leader
  SubjectRule rule = {};  // as known before entry: no sick leave, the grades that stand
  // What stands.
  std::optional<Grade> grade = {};
  std::optional<NotAssessed> not_assessed = {};
  EntryNumber recorded_in = 0;  // 0: nothing stands
};
struct Sheet {
  unit::Node unit;
  Round round;
  std::vector<SheetLine> lines;  // the unit, its collective, its leaders, its members by name
};
// A committee's members are graded in their cells. Refused for a unit that does not stand on the
// roster date.
Result<Sheet> sheet(store::Snapshot& snapshot, unit::Reach const& reach, UnitId unit,
                    Round const& round);

struct SheetEntry {
  SheetPart part = SheetPart::member;
  PersonId person = {};
  Outcome outcome;
};
// Writes the entries in an order in which none stands above its ceiling for a moment: those that
// fall from below, those that rise from above. A refusal's `where` is that of `place_of`.
Result<void> grade_sheet(store::Tx& tx, UnitId unit, Round const& round,
                         std::vector<SheetEntry> const& entries);
// Names a line within its sheet: "organisation", "member-57".
std::string place_of(SheetPart part, PersonId person);

// How far a unit and all under it are.
struct Completeness {
  unit::Node unit;
  std::int64_t members = 0;   // on the roster date
  std::int64_t recorded = 0;  // of them: with a grade or a reason
  std::int64_t units = 0;     // the unit itself and those under it that are graded
  std::int64_t units_recorded = 0;
};
// Of the unit, then of each directly under it, in the tree's order.
std::vector<Completeness> completeness(store::Snapshot& snapshot, unit::Reach const& reach,
                                       UnitId unit, Round const& round);

// --- refusals, in order of precedence ---
extern RefusalKind const neither_grade_nor_reason;  // or both
extern RefusalKind const wrong_round_dates;         // decided before the roster date, year mismatch
extern RefusalKind const year_to_come;              // asked for on a page
extern RefusalKind const year_not_begun;            // or decided more than a year from today
extern RefusalKind const graded_before_admission;
extern RefusalKind const not_on_roster;          // the member was in no cell on the roster date
extern RefusalKind const leader_without_post;    // on the roster date
extern RefusalKind const excluded_from_grading;  // names the rule that excludes
extern RefusalKind const above_ceiling;          // K-1, K-2, EX-7
extern RefusalKind const below_headed;           // a collective or head there has a higher grade

// --- the day of the list ---
// On which day a year's list is closed where nobody says: the year's last day; where the year's
// guideline wants all finished before it (QĐ 124, QĐ 366), and what is done is done within the
// year, the day itself, since nothing is decided before the list is closed. (roster.cpp)
Day usual_roster(int year, Day on);
// The same, but over the list that the year's other results have, where that was closed by then.
Day default_roster(store::Snapshot& snapshot, int year, Day decided_on);

// --- warnings: told beside a write that succeeds ---
extern RefusalKind const reason_without_ground;  // "exempt" of one who was not on the roster date
extern RefusalKind const other_roster_date;      // the year's other results have another one

store::Catalogue catalogue();

}  // namespace giaoban::review
