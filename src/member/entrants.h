// What is asked of whoever enters the register, by whatever verb: the course on the papers, the
// name's letters, and whether the person is there already. Private to src/member.
#pragma once

#include "member/checks.h"
#include "member/rules.h"

namespace giaoban::member {

// Refused by what blocks, told of what warns.
Result<void> check_course(store::Tx& tx, Course const& course, DecidedBy by);
// A day that a verb gives, by the same rule as those of a course.
struct DayGiven {
  Named person;
  Msg what;
  Day day;
};
Result<void> check_ahead(store::Tx& tx, DayGiven const& given);
// What the register says of somebody that could be nobody's course.
std::optional<Refusal> impossible_in_register(store::Snapshot& snapshot, PersonId person);
// In the usual letters, where it was written all in small or all in capital ones; that is told.
PersonParticulars put_right(store::Tx& tx, PersonParticulars particulars);
// Others who may be the same person: refused until somebody says that they are not.
Result<std::vector<PersonId>> check_doubles(store::Tx& tx, PersonParticulars const& who,
                                            Namesake said);
// The same of those already found.
Result<void> check_alike(store::Tx& tx, PersonParticulars const& who,
                         std::vector<PersonId> const& others, Namesake said);
// That they were compared, on the day.
Result<void> record_apart(store::Tx& tx, PersonId person, std::vector<PersonId> const& others,
                          Day on);
// An admission without a committee's decision on record.
void warn_of_missing_decision(store::Tx& tx, Admission const& admission);

}  // namespace giaoban::member
