// Tasks and recommendations as they stand at a moment.
#include <algorithm>
#include <unordered_map>

#include "task/rules.h"
#include "task/store.h"

namespace giaoban::task {

using store::Moment;
using store::Snapshot;

namespace {

// Events of one subject up to the day, in the order they happened; on one day as recorded.
template <class F>
std::vector<store::Fact<F>> events(Snapshot& snapshot, std::int64_t subject, Moment moment) {
  auto facts = snapshot.history_of<F>(subject, moment.known_at);
  std::erase_if(facts, [&](auto const& fact) { return fact.head.span.from > moment.as_of; });
  std::ranges::sort(facts, [](auto const& a, auto const& b) {
    return std::tuple(a.head.span.from, a.head.recorded_in, a.head.leaf) <
           std::tuple(b.head.span.from, b.head.recorded_in, b.head.leaf);
  });
  return facts;
}

// Of states that began by the day, the one in force or the last that was.
template <class F>
std::optional<store::Fact<F>> last_state(Snapshot& snapshot, std::int64_t subject, Moment moment) {
  std::optional<store::Fact<F>> last;
  for (auto& fact : snapshot.history_of<F>(subject, moment.known_at)) {
    if (fact.head.span.from <= moment.as_of) last = std::move(fact);
  }
  return last;
}

// Whether units stand within one, on the moment's day or the nearest on which they stand.
class Within {
 public:
  Within(Snapshot& snapshot, UnitId top, Moment moment)
      : snapshot_(snapshot), top_(top), moment_(moment) {}
  bool operator()(UnitId unit) {
    auto const known = answers_.find(unit);
    if (known != answers_.end()) return known->second;
    auto const chain = unit::chain(snapshot_, unit.value, moment_);
    bool const within = std::ranges::find(chain, top_.value) != chain.end();
    answers_.emplace(unit, within);
    return within;
  }

