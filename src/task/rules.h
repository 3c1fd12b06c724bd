// Pure decisions on tasks and recommendations: how far a thing has come, and what may happen next.
#pragma once

#include <optional>
#include <span>

#include "task/task.h"

namespace giaoban::task {

struct DatedStep {
  Day on;
  Step step = Step::reported;
};
// Where a task stands after its steps, which come in their order.
struct Progress {
  Status status = Status::given;
  Day last_on;                      // of the last step; the day it was given where there is none
  std::optional<Day> completed_on;  // of the report that was accepted
};
Progress progress_of(Day given_on, std::span<DatedStep const> steps);

// What is asked for: on which day, which day it is, whether anything was written.
struct Asking {
  Day on;
  Day today;
  bool worded = true;
};
// Why the step may not be taken; nullptr: it may.
RefusalKind const* blocked(Step step, Progress const& progress, Asking const& asking);
// The same of an extension of the deadline that stands.
RefusalKind const* blocked(Extension const& extension, Progress const& progress, Day deadline,
                           Day today);
// The same of any other change of an open task.
RefusalKind const* blocked(Progress const& progress, Asking const& asking);

// A task is in time on its deadline itself.
bool overdue_on(Progress const& progress, Day deadline, Day day);
int days_late(Progress const& progress, Day deadline, Day day);
// Whether a task counts as due by the day: it had to be done by then, or was.
bool due_by(Progress const& progress, Day deadline, Day day);

struct AnswerProgress {
  Stage stage = Stage::taken;
  Day last_on;
};
enum class Deed { answer_at_once, hand_on, answer, receive };
RefusalKind const* blocked(Deed deed, AnswerProgress const& progress, Asking const& asking);

}  // namespace giaoban::task
