// What the store must know of conferences.
#include <fmt/format.h>

#include "briefing/queries.h"
#include "briefing/store.h"

namespace giaoban::briefing {

namespace {

std::vector<std::string> told(std::vector<std::int64_t> const& subjects, std::string_view what) {
  std::vector<std::string> sentences;
  for (std::int64_t const subject : subjects) {
    sentences.push_back(fmt::format("conference {} {}", subject, what));
  }
  return sentences;
}
std::vector<std::string> at_no_place(store::Snapshot& snapshot) {
  return told(snapshot.rows(queries::broken_places, store::standing),
              "is attended at a place it lacks");
}
std::vector<std::string> of_no_item(store::Snapshot& snapshot) {
  return told(snapshot.rows(queries::broken_items, store::standing),
              "shows or ends an item it lacks");
}
std::vector<std::string> of_no_conclusion(store::Snapshot& snapshot) {
  return told(snapshot.rows(queries::broken_conclusions, store::standing),
              "has a task without its conclusion, or a conclusion without its task");
}

store::Invariant const attended_at_its_places{
    "attended_at_its_places", &at_no_place, {&Place::kind, &Attendance::kind}};
store::Invariant const slides_belong_to_items{
    "slides_belong_to_items", &of_no_item, {&AgendaItem::kind, &Slide::kind, &ItemHandled::kind}};
store::Invariant const tasks_follow_conclusions{
    "tasks_follow_conclusions",
    &of_no_conclusion,
    {&Conclusion::kind, &ConclusionTask::kind, &task::TaskGiven::kind}};

}  // namespace

store::Catalogue catalogue() {
  return {
      .entities = {&conference_entity},
      .kinds = {&Conference::kind, &Place::kind, &Attendance::kind, &AgendaItem::kind, &Slide::kind,
                &ItemHandled::kind, &Conclusion::kind, &ConclusionTask::kind, &Closing::kind},
      .verbs = {&call_verb, &add_place_verb, &attend_verb, &add_item_verb, &add_slide_verb,
                &handle_item_verb, &conclude_verb, &assign_verb, &take_down_verb, &close_verb},
      .derived = {},
      .own_tables = {&conference_live},
      .invariants = {&attended_at_its_places, &slides_belong_to_items, &tasks_follow_conclusions},
      .refusals = {&no_such_conference, &bad_time, &ends_before_begins, &host_not_in_force,
                   &chair_missing, &conference_closed, &not_begun, &place_not_in_tree, &place_twice,
                   &place_taken, &no_such_place, &participant_unknown, &absence_unexplained,
                   &no_such_item, &no_such_slide, &no_such_conclusion, &items_open},
      .queries = {queries::all.begin(), queries::all.end()},
      .writings = {
          {&assign_verb,
           {&task::TaskGiven::kind, &task::TaskLead::kind, &task::TaskCooperation::kind,
            &task::TaskDeadline::kind, &task::TaskStep::kind},
           "task::give alone, by the right to give tasks over who gives and who does"},
          {&take_down_verb,
           {&task::Recommendation::kind, &task::RecommendationHandling::kind,
            &task::RecommendationStep::kind},
           "task::take_down alone, by the right to take recommendations over who receives"}}};
}

}  // namespace giaoban::briefing
