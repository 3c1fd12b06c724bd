// What comes of a conference: tasks from its conclusions, recommendations taken down at it. Both
// belong to task/; here they get the conference as their source.
#include <fmt/format.h>

#include <algorithm>

#include "briefing/checks.h"

namespace giaoban::briefing {

using store::Tx;

store::Verb const assign_verb{"briefing.assign", M("Giao nhiệm vụ từ kết luận hội nghị"),
                              &task::task_give,
                              [](store::Snapshot& snapshot, store::Entity const& entity,
                                 std::int64_t id, store::Moment const& moment) {
                                return task::give_verb.undone_over(snapshot, entity, id, moment);
                              }};
store::Verb const take_down_verb{
    "briefing.take-down", M("Tiếp nhận kiến nghị tại hội nghị"), &task::recommendation_take,
    [](store::Snapshot& snapshot, store::Entity const& entity, std::int64_t id,
       store::Moment const& moment) {
      return task::take_down_verb.undone_over(snapshot, entity, id, moment);
    }};

namespace {

task::Source source_of(View const& own, std::string words) {
  return {.kind = task::SourceKind::conference,
          .record = own.id.value,
          .words = fmt::format("{} {} ({})", words, own.conference.name, own.to.vietnamese())};
}

}  // namespace

Result<task::TaskId> assign(Tx& tx, ConferenceId conference, std::int64_t conclusion,
                            task::Assignment assignment) {
  TRY_INTO(View const own, known_conference(tx, conference));
  TRY_VOID(check_begun(tx, own));
  bool const concluded = std::ranges::any_of(own.conclusions, [&](ConclusionView const& one) {
    return one.conclusion.number == conclusion;
  });
  if (!concluded) return refuse(no_such_conclusion, {{"number", std::to_string(conclusion)}});
  if (!assignment.assigner) assignment.assigner = own.conference.host;
  if (assignment.given_on == Day{}) assignment.given_on = std::min(own.to, tx.today());
  if (assignment.source.words.empty()) {
    assignment.source = source_of(own, fmt::format("Kết luận {},", conclusion));
  }
  TRY_INTO(auto const task, task::give(tx, assignment));
  TRY_VOID(tx.event(conference.value, own.to, ConclusionTask{conclusion, task}));
  return task;
}

Result<task::RecommendationId> take_down(Tx& tx, ConferenceId conference, task::TakingDown taking) {
  TRY_INTO(View const own, known_conference(tx, conference));
  TRY_VOID(check_begun(tx, own));
  if (!taking.receiver) taking.receiver = own.conference.host;
  if (taking.on == Day{}) taking.on = std::min(own.to, tx.today());
  taking.source = source_of(own, "Kiến nghị tại");
  return task::take_down(tx, taking);
}

}  // namespace giaoban::briefing
