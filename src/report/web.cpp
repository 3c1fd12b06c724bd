#include "report/web.h"

#include "base/text.h"
#include "report/preview.h"
#include "report/request.h"
#include "report/web_period.h"
#include "web/components.h"
#include "web/download.h"
#include "web/form.h"
#include "web/jobs.h"
#include "web/page.h"

namespace giaoban::report {

namespace {

using web::Html;
using web::to;
using web::Visit;
using web::Words;

constexpr std::string_view menu_path = "/reports";

// --- asking --------------------------------------------------------------------------------------

struct FormOf {
  unit::Node unit;
  Day opened;  // the first day of which anything is known
  std::vector<figure::YearOffered> years;
};

// Whose yearly results.
web::FormField graded_field(Words const& words, FormOf const& of) {
  web::FormField field{.name = "graded-year",
                       .label = words(M("Kết quả xếp loại")),
                       .control = web::Control::choice};
  for (auto const& [value, label] : of.years) field.picks.push_back({value, label});
  return field;
}

std::vector<web::FieldGroup> fields_of_form(Words const& words, Visit const& visit,
                                            FormOf const& of) {
  Day const today = visit.site.clock->today();
  std::vector<web::FormField> asked{{.name = "unit",
                                     .label = words(M("Đơn vị")),
                                     .control = web::Control::unit,
                                     .need = store::Need::required,
                                     .value = of.unit.code,
                                     .shown = of.unit.name},
                                    {.name = "date",
                                     .label = words(M("Ngày văn bản")),
                                     .control = web::Control::day,
                                     .need = store::Need::required,
                                     .note = words(M("Số liệu không tính quá ngày này.")),
                                     .value = today.vietnamese()}};
  auto period = period_fields(words, {of.opened.year(), today.year()}, visit.request.query);
  asked.insert(asked.begin() + 1, std::make_move_iterator(period.begin()),
               std::make_move_iterator(period.end()));
  if (!of.years.empty()) asked.push_back(graded_field(words, of));
  std::vector<web::FormField> by_hand{
      {.name = "document-number", .label = words(M("Số văn bản"))},
      {.name = "signer", .label = words(M("Người ký"))},
      {.name = "signer-title",
       .label = words(M("Chức vụ người ký")),
       .note = words(M("Bỏ trống: chức vụ của người đứng đầu."))},
      {.name = "place",
       .label = words(M("Địa danh")),
       .note = words(M("Bỏ trống: theo tên đơn vị."))},
      {.name = "recipients",
       .label = words(M("Nơi nhận")),
       .control = web::Control::long_text,
       .note = words(M("Cách nhau bằng dấu chấm phẩy. Bỏ trống: nơi nhận thường lệ."))}};
  return {{.legend = words(M("Báo cáo gì")), .fields = std::move(asked)},
          {.legend = words(M("Phần ghi tay, có thể để trống")), .fields = std::move(by_hand)}};
}

Html request_form(Visit const& visit, FormOf const& of, Refusal const* refusal) {
  Words const words{visit.language()};
  auto groups = fields_of_form(words, visit, of);
  bool beside = false;
  for (web::FieldGroup& group : groups) {
    web::show_typed(group.fields, visit.request.query);
    if (refusal != nullptr && !beside) {
      beside = web::show_fault(group.fields, *refusal, words.language);
    }
  }
  return web::filter_form(words, {.id = "report",
                                  .action = to("/reports/preview"),
                                  .groups = std::move(groups),
                                  .submit = words(M("Xem trước báo cáo"))});
}

unit::Reach reach(Visit const& visit, store::Snapshot& snapshot, store::Moment moment) {
  return unit::reach_of(snapshot, visit.caller.actor, report_read, moment);
}

// The unit for the form: as typed where that is one, else the caller's own.
Result<FormOf> form_of(Visit const& visit, store::Snapshot& snapshot) {
  store::Moment const today{visit.site.clock->today()};
  auto const seen = reach(visit, snapshot, today);
  auto unit = unit::in_reach(snapshot, seen, normalise(visit.request.query.text("unit")), today);
  if (!unit) unit = unit::in_reach(snapshot, seen, std::string_view{}, today);
  TRY_INTO(unit::Node const node, unit);
  auto const above = unit::chain(snapshot, node.id.value, today);
  auto const lives = snapshot.history_of<unit::UnitExistence>(above.back());
  return FormOf{node, lives.empty() ? today.as_of : lives.front().head.span.from,
                figure::years_offered(snapshot, node.id, today, visit.language())};
}

// What an address fills the form with is what the form could send.
Result<void> check_asked(Visit const& visit, store::Snapshot& snapshot) {
  auto const& query = visit.request.query;
  store::Moment const today{visit.site.clock->today()};
  if (std::string const code = normalise(query.text("unit")); !code.empty()) {
    TRY_VOID(unit::in_reach(snapshot, reach(visit, snapshot, today), code, today));
  }
  TRY_VOID(figure::year_in(normalise(query.text("graded-year"))));
  return check_period(visit.request, today.as_of.year());
}

web::PageHead head_of(Words const& words) {
  return {.title = words(M("Lập báo cáo")),
          .lead = words(M("Báo cáo tình hình tổ chức đảng, đảng viên và kết quả xếp loại, viết từ "
                          "số liệu của sổ.")),
          .active = menu_path};
}

Result<web::Response> show_form(Visit& visit) {
  auto const snapshot = visit.store.read();
  TRY_INTO(FormOf const of, form_of(visit, *snapshot));
  TRY_VOID(check_asked(visit, *snapshot));
  return web::page(visit, head_of(Words{visit.language()}), request_form(visit, of, nullptr));
}

// --- reading -------------------------------------------------------------------------------------

struct Made {
  ReportRequest request;
  ReportView view;
};

Result<Made> made_of(Visit const& visit, store::Snapshot& snapshot) {
  TRY_INTO(ReportRequest const request,
           request_asked(snapshot, visit.caller.actor, arguments_asked(visit.request)));
  store::Moment const moment{request.date, request.known_at};
  TRY_VOID(unit::in_reach(snapshot, reach(visit, snapshot, moment), request.unit, moment));
  TRY_INTO(ReportView made, view(snapshot, request));
  visit.store.log_access(visit.caller.actor.name,
                         "report " + request.period.code() + " " + request.date.iso(),
                         request.unit.value);
  return Made{request, std::move(made)};
}

// The same question again, of the entry that was shown.
web::Url with_question(web::Url url, Visit const& visit, ReportView const& made) {
  for (auto const& [name, value] : visit.request.query.pairs()) {
    if (name != "known-at" && name != "as") url = url.with(name, value);
  }
  return url.with("known-at", made.known_at);
}

std::vector<web::Notice> warnings_of(Words const& words, ReportView const& made) {
  std::vector<web::Notice> notices;
  for (Refusal const& warning : made.warnings) {
    notices.push_back({web::NoticeKind::warning,
                       warning.text(words.language) + " " + warning.remedy(words.language)});
  }
  return notices;
}

// The form again, with what was typed and what is wrong with it.
Result<web::Response> form_with_fault(Visit const& visit, store::Snapshot& snapshot,
                                      Refusal const& refusal) {
  Words const words{visit.language()};
  TRY_INTO(FormOf const of, form_of(visit, snapshot));
  auto head = head_of(words);
  head.status = refusal.kind->http_status;
  return web::page(visit, head,
                   web::join(web::refusal_box(words, refusal), request_form(visit, of, &refusal)));
}

Result<web::Response> show_preview(Visit& visit) {
  Words const words{visit.language()};
  auto const snapshot = visit.store.read();
  auto const made = made_of(visit, *snapshot);
  if (!made) return form_with_fault(visit, *snapshot, made.error());
  ReportView const& view = made->view;
  auto const file = with_question(to("/reports/document"), visit, view);
  std::vector<web::Pick> question;
  for (auto const& [name, value] : visit.request.query.pairs()) question.push_back({name, value});
  Html const actions = web::join(
      web::button_link(file.with("as", "docx"), words(M("Tải tệp Word")), web::ButtonLook::primary),
      web::button_link(file.with("as", "xlsx"), words(M("Tải các biểu Excel"))),
      web::button_form(visit, to("/reports/jobs"), words(M("Làm tệp Word ở chế độ nền")), question,
                       web::ButtonLook::quiet),
      web::button_link(with_question(to("/reports"), visit, view), words(M("Sửa yêu cầu")),
                       web::ButtonLook::quiet));
  return web::page(
      visit,
      {.title = words(M("Xem trước: {unit}, {period}"),
                      {{"unit", view.unit_name}, {"period", view.period.name(words.language)}}),
       .active = menu_path,
       .crumbs = {{words(M("Lập báo cáo")), to("/reports")}},
       .notices = warnings_of(words, view),
       .actions = actions},
      preview(view));
}

// --- files ---------------------------------------------------------------------------------------

std::string file_name(ReportView const& made, std::string_view ending) {
  return "Báo cáo " + made.period.code() + ", " + made.unit_name + std::string(ending);
}

Result<web::Response> save_document(Visit& visit) {
  auto const snapshot = visit.store.read();
  TRY_INTO(Made const made, made_of(visit, *snapshot));
  if (visit.request.query.text("as") == "xlsx") {
    std::string const name = file_name(made.view, ".xlsx");
    return web::download_written({name, web::xlsx_type},
                                 [&](std::filesystem::path const& path) -> Result<void> {
                                   xlsx(made.view, path);
                                   return {};
                                 });
  }
  TRY_INTO(auto bytes, docx_bytes(made.view));
  return web::Response::download(std::move(bytes), std::string(web::docx_type),
                                 file_name(made.view, ".docx"));
}

Result<web::JobResult> write_document(store::Store& store, ReportRequest const& request,
                                      web::Progress& progress) {
  constexpr std::int64_t steps = 3;
  progress.set(0, steps, M("Đang tính số liệu"));
  auto const snapshot = store.read();
  TRY_INTO(ReportView const made, view(*snapshot, request));
  if (progress.cancelled()) return refuse(web::job_cancelled);
  progress.set(1, steps, M("Đang viết văn bản"));
  TRY_INTO(auto const bytes, docx_bytes(made));
  if (progress.cancelled()) return refuse(web::job_cancelled);
  progress.set(2, steps, M("Đang ghi tệp"));
  web::write_whole(progress.file(), bytes);
  return web::JobResult{
      .said = web::Said::of(M("Đã làm xong báo cáo {period} của {unit}."),
                            {{"period", made.period.code()}, {"unit", made.unit_name}}),
      .file_name = file_name(made, ".docx"),
      .content_type = std::string(web::docx_type)};
}

// A province's document may take longer than one waits before a page.
Result<web::Response> start_job(Visit& visit) {
  auto const snapshot = visit.store.read();
  TRY_INTO(ReportRequest request,
           request_asked(*snapshot, visit.caller.actor, arguments_asked(visit.request)));
  request.known_at = std::min(request.known_at, snapshot->head());
  store::Moment const moment{request.date, request.known_at};
  TRY_INTO(unit::Node const node,
           unit::in_reach(*snapshot, reach(visit, *snapshot, moment), request.unit, moment));
  visit.store.log_access(visit.caller.actor.name,
                         "report " + request.period.code() + " " + request.date.iso(),
                         request.unit.value);
  ensure(visit.site.jobs != nullptr, "the site of reports has jobs");
  TRY_INTO(web::JobId const job,
           visit.site.jobs->start(web::JobOwner::of(visit), M("Báo cáo của {unit}"),
                                  {{"unit", node.name}},
                                  [&store = visit.store, request](web::Progress& progress) {
                                    return write_document(store, request, progress);
                                  }));
  return web::Response::redirect(to("/jobs/{}", job.value).text());
}

}  // namespace

// What the form of a report may send; days and periods are held against it as it is shown again.
static std::vector<web::Parameter> asked_names() {
  std::vector<web::Parameter> all{web::asks_word("as", {"docx", "xlsx"})};
  for (char const* name : {"unit", "period", "part", "year", "date", "graded-year", "known-at",
                           "document-number", "signer", "signer-title", "place", "recipients"}) {
    all.push_back(web::asks_text(name));
  }
  return all;
}

// The form itself has nothing to say beside a field, so what it is filled with is asked first.
static std::vector<web::Parameter> filled_names() {
  auto all = asked_names();
  for (web::Parameter& one : all) {
    if (one.name == "date") one = web::asks_day(one.name);
    if (one.name == "year" || one.name == "known-at") one = web::asks_number(one.name);
  }
  return all;
}

std::vector<web::Route> routes() {
  return {
      {.path = "/reports", .handle = &show_form, .right = &report_read, .query = filled_names()},
      {.path = "/reports/preview",
       .handle = &show_preview,
       .right = &report_read,
       .query = asked_names()},
      {.path = "/reports/document",
       .handle = &save_document,
       .right = &report_read,
       .gives = web::Gives::file,
       .query = asked_names()},
      {.method = web::Method::post,
       .path = "/reports/jobs",
       .handle = &start_job,
       .right = &report_read}};
}

std::vector<web::MenuEntry> menu() {
  return {{.path = menu_path, .label = M("Báo cáo"), .right = &report_read}};
}

}  // namespace giaoban::report
