// The verbs of tasks. Each asks the rules with the task as it stands now, then writes one step.
#include "task/task.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"
#include "task/checks.h"
#include "task/rules.h"

namespace giaoban::task {

using store::Tx;

store::Right const task_read{.name = "task.read", .label = M("Xem nhiệm vụ, kiến nghị")};
store::Right const task_give{.name = "task.give", .label = M("Giao và xác nhận nhiệm vụ")};
store::Right const task_report{.name = "task.report", .label = M("Báo cáo kết quả nhiệm vụ")};

store::Verb const give_verb{"task.give", M("Giao nhiệm vụ"), &task_give, &over_both};
store::Verb const report_verb{"task.report", M("Báo cáo kết quả nhiệm vụ"), &task_report,
                              &over_lead};
store::Verb const accept_verb{"task.accept", M("Xác nhận hoàn thành nhiệm vụ"), &task_give,
                              &over_assigner};
store::Verb const return_verb{"task.return", M("Trả lại nhiệm vụ để làm tiếp"), &task_give,
                              &over_assigner};
store::Verb const extend_verb{"task.extend", M("Gia hạn nhiệm vụ"), &task_give, &over_assigner};
store::Verb const withdraw_verb{"task.withdraw", M("Rút lại nhiệm vụ"), &task_give, &over_assigner};
store::Verb const hand_over_verb{"task.hand-over", M("Chuyển đơn vị chủ trì nhiệm vụ"), &task_give,
                                 &over_both};

namespace {

constexpr Day all_days = Day::from_number(Day::forever().number() - 1);

// A task as the last thing that happened left it, whatever its day.
struct Standing {
  View view;
  Progress progress;
};

Result<Standing> standing_task(Tx& tx, TaskId task) {
  auto found = view(tx, unit::Reach::everything(), task, {all_days});
  if (!found || !tx.may_know(task_entity, task.value, found->given_on)) {
    return refuse(no_such_task, {{"task", std::to_string(task.value)}});
  }
  std::vector<DatedStep> steps;
  for (StepTaken const& taken : found->steps) steps.push_back({taken.on, taken.step.step});
  Progress progress = progress_of(found->given_on, steps);
  for (auto const& lead : tx.history_of<TaskLead>(task.value)) {
    progress.last_on = std::max(progress.last_on, lead.head.span.from);
  }
  return Standing{*std::move(found), progress};
}

std::unexpected<Refusal> refused(RefusalKind const& kind, Standing const& standing, Day on) {
  return refuse(kind, {{"title", standing.view.given.title},
                       {"last_on", standing.progress.last_on.vietnamese()},
                       {"day", on.vietnamese()}});
}

Result<void> check_units(Tx& tx, Assignment const& assignment) {
  TRY_VOID(check_in_force(tx, assignment.assigner, assignment.given_on));
  TRY_VOID(check_in_force(tx, assignment.lead, assignment.given_on));
  for (UnitId const unit : assignment.cooperating) {
    TRY_VOID(check_in_force(tx, unit, assignment.given_on));
  }
  return {};
}

Result<void> check_roles(Tx& tx, Assignment const& assignment) {
  std::vector<UnitId> seen{assignment.lead};
  for (UnitId const unit : assignment.cooperating) {
    if (std::ranges::find(seen, unit) != seen.end()) {
      return refuse(lead_cooperates, {{"unit", name_of(tx, unit, assignment.given_on)}});
    }
    seen.push_back(unit);
  }
  return {};
}

// The assigner may hand the task to the lead: it has the right over both.
Result<void> check_assignment(Tx& tx, Assignment const& assignment) {
  Day const on = assignment.given_on;
  if (on > tx.today()) return refuse(in_future, {{"day", on.vietnamese()}});
  TRY_VOID(check_units(tx, assignment));
  if (assignment.deadline < on) {
    return refuse(deadline_in_past,
                  {{"deadline", assignment.deadline.vietnamese()}, {"day", on.vietnamese()}});
  }
  TRY_VOID(check_roles(tx, assignment));
  TRY_VOID(check_over(tx, assignment.assigner));
  return check_over(tx, assignment.lead);
}

}  // namespace

Result<TaskId> give(Tx& tx, Assignment const& assignment) {
  TRY_VOID(check_assignment(tx, assignment));
  if (assignment.deadline < tx.today()) {
    tx.warn({&overdue_when_recorded, {{"deadline", assignment.deadline.vietnamese()}}});
  }
  auto const task = tx.new_id_of<TaskId>();
  Day const on = assignment.given_on;
  TRY_VOID(tx.event(task.value, on,
                    TaskGiven{.title = normalise(assignment.title),
                              .product = normalise(assignment.product),
                              .assigner = assignment.assigner,
                              .source = assignment.source.kind,
                              .source_record = assignment.source.record,
                              .source_words = normalise(assignment.source.words)}));
  TRY_VOID(tx.state(task.value, {on, Day::forever()}, TaskLead{assignment.lead}));
  TRY_VOID(
      tx.state(task.value, {on, Day::forever()}, TaskDeadline{assignment.deadline, std::string()}));
  for (UnitId const unit : assignment.cooperating) {
    TRY_VOID(tx.state(task.value, {on, Day::forever()}, TaskCooperation{unit}));
  }
  return task;
}

namespace {

// Nobody has a closed task in hand from the next day on.
Result<void> out_of_hand(Tx& tx, TaskId task, Day closed_on) {
  TRY_VOID(tx.end(TaskLead::kind, task.value, closed_on + 1));
  return tx.end(TaskCooperation::kind, task.value, closed_on + 1);
}

// A step of the assigner or of the lead, by what it is.
Result<Standing> take_step(Tx& tx, TaskId task, Day on, TaskStep const& step) {
  TRY_INTO(Standing standing, standing_task(tx, task));
  TRY_VOID(check_over(
      tx, step.step == Step::reported ? standing.view.lead : standing.view.given.assigner));
  Asking const asking{.on = on, .today = tx.today(), .worded = !step.text.empty()};
  if (auto const* const why = blocked(step.step, standing.progress, asking)) {
    return refused(*why, standing, on);
  }
  TRY_VOID(tx.event(task.value, on, step));
  return standing;
}

}  // namespace

Result<void> report(Tx& tx, TaskId task, Day on, std::string const& text) {
  TRY_INTO(auto const standing, take_step(tx, task, on, {Step::reported, normalise(text)}));
  Day const deadline = standing.view.deadline;
  if (on > deadline) {
    tx.warn({&reported_late,
             {{"deadline", deadline.vietnamese()},
              {"days", std::to_string(on.number() - deadline.number())}}});
  }
  return {};
}

Result<void> accept(Tx& tx, TaskId task, Day on, std::string const& remark) {
  TRY_VOID(take_step(tx, task, on, {Step::accepted, normalise(remark)}));
  return out_of_hand(tx, task, on);
}

Result<void> send_back(Tx& tx, TaskId task, Day on, std::string const& reason) {
  TRY_VOID(take_step(tx, task, on, {Step::returned, normalise(reason)}));
  return {};
}

Result<void> withdraw(Tx& tx, TaskId task, Day on, std::string const& reason) {
  TRY_VOID(take_step(tx, task, on, {Step::withdrawn, normalise(reason)}));
  return out_of_hand(tx, task, on);
}

Result<void> extend(Tx& tx, TaskId task, Extension const& extension) {
  TRY_INTO(Standing const standing, standing_task(tx, task));
  TRY_VOID(check_over(tx, standing.view.given.assigner));
  Extension const asked{extension.on, extension.deadline, normalise(extension.reason)};
  Day const present = standing.view.deadline;
  if (auto const* const why = blocked(asked, standing.progress, present, tx.today())) {
    return refuse(*why, {{"title", standing.view.given.title},
                         {"last_on", standing.progress.last_on.vietnamese()},
                         {"day", asked.on.vietnamese()},
                         {"deadline", asked.deadline.vietnamese()},
                         {"present", present.vietnamese()}});
  }
  return tx.state(task.value, {asked.on, Day::forever()},
                  TaskDeadline{asked.deadline, asked.reason});
}

Result<void> hand_over(Tx& tx, TaskId task, UnitId lead, Day on) {
  TRY_INTO(Standing const standing, standing_task(tx, task));
  TRY_VOID(check_over(tx, standing.view.given.assigner));
  if (auto const* const why = blocked(standing.progress, {.on = on, .today = tx.today()})) {
    return refused(*why, standing, on);
  }
  TRY_VOID(check_in_force(tx, lead, on));
  TRY_VOID(check_over(tx, lead));
  if (lead == standing.view.lead) return refuse(same_lead, {{"unit", name_of(tx, lead, on)}});
  return tx.state(task.value, {on, Day::forever()}, TaskLead{lead});
}

}  // namespace giaoban::task
