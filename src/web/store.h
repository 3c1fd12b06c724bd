// Rows of jobs. Private to web/.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "web/jobs.h"

namespace giaoban::web {

std::string_view code_of(JobState state);

JobId insert_job(store::Store& store, JobView const& job);  // its id is the next one
void change_job(store::Store& store, JobView const& job);
std::optional<JobView> find_job(store::Snapshot& snapshot, JobId id);
std::vector<JobView> jobs_of(store::Snapshot& snapshot, std::string const& owner);
// Everything that has not ended becomes interrupted.
void begin_anew(store::Store& store, Instant now);
struct JobsToKeep {
  Instant ended_from;
  Instant started_after;
};
// Of what has ended the rest goes; the jobs that stay.
std::vector<JobId> jobs_kept(store::Store& store, JobsToKeep const& keep);

}  // namespace giaoban::web
