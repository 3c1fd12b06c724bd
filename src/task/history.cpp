// What happened to a task or a recommendation, line by line, with who recorded it and the document
// it rests on.
#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "task/store.h"

namespace giaoban::task {

using store::Snapshot;

namespace {

// "12-KL/TU (14/06/2021)", of an entry's document.
std::string document_words(Snapshot& snapshot, std::optional<DocumentId> document) {
  if (!document) return {};
  auto const facts = snapshot.history_of<store::Document>(document->value);
  if (facts.empty()) return {};
  return fmt::format("{} ({})", facts.back().value.number,
                     facts.back().head.span.from.vietnamese());
}

// Lines in the order things happened, each entry looked up once.
class Lines {
 public:
  Lines(Snapshot& snapshot, std::int64_t subject, EntryNumber known_at)
      : snapshot_(snapshot), firsts_(first_records(snapshot, subject, known_at)) {}

  // A state, under the entry that first recorded it.
  void add_state(store::Kind const& kind, store::FactHead head, std::int64_t value,
                 HistoryLine line) {
    for (FirstRecord const& first : firsts_) {
      if (first.kind != kind.number || first.from != head.span.from || first.value != value) {
        continue;
      }
      head.recorded_in = first.entry;
    }
    add(head, std::move(line));
  }
  void add(store::FactHead const& head, HistoryLine line) {
    auto known = entries_.find(head.recorded_in);
    if (known == entries_.end()) {
      known = entries_.emplace(head.recorded_in, store::entry(snapshot_, head.recorded_in)).first;
    }
    line.on = head.span.from;
    line.entry = head.recorded_in;
    if (known->second) {
      line.actor = known->second->actor;
      line.document = document_words(snapshot_, known->second->document);
    }
    lines_.emplace_back(head.leaf, std::move(line));
  }
  std::vector<HistoryLine> in_order() {
    std::ranges::stable_sort(lines_, [](auto const& a, auto const& b) {
      return std::tuple(a.second.on, a.second.entry, a.first) <
             std::tuple(b.second.on, b.second.entry, b.first);
    });
    std::vector<HistoryLine> lines;
    for (auto& line : lines_) lines.push_back(std::move(line.second));
    return lines;
  }

 private:
  Snapshot& snapshot_;
  std::vector<FirstRecord> firsts_;
  std::map<EntryNumber, std::optional<store::Entry>> entries_;
  std::vector<std::pair<std::int64_t, HistoryLine>> lines_;
};

}  // namespace

std::vector<HistoryLine> history(Snapshot& snapshot, TaskId task, EntryNumber known_at) {
  Lines lines(snapshot, task.value, known_at);
  auto const leads = snapshot.history_of<TaskLead>(task.value, known_at);
  auto const deadlines = snapshot.history_of<TaskDeadline>(task.value, known_at);
  for (auto const& given : snapshot.history_of<TaskGiven>(task.value, known_at)) {
    HistoryLine line{.what = M("giao nhiệm vụ"), .text = given.value.title};
    if (!deadlines.empty()) line.deadline = deadlines.front().value.deadline;
    if (!leads.empty()) line.unit = leads.front().value.unit;
    lines.add(given.head, std::move(line));
  }
  // The first lead and deadline are those of the giving, told there.
  for (std::size_t i = 1; i < leads.size(); ++i) {
    lines.add_state(TaskLead::kind, leads[i].head, leads[i].value.unit.value,
                    {.what = M("chuyển đơn vị chủ trì"), .unit = leads[i].value.unit});
  }
  for (std::size_t i = 1; i < deadlines.size(); ++i) {
    lines.add_state(TaskDeadline::kind, deadlines[i].head, deadlines[i].value.deadline.number(),
                    {.what = M("gia hạn"),
                     .text = deadlines[i].value.reason,
                     .deadline = deadlines[i].value.deadline});
  }
  for (auto const& step : snapshot.history_of<TaskStep>(task.value, known_at)) {
    lines.add(step.head, {.what = label(step.value.step), .text = step.value.text});
  }
  return lines.in_order();
}

std::vector<HistoryLine> history(Snapshot& snapshot, RecommendationId recommendation,
                                 EntryNumber known_at) {
  std::int64_t const id = recommendation.value;
  Lines lines(snapshot, id, known_at);
  for (auto const& asked : snapshot.history_of<Recommendation>(id, known_at)) {
    lines.add(
        asked.head,
        {.what = M("tiếp nhận kiến nghị"), .text = asked.value.subject, .unit = asked.value.asker});
  }
  for (auto const& handed : snapshot.history_of<RecommendationHandling>(id, known_at)) {
    lines.add_state(RecommendationHandling::kind, handed.head, handed.value.unit.value,
                    {.what = M("giao nơi giải quyết"),
                     .deadline = handed.value.deadline,
                     .unit = handed.value.unit});
  }
  for (auto const& step : snapshot.history_of<RecommendationStep>(id, known_at)) {
    lines.add(step.head,
              {.what = label(step.value.step), .text = step.value.text, .unit = step.value.unit});
  }
  return lines.in_order();
}

}  // namespace giaoban::task
