#include "task/store.h"

#include "task/queries.h"

namespace giaoban::task {

using store::Params;
using store::RowView;

std::vector<Led> led(store::Snapshot& snapshot, Wanted wanted, store::Moment moment) {
  std::vector<Led> tasks;
  snapshot.db().each(wanted == Wanted::all ? queries::leads : queries::leads_in_force,
                     Params(moment.as_of, moment.known_at), [&](RowView const& row) {
                       Led const one{row.id<TaskId>(0), row.id<UnitId>(1)};
                       if (!tasks.empty() && tasks.back().task == one.task) tasks.pop_back();
                       tasks.push_back(one);
                     });
  return tasks;
}

std::vector<InHand> in_hand(store::Snapshot& snapshot, store::Moment moment) {
  return snapshot.db().all(queries::tasks_in_hand, Params(moment.as_of, moment.known_at),
                           [](RowView const& row) {
                             return InHand{row.id<TaskId>(0), row.id<UnitId>(1), row.id<UnitId>(2)};
                           });
}

std::vector<TaskId> given_by(store::Snapshot& snapshot, UnitId assigner, store::Moment moment) {
  return snapshot.db().all(queries::given_by, Params(moment.as_of, moment.known_at, assigner),
                           [](RowView const& row) { return row.id<TaskId>(0); });
}

std::vector<TaskId> from_source(store::Snapshot& snapshot, SourceKind source, std::int64_t record,
                                store::Moment moment) {
  return snapshot.db().all(queries::tasks_from,
                           Params(moment.as_of, moment.known_at, code(source), record),
                           [](RowView const& row) { return row.id<TaskId>(0); });
}

namespace {

Asked read_asked(RowView const& row) {
  return {row.id<RecommendationId>(0), row.id<UnitId>(1), row.id<UnitId>(2)};
}

}  // namespace

std::vector<Asked> asked(store::Snapshot& snapshot, store::Moment moment) {
  return snapshot.db().all(queries::recommendations, Params(moment.as_of, moment.known_at),
                           read_asked);
}

std::vector<Asked> asked_open(store::Snapshot& snapshot, store::Moment moment) {
  return snapshot.db().all(queries::recommendations_open, Params(moment.as_of, moment.known_at),
                           read_asked);
}

std::vector<RecommendationId> asked_at(store::Snapshot& snapshot, SourceKind source,
                                       std::int64_t record, store::Moment moment) {
  return snapshot.db().all(queries::recommendations_from,
                           Params(moment.as_of, moment.known_at, code(source), record),
                           [](RowView const& row) { return row.id<RecommendationId>(0); });
}

std::vector<FirstRecord> first_records(store::Snapshot& snapshot, std::int64_t subject,
                                       EntryNumber known_at) {
  return snapshot.db().all(
      queries::first_records, Params(subject, known_at), [](RowView const& row) {
        return FirstRecord{row.integer(0), row.day(1), row.integer(2), row.integer(3)};
      });
}

std::vector<std::int64_t> breaches(store::Snapshot& snapshot, store::Query const& broken,
                                   store::Params const& params) {
  return snapshot.db().all(broken, params, [](RowView const& row) { return row.integer(0); });
}

}  // namespace giaoban::task
