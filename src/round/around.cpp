// What is known of a subject and of those around it, as the rules ask it.
#include <algorithm>

#include "round/checks.h"

namespace giaoban::round {

using store::Snapshot;

namespace {

template <class Fact>
Assessment assessment_of(Fact const& step) {
  return {.grade = step.grade,
          .common_points = step.common_points,
          .result_points = step.result_points,
          .common_rating = step.common_rating,
          .result_rating = step.result_rating};
}

// What stands of the year and aspect.
bool stands(store::FactHead const& head, int year) {
  return head.year == year && head.span.to == Day::forever();
}

template <class Taken, class Said, class Aspect>
std::vector<StepTaken> steps_standing(Snapshot& snapshot, std::int64_t id, Aspect aspect,
                                      int year) {
  std::vector<StepTaken> steps;
  for (auto const& fact : snapshot.history_of<Taken>(id)) {
    if (!stands(fact.head, year) || fact.value.aspect != aspect) continue;
    steps.push_back({.step = fact.value.step,
                     .on = fact.head.span.from,
                     .assessment = assessment_of(fact.value),
                     .entry = fact.head.recorded_in});
  }
  for (auto const& fact : snapshot.history_of<Said>(id)) {
    if (!stands(fact.head, year) || fact.value.aspect != aspect) continue;
    auto const at = std::ranges::find(steps, fact.value.step, &StepTaken::step);
    if (at != steps.end()) at->assessment.words = fact.value.words;
  }
  std::ranges::sort(steps, {}, &StepTaken::step);
  return steps;
}

}  // namespace

std::vector<StepTaken> steps_of(Snapshot& snapshot, Subject const& subject, int year) {
  if (of_unit(subject.part)) {
    return steps_standing<UnitStep, UnitRemark>(snapshot, subject.unit.value,
                                                unit_aspect(subject.part), year);
  }
  return steps_standing<PersonStep, PersonRemark>(snapshot, subject.person.value,
                                                  person_aspect(subject.part), year);
}

namespace {

// Counts those around a subject whom nothing decided yet; who is excluded by rule is not waited
// for.
class Waiting {
 public:
  Waiting(Snapshot& snapshot, RoundView const& round) : snapshot_(snapshot), round_(round) {}

  std::int64_t of(Subject const& subject) {
    if (outcome_of(snapshot_, subject, year_of(round_)).decided()) return 0;
    return rule_of(snapshot_, round_, subject).exclusion ? 0 : 1;
  }
  std::int64_t dependents(UnitId unit) {
    std::int64_t waiting = 0;
    for (auto const& below :
         units_below(snapshot_, unit, review::UnitAspect::organisation, on_roster(round_))) {
      if (unit::level_of(below.unit_kind) == unit::Level::body || below.outcome.decided()) continue;
      if (!rule_of(snapshot_, round_, {Part::organisation, below.unit, {}}).exclusion) ++waiting;
    }
    return waiting;
  }
  std::int64_t members(UnitId cell) {
    std::int64_t waiting = 0;
    for (auto const& one : members_of_cell(snapshot_, cell, on_roster(round_))) {
      if (one.outcome.decided()) continue;
      if (!rule_of(snapshot_, round_, {Part::member, cell, one.person}).exclusion) ++waiting;
    }
    return waiting;
  }
  std::int64_t other_leaders(Standing const& head) {
    std::int64_t waiting = 0;
    Place const place{head.subject.unit, head.unit_kind};
    for (auto const& leader : leaders_of(snapshot_, place, round_.opening.roster_on)) {
      if (!leader.heads) waiting += of(leader.subject);
    }
    return waiting;
  }
  // The grade as an official, of a member who holds a post outside dependent cells.
  std::int64_t official(PersonId person) {
    auto const leader = as_leader(snapshot_, person, round_.opening.roster_on);
    return leader ? of(*leader) : 0;
  }

 private:
  Snapshot& snapshot_;
  RoundView const& round_;
};

}  // namespace

Around around(Snapshot& snapshot, RoundView const& round, Standing const& standing) {
  Subject const& subject = standing.subject;
  Around made{.year = year_of(round), .part = subject.part, .head = standing.heads};
  for (auto const& taken : steps_of(snapshot, subject, made.year)) made.taken.push_back(taken.step);
  // A grade that was imported or entered by the sheet is a decision as well.
  if (outcome_of(snapshot, subject, made.year).decided()) made.taken.push_back(Step::decision);
  Waiting waiting(snapshot, round);
  bool const body = unit::level_of(standing.unit_kind) == unit::Level::body;
  if (subject.part == Part::member) {
    made.undecided[Whose::official] = waiting.official(subject.person);
    return made;
  }
  if (review::has_collective(standing.unit_kind)) {
    made.undecided[Whose::collective] = waiting.of({Part::collective, subject.unit, {}});
  }
  if (subject.part == Part::organisation) {
    made.undecided[Whose::dependents] = waiting.dependents(subject.unit);
    if (unit::holds_members(standing.unit_kind)) {
      made.undecided[Whose::members] = waiting.members(subject.unit);
    }
  }
  if (standing.heads) {
    made.undecided[Whose::other_leaders] = waiting.other_leaders(standing);
    if (!body)
      made.undecided[Whose::organisation] = waiting.of({Part::organisation, subject.unit, {}});
  }
  return made;
}

Evidence evidence_of(Snapshot& snapshot, RoundView const& round, Standing const& standing,
                     Assessment const& assessment) {
  Subject const& subject = standing.subject;
  Grounds grounds = grounds_of(snapshot, round, standing);
  Evidence evidence{.year = year_of(round),
                    .part = subject.part,
                    .cell = unit::holds_members(standing.unit_kind),
                    .assessment = assessment,
                    .stated = std::move(grounds.amounts),
                    .grounds = std::move(grounds.of)};
  if (subject.part == Part::organisation) {
    Counts below;
    if (evidence.cell) {
      for (auto const& one : members_of_cell(snapshot, subject.unit, on_roster(round))) {
        count(below, one.outcome.grade);
      }
    } else {
      for (auto const& one : units_below(snapshot, subject.unit, review::UnitAspect::organisation,
                                         on_roster(round))) {
        count(below, one.outcome.grade);
      }
    }
    evidence.below = below;
  }
  if (subject.part == Part::member) {
    if (auto const leader = as_leader(snapshot, subject.person, round.opening.roster_on)) {
      evidence.as_official = outcome_of(snapshot, *leader, year_of(round)).grade;
      if (evidence.as_official == review::Grade::failed) {
        evidence.stated[Condition::official_failed] = 1;
        evidence.grounds[Condition::official_failed] = {
            .what = M("xếp loại cán bộ của chính người này")};
      }
    }
  }
  return evidence;
}

}  // namespace giaoban::round
