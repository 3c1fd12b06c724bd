#include "report/work.h"

#include <fmt/format.h>

#include <algorithm>

#include "report/asked.h"

namespace giaoban::report {

namespace {

using store::Moment;
using store::Snapshot;
using task::RecommendationView;
using task::Status;

std::string from_to(Span days) {
  return fmt::format("Từ ngày {} đến ngày {}", days.from.vietnamese(), (days.to - 1).vietnamese());
}

std::string name_on(Snapshot& snapshot, UnitId unit, Day day) {
  auto const node = unit::node_of(snapshot, unit, {day});
  return node ? node->name : unit::unit_entity.called(snapshot, unit.value, {day});
}

std::int64_t withdrawn(std::vector<task::View> const& tasks) {
  return std::ranges::count(tasks, Status::withdrawn, &task::View::status);
}

// Handed on by nobody: whoever took it down gave the answer.
bool answered_at_once(RecommendationView const& one) {
  return one.answered_on && !one.handler;
}

// The categories into which every recommendation falls once.
struct Answers {
  std::int64_t at_once = 0;
  std::int64_t handed = 0;           // answered or not
  std::int64_t handed_answered = 0;  // of them
  std::int64_t handed_overdue = 0;   // of the unanswered
  std::int64_t waiting = 0;          // neither answered nor handed on
};
Answers answers_of(std::vector<RecommendationView> const& all) {
  Answers made;
  for (RecommendationView const& one : all) {
    if (answered_at_once(one)) ++made.at_once;
    if (!one.handler && !one.answered_on) ++made.waiting;
    if (!one.handler) continue;
    ++made.handed;
    made.handed_answered += one.answered_on ? 1 : 0;
    made.handed_overdue += one.overdue ? 1 : 0;
  }
  return made;
}

std::string task_state(task::View const& one) {
  if (one.status == Status::accepted) {
    auto const done = one.completed_on ? one.completed_on->vietnamese() : std::string();
    return one.days_late == 0
               ? fmt::format("hoàn thành đúng hạn, ngày {}", done)
               : fmt::format("hoàn thành ngày {}, muộn {} ngày", done, one.days_late);
  }
  if (one.status == Status::withdrawn) return "thôi giao";
  if (one.overdue) return fmt::format("quá hạn {} ngày", one.days_late);
  return one.status == Status::reported ? "đã báo cáo, chờ xác nhận" : "đang thực hiện";
}

std::string recommendation_state(RecommendationView const& one) {
  if (one.answered_on) {
    auto const on = one.answered_on->vietnamese();
    if (!one.handler) return fmt::format("trả lời ngay, ngày {}", on);
    return fmt::format("đã trả lời ngày {}{}", on, one.late ? ", muộn hạn" : "");
  }
  if (!one.handler) return "chưa trả lời, chưa chuyển giải quyết";
  return one.overdue ? "quá hạn trả lời" : "đã chuyển giải quyết, chưa trả lời";
}

}  // namespace

Work work_of(Snapshot& snapshot, WorkAsked const& asked) {
  Moment const then{asked.days.to - 1, asked.known_at};
  auto const reach = unit::Reach::everything();  // what hangs under the unit is what is asked for
  Work work{.days = asked.days,
            .tasks = task::tasks_of(snapshot, reach, asked.unit, task::Wanted::all, then),
            .recommendations = task::recommendations_of(snapshot, reach, asked.unit,
                                                        task::WantedRecommendations::all, then)};
  std::erase_if(work.tasks, [&](task::View const& one) {
    return task::closed(one.status) && one.steps.back().on < asked.days.from;
  });
  std::erase_if(work.recommendations, [&](RecommendationView const& one) {
    return one.answered_on && *one.answered_on < asked.days.from;
  });
  return work;
}

std::string tasks_sentence(Work const& work) {
  auto const total = std::ssize(work.tasks);
  if (total == 0) return from_to(work.days) + ", sổ theo dõi không có nhiệm vụ phải thực hiện.";
  auto const count = [&](auto const& which) {
    return static_cast<std::int64_t>(std::ranges::count_if(work.tasks, which));
  };
  auto const given = count([&](task::View const& one) { return one.given_on >= work.days.from; });
  auto const done = count([](task::View const& one) { return one.status == Status::accepted; });
  auto const on_time = count(
      [](task::View const& one) { return one.status == Status::accepted && one.days_late == 0; });
  auto const overdue = count([](task::View const& one) { return one.overdue; });
  auto const dropped = withdrawn(work.tasks);
  Msg const all = M("số nhiệm vụ phải thực hiện trong kỳ");
  return fmt::format(
      "{} có {} nhiệm vụ phải thực hiện, gồm {} nhiệm vụ kỳ trước chuyển sang và {} nhiệm vụ giao "
      "trong kỳ. Đã hoàn thành: {}; trong đó, đúng hạn: {}. Quá hạn chưa hoàn thành: {}. Đang thực "
      "hiện, chưa quá hạn: {}; thôi giao: {}.",
      from_to(work.days), format_count(total), format_count(total - given), format_count(given),
      words_of(Share(done, total, all)),
      words_of(Share(on_time, done, M("số nhiệm vụ đã hoàn thành"))),
      words_of(Share(overdue, total, all)), format_count(total - done - overdue - dropped),
      format_count(dropped));
}

std::string recommendations_sentence(Work const& work) {
  auto const total = std::ssize(work.recommendations);
  if (total == 0) return from_to(work.days) + ", sổ theo dõi không có kiến nghị.";
  auto const taken = std::ranges::count_if(
      work.recommendations,
      [&](RecommendationView const& one) { return one.taken_on >= work.days.from; });
  auto const made = answers_of(work.recommendations);
  Msg const all = M("số kiến nghị trong kỳ");
  Msg const handed = M("số kiến nghị đã chuyển giải quyết");
  return fmt::format(
      "{} có {} kiến nghị, gồm {} kiến nghị kỳ trước chuyển sang và {} kiến nghị tiếp nhận trong "
      "kỳ. Trả lời ngay: {}. Chuyển giải quyết: {}; trong đó, đã trả lời: {}, quá hạn chưa trả "
      "lời: {}. Chưa trả lời và chưa chuyển: {}.",
      from_to(work.days), format_count(total), format_count(total - taken), format_count(taken),
      words_of(Share(made.at_once, total, all)), words_of(Share(made.handed, total, all)),
      words_of(Share(made.handed_answered, made.handed, handed)),
      words_of(Share(made.handed_overdue, made.handed, handed)), format_count(made.waiting));
}

std::vector<TaskRow> task_rows(Snapshot& snapshot, Work const& work) {
  std::vector<TaskRow> rows;
  for (task::View const& one : work.tasks) {
    rows.push_back({.title = one.given.title,
                    .lead = name_on(snapshot, one.lead, work.days.to - 1),
                    .given_on = one.given_on,
                    .deadline = one.deadline,
                    .state = task_state(one)});
  }
  return rows;
}

std::vector<RecommendationRow> recommendation_rows(Snapshot& snapshot, Work const& work) {
  std::vector<RecommendationRow> rows;
  for (RecommendationView const& one : work.recommendations) {
    Day const last = work.days.to - 1;
    rows.push_back({.subject = one.recommendation.subject,
                    .asker = name_on(snapshot, one.recommendation.asker, last),
                    .taken_on = one.taken_on,
                    .handler = one.handler ? name_on(snapshot, *one.handler, last) : "",
                    .deadline = one.deadline,
                    .state = recommendation_state(one)});
  }
  return rows;
}

}  // namespace giaoban::report