 private:
  Snapshot& snapshot_;
  UnitId top_;
  Moment moment_;
  std::unordered_map<UnitId, bool> answers_;
};

void fill_steps(Snapshot& snapshot, View& view, Moment moment) {
  std::vector<DatedStep> dated;
  for (auto const& step : events<TaskStep>(snapshot, view.task.value, moment)) {
    view.steps.push_back({step.head.span.from, step.value, step.head.recorded_in});
    dated.push_back({step.head.span.from, step.value.step});
  }
  Progress const progress = progress_of(view.given_on, dated);
  view.status = progress.status;
  view.completed_on = progress.completed_on;
  view.overdue = overdue_on(progress, view.deadline, moment.as_of);
  view.days_late = days_late(progress, view.deadline, moment.as_of);
}

// Cooperation in force or, once the task is closed, up to its last day.
void fill_units(Snapshot& snapshot, View& view, Moment moment) {
  auto const lead = last_state<TaskLead>(snapshot, view.task.value, moment);
  if (!lead) return;
  view.lead = lead->value.unit;
  for (auto const& fact : snapshot.history_of<TaskCooperation>(view.task.value, moment.known_at)) {
    bool const seen =
        std::ranges::find(view.cooperating, fact.value.unit) != view.cooperating.end();
    if (fact.head.span.from > moment.as_of || seen || fact.value.unit == view.lead) continue;
    view.cooperating.push_back(fact.value.unit);
  }
}

bool may_see(unit::Reach const& reach, View const& view) {
  return reach.holds(view.lead) || reach.holds(view.given.assigner) ||
         std::ranges::any_of(view.cooperating, [&](UnitId unit) { return reach.holds(unit); });
}

}  // namespace

std::optional<View> view(Snapshot& snapshot, unit::Reach const& reach, TaskId task, Moment moment) {
  auto const given = events<TaskGiven>(snapshot, task.value, moment);
  if (given.empty()) return std::nullopt;
  View view{.task = task,
            .given = given.back().value,
            .given_on = given.back().head.span.from,
            .entry = given.back().head.recorded_in};
  auto const deadlines = snapshot.history_of<TaskDeadline>(task.value, moment.known_at);
  if (!deadlines.empty()) {
    view.first_deadline = view.deadline = deadlines.front().value.deadline;
  }
  for (auto const& fact : deadlines) {
    if (fact.head.span.from <= moment.as_of) view.deadline = fact.value.deadline;
  }
  fill_units(snapshot, view, moment);
  if (!may_see(reach, view)) return std::nullopt;
  fill_steps(snapshot, view, moment);
  return view;
}

namespace {

bool wanted_one(View const& view, Wanted wanted) {
  if (wanted == Wanted::open) return !closed(view.status);
  return wanted == Wanted::all || view.overdue;
}

void by_deadline(std::vector<View>& views) {
  std::ranges::sort(views, [](View const& a, View const& b) {
    return std::tuple(a.deadline, a.task) < std::tuple(b.deadline, b.task);
  });
}

std::vector<View> views_of(Snapshot& snapshot, unit::Reach const& reach,
                           std::vector<TaskId> const& tasks, Wanted wanted, Moment moment) {
  std::vector<View> views;
  for (TaskId const task : tasks) {
    auto found = view(snapshot, reach, task, moment);
    if (found && wanted_one(*found, wanted)) views.push_back(*std::move(found));
  }
  return views;
}

}  // namespace

std::vector<View> tasks_of(Snapshot& snapshot, unit::Reach const& reach, UnitId unit, Wanted wanted,
                           Moment moment) {
  Within within(snapshot, unit, moment);
  std::vector<TaskId> tasks;
  for (Led const& one : led(snapshot, wanted, moment)) {
    if (within(one.lead)) tasks.push_back(one.task);
  }
  auto views = views_of(snapshot, reach, tasks, wanted, moment);
  by_deadline(views);
  return views;
}

std::vector<View> tasks_given_by(Snapshot& snapshot, unit::Reach const& reach, UnitId unit,
                                 Wanted wanted, Moment moment) {
  auto views = views_of(snapshot, reach, given_by(snapshot, unit, moment), wanted, moment);
  by_deadline(views);
  return views;
}

std::vector<View> tasks_from(Snapshot& snapshot, unit::Reach const& reach, SourceKind source,
                             std::int64_t record, Moment moment) {
  return views_of(snapshot, reach, from_source(snapshot, source, record, moment), Wanted::all,
                  moment);
}

Completion completion(Snapshot& snapshot, unit::Reach const& reach, UnitId unit, Span deadlines,
                      Moment moment) {
  std::int64_t due = 0;
  std::int64_t completed = 0;
  std::int64_t on_time = 0;
  std::int64_t overdue = 0;
  for (View const& one : tasks_of(snapshot, reach, unit, Wanted::all, moment)) {
    Progress const progress{.status = one.status, .last_on = {}, .completed_on = one.completed_on};
    if (!deadlines.contains(one.deadline) || !due_by(progress, one.deadline, moment.as_of))
      continue;
    ++due;
    overdue += one.overdue ? 1 : 0;
    if (one.status != Status::accepted) continue;
    ++completed;
    on_time += one.days_late == 0 ? 1 : 0;
  }
  return {.on_time_of_due = Share(on_time, due, M("số nhiệm vụ đến hạn hoặc đã hoàn thành")),
          .on_time_of_completed = Share(on_time, completed, M("số nhiệm vụ đã hoàn thành")),
          .overdue_of_due = Share(overdue, due, M("số nhiệm vụ đến hạn hoặc đã hoàn thành"))};
}

// --- recommendations ---------------------------------------------------------------------------

namespace {

void fill_answer(Snapshot& snapshot, RecommendationView& view, Moment moment) {
  for (auto const& step : events<RecommendationStep>(snapshot, view.id.value, moment)) {
    if (step.value.step == Answering::received) {
      view.stage = Stage::received;
      continue;
    }
    view.stage = Stage::answered;
    view.answer = step.value.text;
    view.answered_by = step.value.unit;
    view.answered_on = step.head.span.from;
    view.days_to_answer = step.head.span.from.number() - view.taken_on.number();
  }
  if (!view.deadline) return;
  view.overdue = !view.answered_on && *view.deadline < moment.as_of;
  view.late = view.answered_on && *view.deadline < *view.answered_on;
}

bool wanted_one(RecommendationView const& view, WantedRecommendations wanted) {
  switch (wanted) {
    case WantedRecommendations::open:
      return !view.answered_on;
    case WantedRecommendations::overdue:
      return view.overdue;
    case WantedRecommendations::answered:
      return view.answered_on.has_value();
    case WantedRecommendations::all:
      return true;
  }
  return false;
}

}  // namespace

std::optional<RecommendationView> view(Snapshot& snapshot, unit::Reach const& reach,
                                       RecommendationId recommendation, Moment moment) {
  auto const asked = events<Recommendation>(snapshot, recommendation.value, moment);
  if (asked.empty()) return std::nullopt;
  RecommendationView view{.id = recommendation,
                          .recommendation = asked.back().value,
                          .taken_on = asked.back().head.span.from,
                          .entry = asked.back().head.recorded_in};
  if (auto const handled =
          last_state<RecommendationHandling>(snapshot, recommendation.value, moment)) {
    view.handler = handled->value.unit;
    view.deadline = handled->value.deadline;
    view.stage = Stage::handed;
  }
  bool const seen = reach.holds(view.recommendation.asker) ||
                    reach.holds(view.recommendation.receiver) ||
                    (view.handler && reach.holds(*view.handler));
  if (!seen) return std::nullopt;
  fill_answer(snapshot, view, moment);
  return view;
}

std::vector<RecommendationView> recommendations_of(Snapshot& snapshot, unit::Reach const& reach,
                                                   UnitId unit, WantedRecommendations wanted,
                                                   Moment moment) {
  Within within(snapshot, unit, moment);
  std::vector<RecommendationView> views;
  for (Asked const& one : asked(snapshot, moment)) {
    auto found = view(snapshot, reach, one.recommendation, moment);
    if (!found || !wanted_one(*found, wanted)) continue;
    bool const concerns =
        within(one.asker) || within(one.receiver) || (found->handler && within(*found->handler));
    if (concerns) views.push_back(*std::move(found));
  }
  return views;
}

std::vector<RecommendationView> recommendations_from(Snapshot& snapshot, unit::Reach const& reach,
                                                     SourceKind source, std::int64_t record,
                                                     Moment moment) {
  std::vector<RecommendationView> views;
  for (RecommendationId const one : asked_at(snapshot, source, record, moment)) {
    if (auto found = view(snapshot, reach, one, moment)) views.push_back(*std::move(found));
  }
  return views;
}

}  // namespace giaoban::task
