// What the rules of a year must know of one subject, read from the register. Private to src/review.
#pragma once

#include "review/review.h"

namespace giaoban::review {

SubjectFacts facts_of_unit(store::Snapshot& snapshot, UnitId unit, Round const& round);
// Sick leave stands in no register: it is left at 0.
SubjectFacts facts_of_member(store::Snapshot& snapshot, PersonId person, Round const& round);

}  // namespace giaoban::review
