// The yearly grade of organisations, leadership collectives, members and leaders, or the reason for
// not being assessed, with the roster date. Here as recorded results; the round that leads to them
// has its own place later.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "post/post.h"

namespace giaoban::review {

extern store::Right const review_write;

// The same four names in all regimes (QĐ 132, QĐ 124, QĐ 366).
enum class Grade { excellent, good, fair, failed };
std::span<Choice const> choices_of(Grade);

enum class NotAssessed {
  exempt,           // EX-1, EX-2: được miễn công tác và sinh hoạt đảng
  suspended,        // EX-3: bị đình chỉ sinh hoạt
  admitted_late,    // EX-5: kết nạp chưa đủ 6 tháng
  founded_late,     // EX-6: tổ chức thành lập chưa đủ 6 tháng
  other,
};
std::span<Choice const> choices_of(NotAssessed);

enum class UnitAspect { organisation, collective };
std::span<Choice const> choices_of(UnitAspect);
enum class PersonAspect { member, leader };
std::span<Choice const> choices_of(PersonAspect);

struct UnitGrade {  // yearly; subject: unit
  UnitAspect aspect = UnitAspect::organisation;  // key
  std::optional<Grade> grade;
  std::optional<NotAssessed> not_assessed;
  Day roster_on;  // the roster over which the year's shares count (31/12/2020 for 2020)
  static store::Kind const kind;
};
struct PersonGrade {  // yearly; subject: person
  PersonAspect aspect = PersonAspect::member;  // key
  std::optional<Grade> grade;
  std::optional<NotAssessed> not_assessed;
  Day roster_on;
  static store::Kind const kind;
};

// A result to be recorded: exactly one of grade and reason.
struct Outcome {
  std::optional<Grade> grade;
  std::optional<NotAssessed> not_assessed;
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

// What the rules of the year say of one subject (rules.cpp): must not be graded, a ceiling.
struct SubjectFacts {
  int year = 0;
  Day roster_on;
  std::optional<Day> admitted;      // ceremony (members)
  std::optional<Day> founded;       // organisations; nullopt: stood before the register was opened
  bool exempt = false;              // on the roster date
  bool suspended = false;
  int sick_months = 0;              // in the year
};
struct SubjectRule {
  std::optional<NotAssessed> exclusion;
  std::optional<Grade> ceiling;     // EX-7: not above
  std::string_view citation;
  Confidence confidence = Confidence::confirmed;
};
SubjectRule rule_for(SubjectFacts const& facts);
enum class Regime { hd16_2018, hd21_2019, qd124_2023, qd366_2025 };
std::optional<Regime> regime_of(int year);

// The last year whose results were decided by the moment's day; nullopt: none is known.
std::optional<Round> last_round(store::Snapshot& snapshot, store::Moment moment);

extern RefusalKind const neither_grade_nor_reason;  // or both
extern RefusalKind const not_on_roster;             // the member was in no cell on the roster date
extern RefusalKind const graded_before_admission;
extern RefusalKind const excluded_from_grading;     // names the rule that excludes
extern RefusalKind const above_ceiling;
extern RefusalKind const wrong_round_dates;         // decided before the roster date, year mismatch
extern RefusalKind const leader_without_post;

store::Catalogue catalogue();

}  // namespace giaoban::review
