// Questions about rounds and their subjects, out of what stands now.
#include <algorithm>
#include <iterator>
#include <unordered_map>

#include "round/checks.h"

namespace giaoban::round {

using store::Moment;
using store::Snapshot;

std::vector<RoundView> rounds(Snapshot& snapshot, unit::Reach const& reach, Moment moment) {
  auto all = openings(snapshot, {}, moment);
  if (reach.whole()) return all;
  // A round is seen by whoever sees some of what it covers.
  std::erase_if(all, [&](RoundView const& round) {
    return std::ranges::none_of(reach.units(), [&](UnitId unit) {
      auto const chain = unit::chain(snapshot, unit.value, {round.opening.roster_on});
      return std::ranges::find(chain, round.opening.unit.value) != chain.end();
    });
  });
  return all;
}

std::optional<RoundView> round_over(Snapshot& snapshot, UnitId unit, int year, Moment moment) {
  for (RoundView& round : openings(snapshot, year, moment)) {
    auto const chain = unit::chain(snapshot, unit.value, {round.opening.roster_on});
    if (std::ranges::find(chain, round.opening.unit.value) != chain.end()) return std::move(round);
  }
  return std::nullopt;
}

namespace {

// `chain`: of the subject's unit on the roster date.
SubjectView view_of(Snapshot& snapshot, RoundView const& round, Standing const& standing,
                    std::span<Above const> chain) {
  Day const roster_on = round.opening.roster_on;
  Subject const& subject = standing.subject;
  auto const outcome = outcome_of(snapshot, subject, year_of(round));
  SubjectView view{.subject = subject,
                   .name = of_unit(subject.part) ? name_of(snapshot, subject.unit, roster_on)
                                                 : name_of(snapshot, subject.person, roster_on),
                   .title = standing.title,
                   .decides = authority(subject.part, chain),
                   .steps = steps_of(snapshot, subject, year_of(round)),
                   .grade = outcome.grade,
                   .not_assessed = outcome.not_assessed,
                   .decided_on = outcome.decided_on};
  auto const deadline = round.deadlines.find(unit::level_of(standing.unit_kind));
  if (deadline != round.deadlines.end()) view.deadline = deadline->second;
  return view;
}

// The last of self-grading, proposal and decision that gave points or a grade.
Assessment last_assessment(std::vector<StepTaken> const& steps) {
  Assessment last;
  for (StepTaken const& taken : steps) {
    if (taken.assessment.grade || taken.assessment.common_points ||
        taken.assessment.common_rating) {
      last = taken.assessment;
    }
  }
  return last;
}

}  // namespace

Result<SubjectView> subject_view(Snapshot& snapshot, RoundView const& round,
                                 Subject const& subject) {
  TRY_INTO(Standing const standing, standing_of(snapshot, round, subject));
  auto const chain = chain_of(snapshot, standing.subject.unit, {round.opening.roster_on});
  SubjectView view = view_of(snapshot, round, standing, chain);
  view.rule = rule_of(snapshot, round, standing.subject);
  auto const evidence = evidence_of(snapshot, round, standing, last_assessment(view.steps));
  Weighed weighed = weigh(evidence);
  for (auto const& [condition, amount] : evidence.stated) {
    auto const ground = evidence.grounds.find(condition);
    if (ground != evidence.grounds.end()) {
      view.grounds.push_back({condition, amount, ground->second});
    }
  }
  view.bounds = std::move(weighed.bounds);
  view.unproven = std::move(weighed.unproven);
  return view;
}

std::vector<Obstacle> obstacles(Snapshot& snapshot, RoundView const& round, Subject const& subject,
                                Step step) {
  auto const standing = standing_of(snapshot, round, subject);
  if (!standing) return {};
  return obstacles_of(around(snapshot, round, *standing), step);
}

namespace {

// What stands of the members of a cell, each table read once.
std::vector<SubjectView> members_standing(Snapshot& snapshot, RoundView const& round,
                                          Place const& cell, std::span<Above const> chain) {
  std::vector<SubjectView> views;
  std::unordered_map<PersonId, std::size_t> places;
  auto const deadline = round.deadlines.find(unit::level_of(cell.unit_kind));
  UnitId const decides = authority(Part::member, chain);
  for (auto const& one : members_of_cell(snapshot, cell.unit, on_roster(round))) {
    places.emplace(one.person, views.size());
    views.push_back({.subject = {Part::member, cell.unit, one.person},
                     .name = {},
                     .decides = decides,
                     .grade = one.outcome.grade,
                     .not_assessed = one.outcome.not_assessed,
                     .decided_on = one.outcome.decided_on});
    if (deadline != round.deadlines.end()) views.back().deadline = deadline->second;
  }
  for (auto& one : steps_of_cell(snapshot, cell.unit, on_roster(round))) {
    auto const place = places.find(one.person);
    if (place != places.end()) views[place->second].steps.push_back(std::move(one.taken));
  }
  for (SubjectView& view : views) std::ranges::sort(view.steps, {}, &StepTaken::step);
  return views;
}

// The same by name.
std::vector<SubjectView> members_by_name(Snapshot& snapshot, unit::Reach const& reach,
                                         RoundView const& round, std::vector<SubjectView> standing,
                                         UnitId cell) {
  std::unordered_map<PersonId, SubjectView*> by_person;
  for (SubjectView& view : standing) by_person.emplace(view.subject.person, &view);
  std::vector<SubjectView> views;
  for (auto& line : member::roster(snapshot, reach, cell, {round.opening.roster_on})) {
    auto const found = by_person.find(line.person);
    if (found == by_person.end()) continue;
    views.push_back(std::move(*found->second));
    views.back().name = std::move(line.full_name);
  }
  return views;
}

}  // namespace

Result<std::vector<SubjectView>> results_of(Snapshot& snapshot, unit::Reach const& reach,
                                            RoundView const& round, UnitId unit, Members members) {
  Moment const then{round.opening.roster_on};
  TRY_INTO(unit::Node const node, unit::in_reach(snapshot, reach, unit, then));
  auto const chain = chain_of(snapshot, unit, then);
  std::vector<SubjectView> views;
  auto const add = [&](Standing const& standing) {
    views.push_back(view_of(snapshot, round, standing, chain));
  };
  if (unit::level_of(node.unit_kind) != unit::Level::body) {
    add({.subject = {Part::organisation, unit, {}}, .unit_kind = node.unit_kind});
  }
  if (review::has_collective(node.unit_kind)) {
    add({.subject = {Part::collective, unit, {}}, .unit_kind = node.unit_kind});
  }
  Place const place{unit, node.unit_kind};
  for (Standing const& leader : leaders_of(snapshot, place, then.as_of)) add(leader);
  if (!unit::holds_members(node.unit_kind)) return views;
  auto standing = members_standing(snapshot, round, place, chain);
  if (members == Members::by_name) {
    standing = members_by_name(snapshot, reach, round, std::move(standing), unit);
  }
  std::ranges::move(standing, std::back_inserter(views));
  return views;
}

Result<std::vector<SubjectView>> subjects_of(Snapshot& snapshot, unit::Reach const& reach,
                                             RoundView const& round, UnitId unit) {
  TRY_INTO(auto views, results_of(snapshot, reach, round, unit));
  for (SubjectView& view : views) view.rule = rule_of(snapshot, round, view.subject);
  return views;
}

Result<std::vector<Decision>> as_proposed(Snapshot& snapshot, RoundView const& round, UnitId unit) {
  TRY_INTO(auto const views, subjects_of(snapshot, unit::Reach::everything(), round, unit));
  std::vector<Decision> decisions;
  for (SubjectView const& view : views) {
    if (view.decided_on) continue;
    bool const excluded = view.rule.exclusion && view.rule.confidence == Confidence::confirmed;
    if (excluded) {
      decisions.push_back({.subject = view.subject, .not_assessed = view.rule.exclusion});
      continue;
    }
    auto const proposal = std::ranges::find(view.steps, Step::proposal, &StepTaken::step);
    if (proposal == view.steps.end() || !proposal->assessment.grade) continue;
    Decision decision{.subject = view.subject, .assessment = proposal->assessment};
    decision.assessment.words.clear();
    decisions.push_back(std::move(decision));
  }
  return decisions;
}

std::optional<RoomView> room_of(Snapshot& snapshot, RoundView const& round,
                                Subject const& subject) {
  auto const standing = standing_of(snapshot, round, subject);
  if (!standing) return std::nullopt;
  Group const group = group_of(snapshot, round, *standing);
  auto const counts = counts_of(snapshot, round, group);
  auto const allowance = allowance_of(snapshot, group, year_of(round));
  auto const now = room(year_of(round), group.part, counts.decided, allowance);
  auto const proposed = room(year_of(round), group.part, counts.proposed, allowance);
  if (!now || !proposed) return std::nullopt;
  return RoomView{.part = group.part,
                  .holder = group.holder,
                  .name = words_of(snapshot, group, round.opening.roster_on),
                  .decided = counts.decided,
                  .proposed = counts.proposed,
                  .now = *now,
                  .as_proposed = *proposed};
}

namespace {

template <class Graded, class Aspect>
std::vector<YearGrade> years_standing(Snapshot& snapshot, std::int64_t id, Aspect aspect,
                                      Moment moment) {
  std::vector<YearGrade> years;
  for (auto const& fact : snapshot.history_of<Graded>(id, moment.known_at)) {
    if (fact.value.aspect != aspect || !fact.head.span.contains(moment.as_of)) continue;
    years.push_back({.year = static_cast<int>(fact.head.year),
                     .grade = fact.value.grade,
                     .not_assessed = fact.value.not_assessed,
                     .decided_on = fact.head.span.from});
  }
  std::ranges::sort(years, std::greater{}, &YearGrade::year);
  return years;
}

}  // namespace

std::vector<YearGrade> years_of(Snapshot& snapshot, Subject const& subject, Moment moment) {
  if (of_unit(subject.part)) {
    return years_standing<review::UnitGrade>(snapshot, subject.unit.value,
                                             unit_aspect(subject.part), moment);
  }
  // Years of a record that was merged into this one are this person's; its own come first.
  std::vector<YearGrade> years;
  for (PersonId const record : Ties(snapshot).records_of(subject.person)) {
    for (auto const& one : years_standing<review::PersonGrade>(
             snapshot, record.value, person_aspect(subject.part), moment)) {
      if (std::ranges::find(years, one.year, &YearGrade::year) == years.end()) years.push_back(one);
    }
  }
  std::ranges::sort(years, std::greater{}, &YearGrade::year);
  return years;
}

int years_running(std::vector<YearGrade> const& years, review::Grade grade) {
  int run = 0;
  for (YearGrade const& one : years) {
    bool const next = run == 0 || one.year == years.front().year - run;
    if (!next || one.grade != grade) break;
    ++run;
  }
  return run;
}

}  // namespace giaoban::round
