// The papers of a unit as files, and all papers of one kind of a unit and those below as a job.
#include <algorithm>

#include "print/docx_pack.h"
#include "print/xlsx_write.h"
#include "round/paper.h"
#include "round/web_parts.h"
#include "web/download.h"
#include "web/jobs.h"

namespace giaoban::round {

namespace {

using web::Visit;
using web::Words;

Result<Paper> paper_named(Visit const& visit) {
  auto const paper = from_code<Paper>(visit.place("paper"));
  if (!paper) return refuse(web::no_such_page, {{"path", visit.request.path}});
  return *paper;
}

// What the job needs when the request is over.
struct Order {
  RoundView round;
  unit::Node top;
  unit::Reach reach;
  Paper paper = Paper::decision;
  Day on;
};

Result<web::JobResult> write_papers(store::Store& store, Order const& order,
                                    web::Progress& progress) {
  auto const snapshot = store.read();
  auto const going_on = [&](std::int64_t done, std::int64_t all) -> Result<void> {
    if (progress.cancelled()) return refuse(web::job_cancelled);
    progress.set(done, all, M("Đang viết văn bản"));
    return {};
  };
  TRY_INTO(auto files, papers_below(*snapshot, order.reach,
                                    {order.round, order.top, order.paper, order.on}, going_on));
  if (files.empty()) return refuse(nothing_to_print, {{"unit", order.top.name}});
  auto const count = static_cast<std::int64_t>(files.size());
  web::write_whole(progress.file(), print::pack_parts(std::move(files)));
  PaperAsked const whole{order.round, order.top, order.paper, order.on};
  return web::JobResult{
      .said = web::Said::of(M("Đã viết {count} văn bản."), {{"count", format_count(count)}}),
      .file_name = paper_name(whole) + ".zip",
      .content_type = "application/zip"};
}

}  // namespace

Result<web::Response> save_paper(Visit& visit) {
  TRY_INTO(Asked const asked, asked_of(visit));
  TRY_INTO(Paper const paper, paper_named(visit));
  visit.store.log_access(visit.caller.actor.name, "round paper", asked.unit.id.value);
  PaperAsked wanted{asked.round, asked.unit, paper, visit.site.clock->today()};
  std::string const person = normalise(visit.request.query.text("person"));
  if (!person.empty()) {
    TRY_INTO(wanted.only, member::person_named(*asked.snapshot, asked.reach, person,
                                               {asked.round.opening.roster_on}));
  }
  TRY_INTO(auto bytes, paper_of(*asked.snapshot, asked.reach, wanted));
  if (!bytes) return refuse(nothing_to_print, {{"unit", asked.unit.name}});
  return web::Response::download(*std::move(bytes), std::string(web::docx_type),
                                 paper_name(wanted) + ".docx");
}

Result<web::Response> start_papers(Visit& visit) {
  TRY_INTO(Asked const asked, asked_of(visit));
  TRY_INTO(Paper const paper, paper_named(visit));
  visit.store.log_access(visit.caller.actor.name, "round papers", asked.unit.id.value);
  ensure(visit.site.jobs != nullptr, "the site of rounds has jobs");
  Order const order{asked.round, asked.unit, asked.reach, paper, visit.site.clock->today()};
  TRY_INTO(web::JobId const job,
           visit.site.jobs->start(web::JobOwner::of(visit), M("Văn bản xếp loại của {unit}"),
                                  {{"unit", asked.unit.name}},
                                  [&store = visit.store, order](web::Progress& progress) {
                                    return write_papers(store, order, progress);
                                  }));
  return web::Response::redirect(web::to("/jobs/{}", job.value).text());
}

Result<web::Response> save_summary(Visit& visit) {
  TRY_INTO(Asked const asked, asked_of(visit));
  auto const listing =
      summary(*asked.snapshot, asked.reach, asked.round, asked.unit.id, visit.language());
  Day const today = visit.site.clock->today();
  std::string const name = "Tổng hợp xếp loại " + std::to_string(asked.round.opening.year) + ", " +
                           asked.unit.name + ".xlsx";
  return web::download_written({name, web::xlsx_type},
                               [&](std::filesystem::path const& path) -> Result<void> {
                                 print::write_xlsx(listing, path, today, visit.language());
                                 return {};
                               });
}

Result<web::Response> save_summary_paper(Visit& visit) {
  TRY_INTO(Asked const asked, asked_of(visit));
  Day const today = visit.site.clock->today();
  TRY_INTO(auto bytes,
           summary_docx(*asked.snapshot, asked.reach, {asked.round, asked.unit, today}));
  std::string const name = "Tổng hợp xếp loại " + std::to_string(asked.round.opening.year) + ", " +
                           asked.unit.name + ".docx";
  return web::Response::download(std::move(bytes), std::string(web::docx_type), name);
}

}  // namespace giaoban::round
