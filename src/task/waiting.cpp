// What of tasks and recommendations waits for somebody.
#include <fmt/format.h>

#include "task/checks.h"
#include "task/store.h"

namespace giaoban::task {

using inbox::Item;
using inbox::Reader;
using store::Snapshot;

namespace {

void put_task(Snapshot& snapshot, Reader& reader, std::vector<Item>& items, InHand const& one) {
  auto const found = view(snapshot, unit::Reach::everything(), one.task, reader.moment());
  if (!found || closed(found->status)) return;
  bool const reported = found->status == Status::reported;
  Item item{.kind = reported ? "task.accept" : "task.report",
            .entity = &task_entity,
            .record = one.task.value,
            .unit = reported ? one.assigner : one.lead,
            .right = reported ? &task_give : &task_report,
            .group = reported ? M("Kết quả nhiệm vụ chờ xác nhận") : M("Nhiệm vụ chờ báo cáo"),
            .what = reported ? M("Xác nhận hoặc trả lại kết quả nhiệm vụ “{title}”")
                             : M("Báo cáo kết quả nhiệm vụ “{title}”"),
            .args = {{"title", found->given.title}},
            .path = fmt::format("/tasks/{}", one.task.value),
            .since = found->steps.empty() ? found->given_on : found->steps.back().on};
  if (!reported) item.due = found->deadline;
  reader.put(items, std::move(item));
}

Item item_of(Snapshot& snapshot, RecommendationView const& view, Day today) {
  Recommendation const& asked = view.recommendation;
  Item item{.kind = "recommendation.hand_on",
            .entity = &recommendation_entity,
            .record = view.id.value,
            .unit = asked.receiver,
            .right = &recommendation_take,
            .group = M("Kiến nghị chờ trả lời hoặc giao giải quyết"),
            .what = M("Trả lời hoặc giao nơi giải quyết kiến nghị “{title}” của {unit}"),
            .args = {{"title", asked.subject}, {"unit", name_of(snapshot, asked.asker, today)}},
            .path = fmt::format("/recommendations/{}", view.id.value),
            .since = view.taken_on};
  if (view.stage == Stage::handed) {
    item.kind = "recommendation.answer";
    item.unit = *view.handler;
    item.right = &recommendation_answer;
    item.group = M("Kiến nghị được giao trả lời");
    item.what = M("Trả lời kiến nghị “{title}” của {unit}");
    item.due = view.deadline;
  }
  if (view.stage == Stage::answered) {
    item.kind = "recommendation.receive";
    item.unit = asked.asker;
    item.right = &recommendation_ask;
    item.group = M("Trả lời kiến nghị chờ xem");
    item.what = M("Xem trả lời kiến nghị “{title}” và ghi đã nhận");
    item.since = *view.answered_on;
  }
  return item;
}

}  // namespace

std::vector<Item> waiting(Snapshot& snapshot, Reader& reader) {
  std::vector<Item> items;
  if (reader.may(task_report) || reader.may(task_give)) {
    for (InHand const& one : in_hand(snapshot, reader.moment())) {
      bool const concerns =
          reader.distance(task_report, one.lead) || reader.distance(task_give, one.assigner);
      if (concerns) put_task(snapshot, reader, items, one);
    }
  }
  bool const takes_part = reader.may(recommendation_take) || reader.may(recommendation_answer) ||
                          reader.may(recommendation_ask);
  if (!takes_part) return items;
  for (Asked const& one : asked_open(snapshot, reader.moment())) {
    auto const found =
        view(snapshot, unit::Reach::everything(), one.recommendation, reader.moment());
    if (!found || found->stage == Stage::received) continue;
    reader.put(items, item_of(snapshot, *found, reader.moment().as_of));
  }
  return items;
}

}  // namespace giaoban::task
