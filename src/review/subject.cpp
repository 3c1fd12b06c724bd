#include "review/subject.h"

#include <cstdint>

namespace giaoban::review {

namespace {

// The first day of the unit's present life, when it was founded while its register was kept.
std::optional<Day> founded_on(store::Snapshot& snapshot, UnitId unit, Day roster_on) {
  std::optional<Day> founded;
  Day ends = Day::from_number(INT32_MIN);
  for (auto const& life : snapshot.history_of<unit::UnitExistence>(unit.value)) {
    if (life.head.span.from > roster_on) break;
    bool const goes_on = life.head.span.from == ends;
    ends = life.head.span.to;
    if (goes_on) continue;
    founded = life.value.origin == unit::Origin::founded ? std::optional(life.head.span.from)
                                                         : std::nullopt;
  }
  return founded;
}

// The ceremony of who is, or lately was, probationary: standing without a break up to the roster
// date that began as probationary. A correction may have split it.
std::optional<Day> admitted_on(store::Snapshot& snapshot, PersonId person, Day roster_on) {
  std::optional<Day> admitted;
  Day ends = Day::from_number(INT32_MIN);
  for (auto const& standing : snapshot.history_of<member::MemberStanding>(person.value)) {
    if (standing.head.span.from > roster_on) break;
    bool const goes_on = standing.head.span.from == ends;
    bool const begins = standing.value.standing == member::Standing::probationary;
    ends = standing.head.span.to;
    // Full members become probationary again only by a new admission.
    if (goes_on && (admitted || !begins)) continue;
    admitted = begins ? std::optional(standing.head.span.from) : std::nullopt;
  }
  return admitted;
}

}  // namespace

SubjectFacts facts_of_unit(store::Snapshot& snapshot, UnitId unit, Round const& round) {
  return {.year = round.year,
          .roster_on = round.roster_on,
          .founded = founded_on(snapshot, unit, round.roster_on)};
}

SubjectFacts facts_of_member(store::Snapshot& snapshot, PersonId person, Round const& round) {
  store::Moment const then{round.roster_on};
  return {.year = round.year,
          .roster_on = round.roster_on,
          .admitted = admitted_on(snapshot, person, round.roster_on),
          .exempt = snapshot.fact<member::Exemption>(person.value, then).has_value(),
          .suspended = snapshot.fact<member::Suspension>(person.value, then).has_value()};
}

}  // namespace giaoban::review
