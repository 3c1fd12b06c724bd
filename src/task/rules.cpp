#include "task/rules.h"

namespace giaoban::task {

Progress progress_of(Day given_on, std::span<DatedStep const> steps) {
  Progress progress{.status = Status::given, .last_on = given_on, .completed_on = {}};
  std::optional<Day> reported_on;
  for (DatedStep const& one : steps) {
    progress.last_on = one.on;
    switch (one.step) {
      case Step::reported:
        progress.status = Status::reported;
        reported_on = one.on;
        break;
      case Step::accepted:
        progress.status = Status::accepted;
        progress.completed_on = reported_on;
        break;
      case Step::returned:
        progress.status = Status::returned;
        break;
      case Step::withdrawn:
        progress.status = Status::withdrawn;
        break;
    }
  }
  return progress;
}

RefusalKind const* blocked(Progress const& progress, Asking const& asking) {
  if (asking.on > asking.today) return &in_future;
  if (progress.status == Status::withdrawn) return &already_withdrawn;
  if (progress.status == Status::accepted) return &already_accepted;
  if (asking.on < progress.last_on) return &before_last_step;
  return nullptr;
}

RefusalKind const* blocked(Step step, Progress const& progress, Asking const& asking) {
  if (auto const* const closed_or_dated = blocked(progress, asking)) return closed_or_dated;
  bool const decides = step == Step::accepted || step == Step::returned;
  if (decides && progress.status != Status::reported) return &nothing_reported;
  if (asking.worded || step == Step::accepted) return nullptr;
  return step == Step::reported ? &text_missing : &reason_missing;
}

RefusalKind const* blocked(Extension const& extension, Progress const& progress, Day deadline,
                           Day today) {
  if (auto const* const closed_or_dated =
          blocked(progress, Asking{.on = extension.on, .today = today})) {
    return closed_or_dated;
  }
  if (extension.deadline < extension.on) return &deadline_in_past;
  if (extension.reason.empty()) return &reason_missing;
  if (extension.deadline <= deadline) return &not_an_extension;
  return nullptr;
}

bool overdue_on(Progress const& progress, Day deadline, Day day) {
  return !closed(progress.status) && deadline < day;
}

int days_late(Progress const& progress, Day deadline, Day day) {
  if (progress.status == Status::withdrawn) return 0;
  Day const until = progress.completed_on.value_or(day);
  return until <= deadline ? 0 : until.number() - deadline.number();
}

bool due_by(Progress const& progress, Day deadline, Day day) {
  if (progress.status == Status::withdrawn) return false;
  return deadline <= day || progress.status == Status::accepted;
}

RefusalKind const* blocked(Deed deed, AnswerProgress const& progress, Asking const& asking) {
  if (asking.on > asking.today) return &in_future;
  bool const answered = progress.stage == Stage::answered || progress.stage == Stage::received;
  if (answered && deed != Deed::receive) return &already_answered;
  if (asking.on < progress.last_on) return &before_last_step;
  if (deed == Deed::answer && progress.stage == Stage::taken) return &not_handed;
  if (deed == Deed::receive && !answered) return &not_answered;
  if (deed == Deed::receive && progress.stage == Stage::received) return &already_received;
  bool const says = deed == Deed::answer || deed == Deed::answer_at_once;
  return says && !asking.worded ? &text_missing : nullptr;
}

}  // namespace giaoban::task
