// Pages of long work: one's own jobs, one job under way or ended, its result.
#pragma once

#include <string_view>
#include <vector>

#include "web/html.h"
#include "web/jobs.h"
#include "web/page.h"
#include "web/route.h"

namespace giaoban::web {

std::vector<Route> job_routes();

// "57" of an address; refused as a job that is not there.
Result<JobId> job_id(std::string_view text);
// The job as a box that renews itself while it runs and asks for the whole page once it has ended.
// `poll` answers job_box again to htmx.
Html job_box(Visit const& visit, JobView const& job, Url const& poll);
// The answer to `poll`: the box alone to htmx, else nullopt: the page is to be shown.
std::optional<Response> polled(Visit const& visit, JobView const& job, Url const& poll);
[[nodiscard]] bool ended(JobView const& job);
// "xong", "đang chạy".
Msg label(JobState state);

}  // namespace giaoban::web
