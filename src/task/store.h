// Rows of tasks and recommendations. Private to src/task: others ask through task.h.
#pragma once

#include <string>
#include <vector>

#include "task/task.h"

namespace giaoban::task {

struct Led {
  TaskId task;
  UnitId lead;
};
// Each task once, with who leads it or led it last; `open`: only those in somebody's hands.
std::vector<Led> led(store::Snapshot& snapshot, Wanted wanted, store::Moment moment);

struct InHand {
  TaskId task;
  UnitId lead;
  UnitId assigner;
};
std::vector<InHand> in_hand(store::Snapshot& snapshot, store::Moment moment);

std::vector<TaskId> given_by(store::Snapshot& snapshot, UnitId assigner, store::Moment moment);
std::vector<TaskId> from_source(store::Snapshot& snapshot, SourceKind source, std::int64_t record,
                                store::Moment moment);

struct Asked {
  RecommendationId recommendation;
  UnitId asker;
  UnitId receiver;
};
std::vector<Asked> asked(store::Snapshot& snapshot, store::Moment moment);
// Without those whose answer was received.
std::vector<Asked> asked_open(store::Snapshot& snapshot, store::Moment moment);
std::vector<RecommendationId> asked_at(store::Snapshot& snapshot, SourceKind source,
                                       std::int64_t record, store::Moment moment);

// The entry that first recorded a state of the subject; what a later entry splits is recorded anew.
struct FirstRecord {
  std::int64_t kind = 0;
  Day from;
  std::int64_t value = 0;  // a unit, or a day's number
  EntryNumber entry = 0;
};
std::vector<FirstRecord> first_records(store::Snapshot& snapshot, std::int64_t subject,
                                       EntryNumber known_at);

}  // namespace giaoban::task
