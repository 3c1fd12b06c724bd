// Tasks handed to units, and recommendations that units make. Both run the same way: somebody
// is asked, has until a day, answers. How far a thing has come is derived from what happened.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/share.h"
#include "inbox/inbox.h"

namespace giaoban::task {

using TaskId = Id<struct TaskEntity>;
using RecommendationId = Id<struct RecommendationEntity>;

extern store::Entity const task_entity, recommendation_entity;
extern store::Right const task_read;              // both tasks and recommendations
extern store::Right const task_give;              // over the unit that assigns, and over the lead
extern store::Right const task_report;            // over the lead unit
extern store::Right const recommendation_take;    // over the unit that takes it down
extern store::Right const recommendation_answer;  // over the unit it is handed to
extern store::Right const recommendation_ask;     // over the unit that asked

// Where a task or a recommendation comes from.
enum class SourceKind { document, conference, letter, other };
std::span<Choice const> choices_of(SourceKind);
struct Source {
  SourceKind kind = SourceKind::document;
  std::optional<std::int64_t> record = {};  // of a conference: its id
  std::string words = {};                   // "Kết luận Hội nghị giao ban ngày 14/06/2021"
};

// --- facts of a task ---
struct TaskGiven {  // an event on the day it was given
  std::string title;
  std::string product;  // what is expected: "Báo cáo", "Kế hoạch"
  UnitId assigner;
  SourceKind source = SourceKind::document;
  std::optional<std::int64_t> source_record = {};
  std::string source_words = {};
  static store::Kind const kind;
};
// Lead and cooperation hold while the task is open, its last day included: a unit with open tasks
// is not dissolved, one with finished tasks is.
struct TaskLead {
  UnitId unit;
  static store::Kind const kind;
};
struct TaskCooperation {
  UnitId unit;  // key
  static store::Kind const kind;
};
struct TaskDeadline {  // holds from the day it was set
  Day deadline;        // the last day that is in time
  std::string reason;  // of an extension
  static store::Kind const kind;
};
enum class Step { reported, accepted, returned, withdrawn };
std::span<Choice const> choices_of(Step);
struct TaskStep {  // an event
  Step step = Step::reported;
  std::string text;  // the report, or the reason
  static store::Kind const kind;
};

// --- verbs of tasks; all but `give` take the day on which it happened, not after today ---
struct Assignment {
  std::string title;
  std::string product;
  UnitId assigner;
  UnitId lead;
  std::vector<UnitId> cooperating = {};
  Day given_on;
  Day deadline;
  Source source = {};
};
Result<TaskId> give(store::Tx& tx, Assignment const& assignment);
Result<void> report(store::Tx& tx, TaskId task, Day on, std::string const& text);
Result<void> accept(store::Tx& tx, TaskId task, Day on, std::string const& remark = {});
Result<void> send_back(store::Tx& tx, TaskId task, Day on, std::string const& reason);
struct Extension {
  Day on;
  Day deadline;  // the new one
  std::string reason;
};
Result<void> extend(store::Tx& tx, TaskId task, Extension const& extension);
Result<void> withdraw(store::Tx& tx, TaskId task, Day on, std::string const& reason);
// Another unit leads from the day on.
Result<void> hand_over(store::Tx& tx, TaskId task, UnitId lead, Day on);
extern store::Verb const give_verb, report_verb, accept_verb, return_verb, extend_verb,
    withdraw_verb, hand_over_verb;

// --- reading tasks ---
// How far a task has come; `overdue` is asked beside it.
enum class Status { given, reported, returned, accepted, withdrawn };
std::span<Choice const> choices_of(Status);
[[nodiscard]] constexpr bool closed(Status status) {
  return status == Status::accepted || status == Status::withdrawn;
}
struct StepTaken {
  Day on;
  TaskStep step;
  EntryNumber entry = 0;
};
struct View {
  TaskId task;
  TaskGiven given;
  Day given_on;
  EntryNumber entry = 0;  // that recorded it; its document is the source's
  UnitId lead = {};
  std::vector<UnitId> cooperating = {};
  Day deadline = {};        // as it stands on the day asked
  Day first_deadline = {};  // as given
  std::vector<StepTaken> steps = {};
  Status status = Status::given;
  std::optional<Day> completed_on = {};  // the day of the report that was accepted
  // Deadline before the day asked, and not accepted; a report that waits for its answer does not
  // stop the clock.
  bool overdue = false;
  // Days past the deadline: to the day asked, or to its completion; 0 in time.
  int days_late = 0;
};
// What the reach holds neither as lead, cooperating nor assigning unit is as if it were not there.
std::optional<View> view(store::Snapshot& snapshot, unit::Reach const& reach, TaskId task,
                         store::Moment moment);

enum class Wanted { open, overdue, all };
// Tasks led by the unit or those under it, by deadline.
std::vector<View> tasks_of(store::Snapshot& snapshot, unit::Reach const& reach, UnitId unit,
                           Wanted wanted, store::Moment moment);
// Tasks that the unit assigned.
std::vector<View> tasks_given_by(store::Snapshot& snapshot, unit::Reach const& reach, UnitId unit,
                                 Wanted wanted, store::Moment moment);
// Tasks of one source, in the order they were given.
std::vector<View> tasks_from(store::Snapshot& snapshot, unit::Reach const& reach, SourceKind source,
                             std::int64_t record, store::Moment moment);

// One line of a task's or recommendation's history, on both clocks.
struct HistoryLine {
  Day on = {};
  EntryNumber entry = 0;
  std::string actor = {};
  Msg what;
  std::string text = {};      // the report, the reason
  std::string document = {};  // number and day of the document it rests on
  std::optional<Day> deadline = {};
  std::optional<UnitId> unit = {};
};
std::vector<HistoryLine> history(store::Snapshot& snapshot, TaskId task, EntryNumber known_at);

// How many of the tasks led by the unit and those under it were done in time. Due: deadline not
// after the day asked, or completed before; withdrawn ones do not count.
struct Completion {
  Share on_time_of_due;
  Share on_time_of_completed;
  Share overdue_of_due;
};
Completion completion(store::Snapshot& snapshot, unit::Reach const& reach, UnitId unit,
                      Span deadlines, store::Moment moment);

// --- recommendations: facts ---
struct Recommendation {  // an event on the day it was taken down
  UnitId asker;
  UnitId receiver;  // who took it down
  std::string subject;
  std::string text;
  SourceKind source = SourceKind::letter;
  std::optional<std::int64_t> source_record = {};
  std::string source_words = {};
  static store::Kind const kind;
};
struct RecommendationHandling {  // holds while it is open, the last day included
  UnitId unit;
  Day deadline;
  static store::Kind const kind;
};
enum class Answering { answered, received };
std::span<Choice const> choices_of(Answering);
struct RecommendationStep {  // an event
  Answering step = Answering::answered;
  UnitId unit;  // who answered, who received the answer
  std::string text;
  static store::Kind const kind;
};

// --- recommendations: verbs ---
struct TakingDown {
  UnitId asker;
  UnitId receiver;
  std::string subject;
  std::string text = {};
  Day on;
  Source source = {.kind = SourceKind::letter};
};
Result<RecommendationId> take_down(store::Tx& tx, TakingDown const& taking);
// The receiver answers at once.
Result<void> answer_at_once(store::Tx& tx, RecommendationId recommendation, Day on,
                            std::string const& text);
struct Handing {
  UnitId unit;
  Day on;
  Day deadline;
};
Result<void> hand_on(store::Tx& tx, RecommendationId recommendation, Handing const& handing);
// The unit it was handed to answers.
Result<void> answer(store::Tx& tx, RecommendationId recommendation, Day on,
                    std::string const& text);
// The asker has the answer.
Result<void> receive_answer(store::Tx& tx, RecommendationId recommendation, Day on,
                            std::string const& remark = {});
extern store::Verb const take_down_verb, answer_at_once_verb, hand_on_verb, answer_verb,
    receive_answer_verb;

// --- recommendations: reading ---
enum class Stage { taken, handed, answered, received };
std::span<Choice const> choices_of(Stage);
struct RecommendationView {
  RecommendationId id;
  Recommendation recommendation;
  Day taken_on;
  EntryNumber entry = 0;
  std::optional<UnitId> handler = {};
  std::optional<Day> deadline = {};
  Stage stage = Stage::taken;
  std::string answer = {};
  std::optional<UnitId> answered_by = {};
  std::optional<Day> answered_on = {};
  std::optional<int> days_to_answer = {};
  bool overdue = false;
  bool late = false;  // answered after its deadline
};
std::optional<RecommendationView> view(store::Snapshot& snapshot, unit::Reach const& reach,
                                       RecommendationId recommendation, store::Moment moment);
enum class WantedRecommendations { open, overdue, answered, all };
// Those that the unit or those under it asked, took down or must answer, by the day taken down.
std::vector<RecommendationView> recommendations_of(store::Snapshot& snapshot,
                                                   unit::Reach const& reach, UnitId unit,
                                                   WantedRecommendations wanted,
                                                   store::Moment moment);
std::vector<RecommendationView> recommendations_from(store::Snapshot& snapshot,
                                                     unit::Reach const& reach, SourceKind source,
                                                     std::int64_t record, store::Moment moment);
std::vector<HistoryLine> history(store::Snapshot& snapshot, RecommendationId recommendation,
                                 EntryNumber known_at);

// Tasks to report or to accept; recommendations to hand on or answer, answers to receive.
std::vector<inbox::Item> waiting(store::Snapshot& snapshot, inbox::Reader& reader);

// --- refusals, in order of precedence ---
extern RefusalKind const no_such_task;
extern RefusalKind const no_such_recommendation;
extern RefusalKind const in_future;          // the day has not come
extern RefusalKind const unit_not_in_force;  // assigner, lead, cooperating, asking, handling
extern RefusalKind const deadline_in_past;   // before the day it is given on
extern RefusalKind const lead_cooperates;    // one unit leads and cooperates
extern RefusalKind const already_withdrawn;
extern RefusalKind const already_accepted;
extern RefusalKind const already_answered;
extern RefusalKind const before_last_step;  // earlier than what happened before
extern RefusalKind const nothing_reported;  // to accept or to return
extern RefusalKind const not_handed;        // nobody was asked to answer
extern RefusalKind const not_answered;      // no answer to receive
extern RefusalKind const already_received;
extern RefusalKind const reason_missing;
extern RefusalKind const text_missing;
extern RefusalKind const not_an_extension;  // the new deadline is not later
extern RefusalKind const same_lead;

// --- warnings ---
extern RefusalKind const overdue_when_recorded;  // the deadline is over before it is typed in
extern RefusalKind const reported_late;

store::Catalogue catalogue();

}  // namespace giaoban::task
