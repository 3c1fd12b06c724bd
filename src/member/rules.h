// Pure decisions on members: dated rules with their citations. A rule whose text was not read
// warns, never blocks.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/rule.h"
#include "member/member.h"

namespace giaoban::member {

// --- age at admission (AD-1, AD-2) ---
enum class AgeBand { within, under, over, uncertain };
struct AgeVerdict {
  Ruling ruling = Ruling::allowed;
  AgeBand band = AgeBand::within;
  std::string_view citation = {};
};
// `considered`: the earliest day known on which the admission was considered or decided. Ages are
// counted in months, so the month of the birthday counts as full.
AgeVerdict admission_age(PartialDay born, Day considered);

// --- probation (PR-1, PR-4) ---
struct ProbationVerdict {
  Ruling ruling = Ruling::allowed;  // blocked: too early; warned: later than the law dates it
  std::optional<Day> ends;          // nullopt: no rule is known for the day
  std::string_view citation = {};
};
ProbationVerdict recognition(Day ceremony, Day recognised);
// The day from which a full member stands as such when the papers do not say it (PR-4).
std::optional<Day> probation_end(Day ceremony);

// --- re-admission ---
struct ReadmissionVerdict {
  Ruling too_early = Ruling::allowed;
  Ruling too_often = Ruling::allowed;
  std::optional<Day> earliest;
  std::string_view citation = {};
};
struct Readmission {
  Day left;
  Day ceremony;
  int times_before = 0;
};
ReadmissionVerdict readmission(Readmission const& asked);

// --- numbers ---
enum class NumberFault { none, not_digits, lost_zero, wrong_length };
NumberFault citizen_number_fault(std::string_view number);
NumberFault card_number_fault(std::string_view number);
// "có 11 chữ số, có lẽ mất số 0 ở đầu"; never the number itself.
std::string number_words(std::string_view number, NumberFault fault);
// Without the blanks and dots that people write between groups of digits.
std::string plain_number(std::string_view number);

// --- the register of one person ---
struct PersonRegister {
  std::vector<store::Fact<MemberCell>> cells;  // by effective day
  std::vector<store::Fact<MemberStanding>> standings;
  std::vector<store::Fact<PartyCard>> cards;
};
struct TimelineFault {
  Msg claim;
  Day day;
};
// The first contradiction, nullopt when there is none. The store-wide claims are in invariants.cpp.
std::optional<TimelineFault> timeline_fault(PersonRegister const& facts);

// Whether `cause` may begin a place after that one; both none: outside the register.
struct Step {
  std::optional<UnitId> from;
  std::optional<UnitId> to;
};
[[nodiscard]] bool fits(Cause cause, Step step);

// The ceremony from which the probation in force on `day` runs; nullopt: not probationary then.
// A restored member's probation goes on (PR-8), a re-admitted one's begins anew.
std::optional<Day> probation_began(PersonRegister const& facts, Day day);

}  // namespace giaoban::member
