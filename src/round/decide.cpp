// The decision: in the order of the year's rules and within what conditions allow. The cap of each
// group that it touches is held by the guard of results (guard.cpp), inside the write.
#include <algorithm>

#include "round/checks.h"

namespace giaoban::round {

using store::Tx;

namespace {

// One decision with what is known of its subject before it.
struct Case {
  Decision const* decision;
  Standing standing;
  Outcome before;
  [[nodiscard]] bool falls() const {
    auto const& grade = decision->assessment.grade;
    return before.grade && (!grade || review::above(*before.grade, *grade));
  }
};

Result<Case> case_of(Tx& tx, RoundView const& round, Decision const& decision) {
  TRY_INTO(Standing const standing, standing_of(tx, round, decision.subject));
  Day const roster_on = round.opening.roster_on;
  TRY_VOID(check_over(tx, authority_over(tx, standing.subject, roster_on), roster_on));
  stands_on_roster(tx, standing.subject, roster_on);
  return Case{&decision, standing, outcome_of(tx, standing.subject, year_of(round))};
}

// Which of two decisions in one entry holds would depend on their order.
Result<void> check_named_once(Tx& tx, RoundView const& round, std::vector<Case> const& before,
                              Subject const& subject) {
  bool const named =
      std::ranges::any_of(before, [&](Case const& one) { return one.standing.subject == subject; });
  if (!named) return {};
  return refuse(named_twice, {{"subject", name_of(tx, subject, round.opening.roster_on)}});
}

// Those that fall come first, from below; then those that rise, in the order of the rules, so that
// nobody stands above a ceiling for a moment.
void put_in_order(std::vector<Case>& cases, int year) {
  std::ranges::stable_sort(cases, [year](Case const& a, Case const& b) {
    if (a.falls() != b.falls()) return a.falls();
    int const left = rank_of(year, a.standing.subject.part, a.standing.heads);
    int const right = rank_of(year, b.standing.subject.part, b.standing.heads);
    if (left != right) return a.falls() ? left > right : left < right;
    return unit::level_of(a.standing.unit_kind) > unit::level_of(b.standing.unit_kind);
  });
}

Result<void> check_bounds(Evidence const& evidence, std::string const& subject,
                          Warnings& warnings) {
  Assessment const& said = evidence.assessment;
  Weighed const weighed = weigh(evidence);
  for (Bound const& bound : weighed.bounds) {
    if (!review::above(*said.grade, bound.ceiling)) continue;
    Refusal refusal{&held_down,
                    {{"subject", subject},
                     {"ceiling", words_of(label(bound.ceiling))},
                     {"why", why_of(bound)},
                     {"citation", std::string(bound.citation)}}};
    if (bound.confidence == Confidence::confirmed) return std::unexpected(std::move(refusal));
    refusal.kind = &held_down_unconfirmed;
    warnings.add(std::move(refusal));
  }
  for (Unproven const& unproven : weighed.unproven) {
    // Only of the grade that is given and of those it stands above.
    if (review::above(unproven.grade, *said.grade)) continue;
    warnings.add({&unproven_condition,
                  {{"subject", subject},
                   {"condition", words_of(label(unproven.condition))},
                   {"citation", std::string(unproven.citation)}}});
  }
  return {};
}

void warn_of_time(Tx& tx, RoundView const& round, Case const& one, Day on, Warnings& warnings) {
  auto const deadline = round.deadlines.find(unit::level_of(one.standing.unit_kind));
  if (deadline == round.deadlines.end() || on <= deadline->second) return;
  warnings.add({&decided_late,
                {{"subject", name_of(tx, one.standing.subject, round.opening.roster_on)},
                 {"deadline", deadline->second.vietnamese()}}});
}

// K-11: of officials; for members no such rule was read.
void warn_of_failures(Tx& tx, RoundView const& round, Case const& one) {
  if (one.standing.subject.part != Part::leader) return;
  if (one.decision->assessment.grade != review::Grade::failed) return;
  auto const before = outcome_of(tx, one.standing.subject, year_of(round) - 1);
  if (before.grade != review::Grade::failed) return;
  tx.warn(
      {&failed_two_years,
       {{"subject", name_of(tx, one.standing.subject, round.opening.roster_on)},
        {"years", std::to_string(year_of(round) - 1) + ", " + std::to_string(year_of(round))}}});
}

Result<void> grade(Tx& tx, RoundView const& round, Case const& one, Day on, int sick_months) {
  Decision const& decision = *one.decision;
  Subject const& subject = one.standing.subject;
  review::Outcome const outcome{.grade = decision.assessment.grade,
                                .not_assessed = decision.not_assessed,
                                .sick_months = sick_months};
  review::Round const when{year_of(round), round.opening.roster_on, on};
  if (of_unit(subject.part)) {
    return review::grade_unit(tx, subject.unit, unit_aspect(subject.part), when, outcome);
  }
  return review::grade_person(tx, subject.person, person_aspect(subject.part), when, outcome);
}

Result<void> decide_one(Tx& tx, RoundView const& round, Case const& one, Day on,
                        Warnings& warnings) {
  Decision const& decision = *one.decision;
  TRY_VOID(check_assessment(year_of(round), decision.assessment));
  if (one.before.decided() && tx.act().reason.empty()) {
    return refuse(reason_missing,
                  {{"subject", name_of(tx, one.standing.subject, round.opening.roster_on)},
                   {"decided_on", one.before.decided_on->vietnamese()}});
  }
  // Who is not assessed waits for nobody.
  if (decision.assessment.grade && !one.before.decided()) {
    TRY_VOID(check_order(tx, round, Step::decision, one.standing, warnings));
  }
  int sick_months = 0;
  if (decision.assessment.grade) {
    auto const evidence = evidence_of(tx, round, one.standing, decision.assessment);
    TRY_VOID(check_bounds(evidence, name_of(tx, one.standing.subject, round.opening.roster_on),
                          warnings));
    auto const sick = evidence.stated.find(Condition::sick_months);
    if (sick != evidence.stated.end()) sick_months = static_cast<int>(sick->second);
  }
  TRY_VOID(grade(tx, round, one, on, sick_months));
  warn_of_time(tx, round, one, on, warnings);
  warn_of_failures(tx, round, one);
  return write_step(tx, one.standing.subject, year_of(round),
                    {.step = Step::decision, .on = on, .assessment = decision.assessment});
}

}  // namespace

Result<void> decide(Tx& tx, int year, Day on, std::vector<Decision> const& decisions) {
  if (decisions.empty()) return refuse(nothing_said);
  TRY_INTO(RoundView const round, round_to_write(tx, decisions.front().subject.unit, year));
  TRY_VOID(check_day(tx, round, on));
  if (!tx.act().basis) return refuse(document_missing);
  std::vector<Case> cases;
  for (Decision const& decision : decisions) {
    TRY_INTO(Case one, case_of(tx, round, decision));
    TRY_VOID(check_named_once(tx, round, cases, one.standing.subject));
    cases.push_back(std::move(one));
  }
  put_in_order(cases, year);
  Warnings warnings;
  for (Case const& one : cases) {
    auto const done = decide_one(tx, round, one, on, warnings);
    if (!done) return at_row(done.error(), one.standing.subject);
  }
  warnings.tell(tx);
  return {};
}

}  // namespace giaoban::round
