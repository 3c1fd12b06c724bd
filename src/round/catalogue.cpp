// What the store must know of rounds.
#include <fmt/format.h>

#include "round/queries.h"
#include "round/store.h"

namespace giaoban::round {

namespace {

std::vector<std::string> without_result(store::Snapshot& snapshot) {
  std::vector<std::string> sentences;
  for (std::int64_t const subject : broken_decisions(snapshot)) {
    sentences.push_back(fmt::format("decided without a result of the year: record {}", subject));
  }
  return sentences;
}

store::Invariant const every_decision_has_its_result{"every_decision_has_its_result",
                                                     &without_result};

}  // namespace

// NOLINTNEXTLINE(readability-function-size): one table, what the folder brings.
store::Catalogue catalogue() {
  return {
      .entities = {&round_entity},
      .kinds = {&RoundOpening::kind, &RoundDeadline::kind, &UnitStep::kind, &PersonStep::kind,
                &UnitCondition::kind, &PersonCondition::kind, &CapAllowance::kind,
                &UnitRemark::kind, &PersonRemark::kind, &PersonDiscipline::kind,
                &UnitDiscipline::kind},
      .verbs = {&open_verb, &deadline_verb, &step_verb, &condition_verb, &discipline_verb,
                &decide_verb, &allow_verb, &close_verb},
      .derived = {},
      .invariants = {&every_decision_has_its_result},
      .refusals = {&no_such_round,
                   &already_open,
                   &opened_below_over_other_list,
                   &no_regime,
                   &roster_outside_year,
                   &deadline_before_round,
                   &deadline_before_roster,
                   &deadline_over,
                   &deadline_late,
                   &in_future,
                   &before_round,
                   &outside_round,
                   &on_other_roster,
                   &named_twice,
                   &nothing_said,
                   &too_many_points,
                   &points_of_other_regime,
                   &grade_above_points,
                   &step_too_early,
                   &evidence_missing,
                   &violation_missing,
                   &bad_amount,
                   &document_missing,
                   &reason_missing,
                   &held_down,
                   &over_cap,
                   &group_over_cap,
                   &ground_of_others,
                   &ground_without_document,
                   &bad_allowance,
                   &paper_of_all,
                   &form_of_nobody,
                   &nothing_to_print,
                   &closed_by_opener,
                   &already_closed,
                   &round_unfinished,
                   &decided_by_step,
                   &own_result,
                   &under_round,
                   &decided_in_round,
                   &change_without_document,
                   &decided_by_others,
                   &round_has_decisions,
                   &merged_has_results,
                   &merged_has_post,
                   &merged_has_account,
                   &early_but_unconfirmed,
                   &held_down_unconfirmed,
                   &unproven_condition,
                   &near_cap,
                   &over_cap_unconfirmed,
                   &proposals_over_cap,
                   &decided_late,
                   &failed_two_years,
                   &decided_list_changed,
                   &opening_taken_in,
                   &grade_broken,
                   &group_gone_over_cap,
                   &results_before_round},
      .queries = {queries::all.begin(), queries::all.end()},
      .guards = {&results_change_by_who_decides_them, &allowances_come_from_above,
                 &rounds_with_decisions_stay, &merges_keep_results, &places_tell_of_decided_lists,
                 &decided_groups_keep_their_cap, &grounds_change_by_who_recorded_them},
      .writings = {{&decide_verb,
                    {&review::UnitGrade::kind, &review::PersonGrade::kind},
                    "the guard of yearly results"},
                   {&close_verb,
                    {&review::YearClosing::kind},
                    "round::close alone, by the right to open rounds over who opened it"}}};
}

}  // namespace giaoban::round
