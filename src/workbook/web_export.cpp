// Lists as files: at once where they are short, as a job where they are long.
#include <algorithm>

#include "base/text.h"
#include "print/render.h"
#include "print/whole_file.h"
#include "web/components.h"
#include "web/download.h"
#include "web/form.h"
#include "web/page.h"
#include "web/typed.h"
#include "workbook/web_parts.h"
#include "workbook/workbook.h"

namespace giaoban::workbook {

namespace {

using web::to;
using web::Visit;
using web::Words;

// Members of a list that is made while one waits: a cell's, a small committee's. What such a list
// costs is by its own members (export.cpp).
constexpr std::int64_t members_at_once_max = 300;

// One list, or all of them as a workbook that an import takes.
struct Asked {
  ExportAsked what;
  std::string list;  // "": all
  bool csv = false;
  std::string name;  // of the file
};

std::vector<web::Pick> lists(Words const& words) {
  std::vector<web::Pick> picks;
  for (SheetLayout const& sheet : layout()) {
    if (sheet.id != "book") picks.push_back({sheet.id, words(sheet.name)});
  }
  return picks;
}

web::Form form_of(Visit const& visit, unit::Node const& node) {
  Words const words{visit.language()};
  return {
      .id = "export",
      .action = to("/export"),
      .groups =
          {{.fields = {{.name = "unit",
                        .label = words(M("Đơn vị")),
                        .control = web::Control::unit,
                        .need = store::Need::required,
                        .value = node.code,
                        .shown = node.name},
                       {.name = "list",
                        .label = words(M("Danh sách")),
                        .control = web::Control::choice,
                        .note = words(
                            M("Bỏ trống: mọi danh sách trong một sổ Excel. Kết quả của tổ chức nơi "
                              "khác đã sáp nhập về chỉ có khi xuất riêng danh "
                              "sách xếp loại.")),
                        .picks = lists(words)},
                       {.name = "as",
                        .label = words(M("Loại tệp")),
                        .control = web::Control::choice,
                        .need = store::Need::required,
                        .picks = {{"xlsx", "Excel (.xlsx)"}, {"csv", "CSV (.csv)"}},
                        .value = "xlsx"},
                       {.name = "as_of",
                        .label = words(M("Tính đến hết ngày")),
                        .control = web::Control::day,
                        .value = visit.site.clock->today().vietnamese()},
                       {.name = "opening",
                        .label = words(M("Kể cả người đến, người rời từ ngày")),
                        .control = web::Control::day,
                        .note = words(M("Bỏ trống: từ ngày chốt danh sách xếp loại gần "
                                        "nhất."))}}}},
      .submit = words(M("Xuất ra tệp"))};
}

web::PageHead head_of(Words const& words) {
  return {
      .title = words(M("Xuất danh sách")),
      .lead = words(M("Danh sách của một đơn vị và các đơn vị ở dưới, đúng mẫu nạp vào. Mỗi lần "
                      "xuất được ghi lại.")),
      .active = export_path,
      .width = web::PageWidth::reading};
}

Result<std::optional<Day>> day_in(Visit const& visit, std::string_view field) {
  std::string const typed = normalise(visit.request.form.text(field));
  if (typed.empty()) return std::optional<Day>{};
  auto const day = Day::parse(typed);
  if (!day) return refuse(web::bad_moment, {{"value", typed}}, std::string(field));
  return day;
}

Result<Asked> asked_of(Visit const& visit, store::Snapshot& snapshot) {
  auto const& form = visit.request.form;
  TRY_INTO(auto const as_of, day_in(visit, "as_of"));
  TRY_INTO(auto const opening, day_in(visit, "opening"));
  store::Moment const moment{as_of.value_or(visit.site.clock->today()), snapshot.head()};
  auto const reach = unit::reach_of(snapshot, visit.caller.actor, export_right, moment);
  TRY_INTO(unit::Node const node,
           unit::in_reach(snapshot, reach, normalise(form.text("unit")), moment));
  TRY_VOID(member::nobody_arrives(snapshot, reach, node.id, moment));
  Asked asked;
  asked.what = {node.id, moment, opening};
  TRY_INTO(auto const as, web::typed(form, web::asks_word("as", {"xlsx", "csv"})));
  asked.csv = as == "csv";
  web::Parameter lists_known = web::asks_word("list", {});
  for (SheetLayout const& sheet : layout()) {
    if (sheet.id != "book") lists_known.words.emplace_back(sheet.id);
  }
  TRY_INTO(auto const list, web::typed(form, lists_known));
  bool const known = !list.empty();
  if (known) asked.list = list;
  if (asked.csv && !known) {
    return refuse(command::option_missing, {{"option", say(visit.language(), M("Danh sách"))}},
                  "list");
  }
  asked.name = say(visit.language(), known ? sheet(list).name : M("Sổ")) + ", " + node.name +
               (asked.csv ? ".csv" : ".xlsx");
  return asked;
}

Result<void> write_list(store::Snapshot& snapshot, Asked const& asked,
                        std::filesystem::path const& path, Language language) {
  if (!asked.csv) {
    TRY_VOID(export_workbook(snapshot, asked.what, asked.list, path.string(), language));
    return {};
  }
  print::WholeFile out(path, print::csv_mark);
  auto const sink = print::csv_sink(out.out(), print::ByteOrderMark::present);
  TRY_VOID(export_list(snapshot, asked.what, asked.list, language, *sink));
  out.finish();
  return {};
}

std::string_view type_of(Asked const& asked) {
  return asked.csv ? web::csv_type : web::xlsx_type;
}

Result<web::Response> start_job(Visit const& visit, Asked const& asked) {
  auto const work = [&store = visit.store, asked, language = visit.language()](
                        web::Progress& progress) -> Result<web::JobResult> {
    progress.set(0, 0, M("Đang viết danh sách"));
    auto const snapshot = store.read();
    TRY_VOID(write_list(*snapshot, asked, progress.file(), language));
    if (progress.cancelled()) return refuse(web::job_cancelled);
    return web::JobResult{.said = web::Said::of(M("Đã viết xong {file}."), {{"file", asked.name}}),
                          .file_name = asked.name,
                          .content_type = std::string(type_of(asked))};
  };
  TRY_INTO(web::JobId const job, jobs_of(visit).start(web::JobOwner::of(visit), M("Xuất {file}"),
                                                      {{"file", asked.name}}, work));
  return web::Response::redirect(to("/jobs/{}", job.value).text());
}

Result<unit::Node> own_unit(Visit const& visit, store::Snapshot& snapshot, std::string_view code) {
  store::Moment const today{visit.site.clock->today()};
  return unit::in_reach(snapshot, unit::reach_of(snapshot, visit.caller.actor, export_right, today),
                        code, today);
}

}  // namespace

Result<web::Response> show_export(Visit& visit) {
  auto const snapshot = visit.store.read();
  TRY_INTO(unit::Node const node,
           own_unit(visit, *snapshot, normalise(visit.request.query.text("unit"))));
  return web::page(visit, head_of(Words{visit.language()}), web::form(visit, form_of(visit, node)));
}

Result<web::Response> save_export(Visit& visit) {
  auto const snapshot = visit.store.read();
  auto const asked = asked_of(visit, *snapshot);
  if (!asked) {
    if (asked.error().kind == &unit::beyond_reach) return std::unexpected(asked.error());
    TRY_INTO(unit::Node const node, own_unit(visit, *snapshot, {}));
    auto head = head_of(Words{visit.language()});
    head.status = asked.error().kind->http_status;
    return web::page(visit, head, web::form_again(visit, form_of(visit, node), asked.error()));
  }
  visit.store.log_access(visit.caller.actor.name,
                         "export " + (asked->list.empty() ? "workbook" : asked->list),
                         asked->what.unit.value);
  auto const members = member::roster_size(*snapshot, unit::Reach::everything(), asked->what.unit,
                                           asked->what.moment);
  if (members > members_at_once_max) return start_job(visit, *asked);
  return web::download_written({asked->name, type_of(*asked)},
                               [&](std::filesystem::path const& path) {
                                 return write_list(*snapshot, *asked, path, visit.language());
                               });
}

}  // namespace giaoban::workbook
