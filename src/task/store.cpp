#include "task/store.h"

#include "task/queries.h"

namespace giaoban::task {

using store::Params;

std::vector<Led> led(store::Snapshot& snapshot, Wanted wanted, store::Moment moment) {
  std::vector<Led> tasks;
  snapshot.each(wanted == Wanted::all ? queries::leads : queries::leads_in_force,
                Params(moment.as_of, moment.known_at), [&](Led const& one) {
                  if (!tasks.empty() && tasks.back().task == one.task) tasks.pop_back();
                  tasks.push_back(one);
                });
  return tasks;
}

std::vector<InHand> in_hand(store::Snapshot& snapshot, store::Moment moment) {
  return snapshot.rows(queries::tasks_in_hand, moment.as_of, moment.known_at);
}

std::vector<TaskId> given_by(store::Snapshot& snapshot, UnitId assigner, store::Moment moment) {
  return snapshot.rows(queries::given_by, moment.as_of, moment.known_at, assigner);
}

std::vector<TaskId> from_source(store::Snapshot& snapshot, SourceKind source, std::int64_t record,
                                store::Moment moment) {
  return snapshot.rows(queries::tasks_from, moment.as_of, moment.known_at, source, record);
}

std::vector<Asked> asked(store::Snapshot& snapshot, store::Moment moment) {
  return snapshot.rows(queries::recommendations, moment.as_of, moment.known_at);
}

std::vector<Asked> asked_open(store::Snapshot& snapshot, store::Moment moment) {
  return snapshot.rows(queries::recommendations_open, moment.as_of, moment.known_at);
}

std::vector<RecommendationId> asked_at(store::Snapshot& snapshot, SourceKind source,
                                       std::int64_t record, store::Moment moment) {
  return snapshot.rows(queries::recommendations_from, moment.as_of, moment.known_at, source,
                       record);
}

std::vector<FirstRecord> first_records(store::Snapshot& snapshot, std::int64_t subject,
                                       EntryNumber known_at) {
  return snapshot.rows(queries::first_records, subject, known_at);
}

}  // namespace giaoban::task
