#include "web/job_pages.h"

#include <charconv>

#include "web/components.h"
#include "web/form.h"
#include "web/paged.h"

namespace giaoban::web {

namespace {

constexpr std::string_view box_id = "job";

Jobs& jobs_of(Visit const& visit) {
  ensure(visit.site.jobs != nullptr, "a site with job pages has jobs");
  return *visit.site.jobs;
}

Result<JobView> asked(Visit const& visit) {
  TRY_INTO(JobId const id, job_id(visit.place("job")));
  return jobs_of(visit).state(visit.caller.actor, id);
}

Tone tone_of(JobState state) {
  switch (state) {
    case JobState::done:
      return Tone::good;
    case JobState::refused:
    case JobState::broke:
      return Tone::bad;
    case JobState::cancelled:
    case JobState::interrupted:
      return Tone::warning;
    case JobState::waiting:
    case JobState::running:
      break;
  }
  return Tone::accent;
}

Result<Response> show_list(Visit& visit) {
  Words const words{visit.language()};
  auto const all = jobs_of(visit).list(visit.caller.actor);
  Listing listing{.title = words(M("Việc máy đang làm và đã làm")),
                  .columns = {{"title", M("Việc"), CellType::text},
                              {"started", M("Bắt đầu"), CellType::text},
                              {"state", M("Tình trạng"), CellType::text}},
                  .rows = {}};
  for (JobView const& job : all) {
    listing.rows.push_back(
        {job.title.in(words.language), vietnamese(job.started_at), words(label(job.state))});
  }
  TableOptions options{.empty = words(M("Chưa có việc nào. Kết quả được giữ 3 ngày; ai đó được xóa "
                                        "thông tin cá nhân thì bỏ ngay."))};
  options.link = [&](std::size_t row) { return std::optional(to("/jobs/{}", all[row].id.value)); };
  return page(visit, {.title = words(M("Việc của máy"))},
              paged_table(visit, listing, options, {.here = to("/jobs")}));
}

Result<Response> show(Visit& visit) {
  TRY_INTO(JobView const job, asked(visit));
  Url const here = to("/jobs/{}", job.id.value);
  if (auto part = polled(visit, job, here)) return *std::move(part);
  Words const words{visit.language()};
  return page(visit,
              {.title = job.title.in(words.language),
               .crumbs = {{words(M("Việc của máy")), to("/jobs")}},
               .width = PageWidth::reading},
              job_box(visit, job, here));
}

Result<Response> cancel(Visit& visit) {
  TRY_INTO(JobId const id, job_id(visit.place("job")));
  TRY_VOID(jobs_of(visit).cancel(visit.caller.actor, id));
  return Response::redirect(own_target(visit.request.form.text("back")));
}

Result<Response> file(Visit& visit) {
  TRY_INTO(JobId const id, job_id(visit.place("job")));
  TRY_INTO(JobFile const kept, jobs_of(visit).file(visit.caller.actor, id));
  Response response = Response::download({}, kept.content_type, kept.name);
  response.file = kept.path;
  response.file_lives_by = kept.lives_by;
  return response;
}

}  // namespace

Result<JobId> job_id(std::string_view text) {
  JobId id;
  auto const read = std::from_chars(text.data(), text.data() + text.size(), id.value);
  if (read.ec != std::errc{} || read.ptr != text.data() + text.size()) return refuse(no_such_job);
  return id;
}

bool ended(JobView const& job) {
  return job.state != JobState::waiting && job.state != JobState::running;
}

Msg label(JobState state) {
  switch (state) {
    case JobState::waiting:
      return M("đang chờ đến lượt");
    case JobState::running:
      return M("đang chạy");
    case JobState::done:
      return M("đã xong");
    case JobState::refused:
      return M("không làm được");
    case JobState::broke:
      return M("gặp sự cố");
    case JobState::cancelled:
      return M("đã dừng theo yêu cầu");
    case JobState::interrupted:
      break;
  }
  return M("bị ngắt giữa chừng, hãy làm lại");
}

Html job_box(Visit const& visit, JobView const& job, Url const& poll) {
  Words const words{visit.language()};
  std::string const& said = job.said.in(words.language);
  if (!ended(job)) {
    ProgressBar at{.id = std::string(box_id),
                   .label = job.title.in(words.language),
                   .done = job.done,
                   .poll = poll,
                   .note = said.empty() ? words(label(job.state)) : said};
    if (job.total > 0) at.total = job.total;
    at.actions = button_form(visit, to("/jobs/{}/cancel", job.id.value), words(M("Dừng lại")),
                             {{"back", poll.text()}});
    return progress(words, at);
  }
  Html body = element("p", badge(words(label(job.state)), tone_of(job.state)));
  if (!said.empty()) body.add(element("p", said));
  if (job.file) {
    body.add(element("p", {{"class", "actions"}},
                     button_link(to("/jobs/{}/file", job.id.value), words(M("Tải tệp về")),
                                 ButtonLook::primary)));
  }
  return element("div", {{"id", box_id}, {"role", "status"}}, body);
}

std::optional<Response> polled(Visit const& visit, JobView const& job, Url const& poll) {
  if (!asks_for(visit.request, box_id)) return std::nullopt;
  Response response = fragment(job_box(visit, job, poll));
  // What has ended changes more of the page than the box.
  if (ended(job)) response.set_header("HX-Refresh", "true");
  return response;
}

std::vector<Route> job_routes() {
  return {
      {.path = "/jobs",
       .handle = &show_list,
       .open = Open::to_signed_in,
       .query = {asks_number("page")}},
      {.path = "/jobs/{job}", .handle = &show, .open = Open::to_signed_in},
      {.path = "/jobs/{job}/file",
       .handle = &file,
       .open = Open::to_signed_in,
       .gives = Gives::file},
      {.method = Method::post,
       .path = "/jobs/{job}/cancel",
       .handle = &cancel,
       .open = Open::to_signed_in},
  };
}

}  // namespace giaoban::web
