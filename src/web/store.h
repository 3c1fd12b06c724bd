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
// Everything that has not ended becomes interrupted; what ended before the instant goes, and the
// files that belonged to it are answered.
std::vector<std::string> begin_anew(store::Store& store, Instant now, Instant kept_from);

}  // namespace giaoban::web
