// The tasks and recommendations of the period: what was to be done, and what became of it. Private
// to src/report.
#pragma once

#include <string>
#include <vector>

#include "report/report.h"
#include "task/task.h"

namespace giaoban::report {

struct WorkAsked {
  UnitId unit;
  Span days;  // of the period, to the document's date
  EntryNumber known_at = 0;
};

// Of the unit and those under it: what was open when the period began, and what came in it.
struct Work {
  Span days;
  std::vector<task::View> tasks;                          // led there
  std::vector<task::RecommendationView> recommendations;  // asked, taken down or to answer there
};
Work work_of(store::Snapshot& snapshot, WorkAsked const& asked);

std::string tasks_sentence(Work const& work);
std::string recommendations_sentence(Work const& work);
std::vector<TaskRow> task_rows(store::Snapshot& snapshot, Work const& work);
std::vector<RecommendationRow> recommendation_rows(store::Snapshot& snapshot, Work const& work);

}  // namespace giaoban::report
