// What the store must know of tasks and recommendations.
#include <fmt/format.h>

#include "task/queries.h"
#include "task/store.h"

namespace giaoban::task {

namespace {

std::vector<std::string> told(std::vector<std::int64_t> const& subjects, std::string_view what) {
  std::vector<std::string> sentences;
  for (std::int64_t const subject : subjects) {
    sentences.push_back(fmt::format("{} {}", what, subject));
  }
  return sentences;
}

std::vector<std::string> without_deadline(store::Snapshot& snapshot) {
  return told(snapshot.rows(queries::broken_deadlines, store::standing),
              "no deadline or lead on its first day: task");
}

std::vector<std::string> in_wrong_hands(store::Snapshot& snapshot) {
  return told(snapshot.rows(queries::broken_hands, store::standing, Day::forever()),
              "closed but led, or open without a lead: task");
}

std::vector<std::string> decided_without_report(store::Snapshot& snapshot) {
  return told(snapshot.rows(queries::broken_decisions, store::standing),
              "decided without a report: task");
}

std::vector<std::string> received_without_answer(store::Snapshot& snapshot) {
  return told(snapshot.rows(queries::broken_answers, store::standing),
              "received without an answer: recommendation");
}

store::Invariant const every_task_has_deadline_and_lead{
    "every_task_has_deadline_and_lead",
    &without_deadline,
    {&TaskGiven::kind, &TaskDeadline::kind, &TaskLead::kind}};
store::Invariant const open_tasks_are_led{
    "open_tasks_are_led", &in_wrong_hands, {&TaskStep::kind, &TaskLead::kind}};
store::Invariant const decisions_follow_reports{
    "decisions_follow_reports", &decided_without_report, {&TaskStep::kind}};
store::Invariant const receipts_follow_answers{
    "receipts_follow_answers", &received_without_answer, {&RecommendationStep::kind}};

}  // namespace

store::Catalogue catalogue() {
  return {.entities = {&task_entity, &recommendation_entity},
          .kinds = {&TaskGiven::kind, &TaskLead::kind, &TaskCooperation::kind, &TaskDeadline::kind,
                    &TaskStep::kind, &Recommendation::kind, &RecommendationHandling::kind,
                    &RecommendationStep::kind},
          .verbs = {&give_verb, &report_verb, &accept_verb, &return_verb, &extend_verb,
                    &withdraw_verb, &hand_over_verb, &take_down_verb, &answer_at_once_verb,
                    &hand_on_verb, &answer_verb, &receive_answer_verb},
          .derived = {},
          .invariants = {&every_task_has_deadline_and_lead, &open_tasks_are_led,
                         &decisions_follow_reports, &receipts_follow_answers},
          .refusals = {&no_such_task,          &no_such_recommendation, &in_future,
                       &unit_not_in_force,     &deadline_in_past,       &lead_cooperates,
                       &already_withdrawn,     &already_accepted,       &already_answered,
                       &before_last_step,      &nothing_reported,       &not_handed,
                       &not_answered,          &already_received,       &reason_missing,
                       &text_missing,          &not_an_extension,       &same_lead,
                       &overdue_when_recorded, &reported_late},
          .queries = {queries::all.begin(), queries::all.end()}};
}

}  // namespace giaoban::task
