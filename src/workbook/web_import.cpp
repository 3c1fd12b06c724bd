// Taking a workbook in: it is checked first, as a job; its faults are shown with the workbook in
// which they are marked, or, when there are none, a button writes what was checked.
//
// What a job found stands in its words, a line each, so that it lives and goes with the job: first
// the summary, then faults and warnings behind their sign. The file of a sound check is the
// workbook itself, which the writing takes.
#include <algorithm>
#include <array>
#include <filesystem>
#include <memory>

#include "base/text.h"
#include "print/xlsx_read.h"
#include "web/components.h"
#include "web/download.h"
#include "web/form.h"
#include "web/job_pages.h"
#include "web/page.h"
#include "workbook/refusals.h"
#include "workbook/web_doubts.h"
#include "workbook/web_parts.h"
#include "workbook/workbook.h"

namespace giaoban::workbook {

namespace {

using web::Html;
using web::to;
using web::Visit;
using web::Words;

constexpr Msg check_title = M("Kiểm tra tệp {file}");
constexpr Msg write_title = M("Ghi tệp {file} vào sổ");
constexpr std::string_view fault_sign = "✗ ";
constexpr std::string_view warning_sign = "! ";
// Lines told on the page; the marked workbook has them all.
constexpr std::size_t told_max = 200;

// --- what is asked -------------------------------------------------------------------------------

struct Asked {
  Run run = Run::dry;
  std::optional<DifferenceIs> difference = {};
  std::optional<Day> change_from = {};
  std::optional<Day> opening = {};  // of a list in .csv
  std::optional<store::Basis> basis = {};
  std::map<std::string, std::string> answers = {};
  std::map<std::string, std::string> headings = {};
};

constexpr Msg file_label = M("Sổ Excel (.xlsx) hoặc một danh sách (.csv)");

web::Form form_of(Words const& words) {
  return {.id = "import",
          .action = to("/import"),
          .groups = {{.fields = {{.name = "file",
                                  .label = words(file_label),
                                  .control = web::Control::file,
                                  .need = store::Need::required,
                                  .note = words(M("Theo tệp mẫu. Tệp được kiểm tra trước, chưa ghi "
                                                  "gì."))},
                                 {.name = "opening",
                                  .label = words(M("Ngày mở sổ")),
                                  .control = web::Control::day,
                                  .note = words(M("Chỉ cần với tệp .csv, là một danh sách không có "
                                                  "trang Sổ."))}}},
                     {.legend = words(M("Khi một dòng khác với sổ")),
                      .fields = {{.name = "difference",
                                  .label = words(M("Thì hiểu là")),
                                  .control = web::Control::choice,
                                  .note = words(M("Bỏ trống: báo là lỗi để xem lại.")),
                                  .picks = {{"correction", words(M("đính chính chỗ ghi sai"))},
                                            {"change", words(M("thay đổi mới"))}}},
                                 {.name = "change-from",
                                  .label = words(M("Thay đổi từ ngày")),
                                  .control = web::Control::day},
                                 {.name = "document",
                                  .label = words(M("Số, ký hiệu văn bản")),
                                  .note = words(M("Chỉ cần khi tệp sửa kết quả xếp loại đã ghi."))},
                                 {.name = "document-date",
                                  .label = words(M("Ngày ký văn bản")),
                                  .control = web::Control::day}}}},
          .submit = words(M("Kiểm tra tệp"))};
}

Result<std::optional<store::Basis>> basis_asked(web::Fields const& given) {
  command::Arguments arguments;
  for (char const* name : {"document", "document-date"}) {
    std::string const value = normalise(given.text(name));
    if (!value.empty()) arguments.set(name, value);
  }
  TRY_INTO(auto act, command::act_of({}, import_verb, arguments));
  return act.basis;
}

Result<Asked> asked_of(web::Fields const& given, Run run) {
  Asked asked{.run = run};
  TRY_INTO(asked.basis, basis_asked(given));
  TRY_INTO(asked.answers, answers_in(given.text("answers")));
  TRY_INTO(asked.headings, headings_in(given.text("columns")));
  std::string const opening = normalise(given.text("opening"));
  asked.opening = Day::parse(opening);
  if (!opening.empty() && !asked.opening) {
    return refuse(web::bad_moment, {{"value", opening}}, "opening");
  }
  std::string const difference = given.text("difference");
  if (difference == "correction") asked.difference = DifferenceIs::correction;
  if (difference == "change") asked.difference = DifferenceIs::change;
  if (!difference.empty() && !asked.difference) {
    return refuse(
        web::query_not_a_word,
        {{"name", "difference"}, {"value", difference}, {"choices", "correction, change"}},
        "difference");
  }
  std::string const typed = normalise(given.text("change-from"));
  if (typed.empty()) {
    if (asked.difference == DifferenceIs::change) return refuse(change_from_missing);
    return asked;
  }
  asked.change_from = Day::parse(typed);
  if (!asked.change_from) return refuse(web::bad_moment, {{"value", typed}}, "change-from");
  return asked;
}

// The workbook under the name by which its sender knows it, while the work runs.
struct Source {
  web::TemporaryFolder folder;
  std::filesystem::path file;

  explicit Source(std::string name) {
    constexpr std::size_t name_bytes_max = 200;
    if (name.empty() || name.size() > name_bytes_max) name = "so.xlsx";
    file = folder.path() / std::filesystem::path(name).filename();
  }
  [[nodiscard]] std::string name() const { return file.filename().string(); }
  [[nodiscard]] bool is_workbook() const { return file.extension() == ".xlsx"; }
};

std::string marked_lead() {
  return say(Language::vietnamese, M("Lỗi đã đánh dấu")) + " - ";
}
// The name under which a file came, also of one whose faults were marked.
std::string name_of(web::JobFile const& kept) {
  std::string const lead = marked_lead();
  return kept.name.starts_with(lead) ? kept.name.substr(lead.size()) : kept.name;
}

// --- the work ------------------------------------------------------------------------------------

Args counts_of(ImportReport const& report) {
  auto const text = [](std::int64_t count) { return format_count(count); };
  return {{"units", text(report.units)},
          {"persons", text(report.persons)},
          {"posts", text(report.posts)},
          {"grades", text(report.grades)},
          {"known", text(report.known)},
          {"changed", text(report.changed)},
          {"entry", std::to_string(report.entry)},
          {"faults", text(std::ssize(report.faults))},
          {"questions", std::to_string(report.unanswered())}};
}

Msg summary_of(ImportReport const& report, Run run) {
  if (!report.faults.empty()) return M("Tệp có {faults} lỗi; chưa ghi gì vào sổ.");
  if (report.unanswered() > 0) {
    return M("Tệp còn {questions} điều phải trả lời trước khi ghi; chưa ghi gì vào sổ.");
  }
  if (run == Run::dry) {
    return M(
        "Tệp không có lỗi. Sẽ ghi mới {units} đơn vị, {persons} đảng viên, {posts} chức vụ, "
        "{grades} kết quả xếp loại; {known} dòng đã có trong sổ, {changed} dòng thay đổi.");
  }
  if (report.entry == 0) return M("Mọi dòng đã có trong sổ; không có gì mới để ghi.");
  return M(
      "Đã ghi vào sổ ở bút toán {entry}: {units} đơn vị, {persons} đảng viên, {posts} chức vụ, "
      "{grades} kết quả xếp loại mới; {known} dòng đã có, {changed} dòng thay đổi.");
}

void add_lines(std::string& text, std::string_view sign, std::vector<Fault> const& all,
               Language language) {
  for (std::size_t i = 0; i < std::min(all.size(), told_max); ++i) {
    Refusal const& refusal = all[i].refusal;
    text += "\n" + std::string(sign) + refusal.where + ": " + refusal.text(language) + " " +
            refusal.remedy(language);
  }
  if (all.size() > told_max) {
    text += "\n" + std::string(sign) +
            say(language, M("và {count} chỗ nữa"),
                {{"count",
                  format_count(std::ssize(all) - static_cast<std::int64_t>(told_max), language)}});
  }
}

std::string told(ImportReport const& report, Run run, Language language) {
  std::string text = say(language, summary_of(report, run), counts_of(report));
  add_lines(text, fault_sign, report.faults, language);
  add_lines(text, warning_sign, report.warnings, language);
  return text + doubt_lines(report, language);
}

bool tell_progress(web::Progress& progress, Progress const& at) {
  if (at.step == "write") {
    progress.set(0, 0, M("Đang ghi vào sổ"));
  } else {
    progress.set(at.done, at.total, M("Đã đọc {count} dòng"), {{"count", format_count(at.done)}});
  }
  return !progress.cancelled();
}

bool misses_column(ImportReport const& report) {
  return std::ranges::any_of(report.faults, [](Fault const& fault) {
    return fault.refusal.kind == &missing_column || fault.refusal.kind == &no_headings;
  });
}

Result<web::JobResult> run_import(store::Store& store, store::Actor const& actor,
                                  Source const& source, Asked const& asked,
                                  web::Progress& progress) {
  auto const marked = source.folder.path() / "marked";
  ImportOptions options{.file = source.file.string(),
                        .run = asked.run,
                        .difference = asked.difference,
                        .change_from = asked.change_from,
                        .opening = asked.opening,
                        .basis = asked.basis,
                        .errors_file = marked.string(),
                        .answers = asked.answers,
                        .headings = asked.headings};
  options.on_progress = [&](Progress const& at) { return tell_progress(progress, at); };
  auto const outcome = import(store, actor, options);
  if (!outcome) {
    if (outcome.error().kind == &cancelled) return refuse(web::job_cancelled);
    return std::unexpected(outcome.error());
  }
  web::JobResult result{.said = {told(*outcome, asked.run, Language::vietnamese),
                                 told(*outcome, asked.run, Language::english)},
                        .content_type = std::string(web::xlsx_type)};
  bool const sound = outcome->faults.empty();
  // What is asked, and a column that only has another heading, are answered beside the file itself.
  bool const to_answer = outcome->unanswered() > 0 || misses_column(*outcome);
  std::filesystem::path kept;
  if ((sound || to_answer) && asked.run == Run::dry) {
    kept = source.file;
    result.file_name = source.name();
    result.said.vietnamese += source_kept_line;
    result.said.english += source_kept_line;
  } else if (!sound && std::filesystem::exists(marked)) {
    kept = marked;
    result.file_name = marked_lead() + source.file.stem().string() + ".xlsx";
    // Of a text it is a workbook, which would be read otherwise.
    if (asked.run == Run::dry && source.is_workbook()) {
      result.said.vietnamese += marked_kept_line;
      result.said.english += marked_kept_line;
    }
  }
  if (!kept.empty()) {
    std::filesystem::copy_file(kept, progress.file(),
                               std::filesystem::copy_options::overwrite_existing);
  }
  return result;
}

Result<web::JobId> start(Visit const& visit, std::shared_ptr<Source const> const& source,
                         Asked const& asked) {
  auto const work = [&store = visit.store, actor = visit.caller.actor, source,
                     asked](web::Progress& progress) {
    return run_import(store, actor, *source, asked, progress);
  };
  return jobs_of(visit).start(web::JobOwner::of(visit),
                              asked.run == Run::dry ? check_title : write_title,
                              {{"file", source->name()}}, work);
}

// The choices go on in the address, for the writing.
web::Url address_of(web::JobId job, web::Fields const& given) {
  return to("/import/{}", job.value)
      .with("difference", given.text("difference"))
      .with("change-from", given.text("change-from"))
      .with("opening", given.text("opening"))
      .with("document", given.text("document"))
      .with("document-date", given.text("document-date"))
      .with("answers", given.text("answers"))
      .with("columns", given.text("columns"));
}

// --- what came out -------------------------------------------------------------------------------

bool titled(web::JobView const& job, Msg title) {
  std::string_view const pattern = title.vietnamese();
  return job.title.vietnamese.starts_with(pattern.substr(0, pattern.find('{')));
}

struct Line {
  std::string place;
  std::string text;
};
struct Outcome {
  std::string summary;
  std::vector<Line> faults;
  std::vector<Line> warnings;
  Doubts doubts;
};

Line line_of(std::string_view text) {
  auto const end = text.find(": ");
  if (end == text.npos) return {{}, std::string(text)};
  return {std::string(text.substr(0, end)), std::string(text.substr(end + 2))};
}

Outcome outcome_of(std::string_view said) {
  Outcome outcome;
  auto end = said.find('\n');
  outcome.summary = said.substr(0, end);
  while (end != said.npos) {
    said.remove_prefix(end + 1);
    end = said.find('\n');
    std::string_view line = said.substr(0, end);
    if (outcome.doubts.take(line)) continue;
    auto& lines = line.starts_with(fault_sign) ? outcome.faults : outcome.warnings;
    auto const space = line.find(' ');
    if (space != line.npos) line.remove_prefix(space + 1);
    lines.push_back(line_of(line));
  }
  return outcome;
}

Html lines_table(Words const& words, std::string const& title, std::vector<Line> const& lines) {
  if (lines.empty()) return {};
  Listing listing{.title = title,
                  .columns = {{"place", M("Ô trong sổ"), CellType::text},
                              {"text", M("Cần xem lại"), CellType::text}},
                  .rows = {}};
  for (Line const& line : lines) listing.rows.push_back({line.place, line.text});
  return web::table(words, listing);
}

bool is_writable(web::JobView const& job, Outcome const& outcome) {
  return titled(job, check_title) && job.state == web::JobState::done && outcome.faults.empty() &&
         outcome.doubts.unanswered() == 0 && job.file;
}

Result<void> check_writable(web::JobView const& job, Outcome const& outcome) {
  if (is_writable(job, outcome)) return {};
  if (std::size_t const open = outcome.doubts.unanswered(); open > 0) {
    return refuse(questions_left, {{"count", std::to_string(open)}});
  }
  if (!outcome.faults.empty()) {
    return refuse(faults_left, {{"count", std::to_string(outcome.faults.size())}});
  }
  return refuse(web::job_without_result);
}

constexpr std::array carried{"difference", "change-from",   "opening",
                             "document",   "document-date", "columns"};

// The questions and the columns, to be answered and checked again with the same file.
Html doubts_of(Visit const& visit, web::JobView const& job, Outcome const& outcome) {
  if (!titled(job, check_title) || !outcome.doubts.checkable() || !job.file) return {};
  Words const words{visit.language()};
  auto form = doubts_form(words, outcome.doubts, to("/import/{}/again", job.id.value));
  web::FieldGroup hidden;
  for (char const* name : carried) {
    hidden.fields.push_back({.name = name,
                             .label = {},
                             .control = web::Control::hidden,
                             .value = visit.request.query.text(name)});
  }
  form.groups.push_back(std::move(hidden));
  return web::form(visit, form);
}

Html next_steps(Visit const& visit, web::JobView const& job, Outcome const& outcome) {
  Words const words{visit.language()};
  Html actions;
  auto const& query = visit.request.query;
  bool const writable = is_writable(job, outcome);
  if (writable) {
    actions.add(web::button_form(visit, to("/import/{}/commit", job.id.value),
                                 words(M("Ghi vào sổ")),
                                 {{"difference", query.text("difference")},
                                  {"change-from", query.text("change-from")},
                                  {"opening", query.text("opening")},
                                  {"document", query.text("document")},
                                  {"document-date", query.text("document-date")},
                                  {"answers", query.text("answers")},
                                  {"columns", query.text("columns")}},
                                 web::ButtonLook::primary));
  } else if (job.file && !outcome.doubts.source_kept) {
    actions.add(web::button_link(to("/jobs/{}/file", job.id.value),
                                 words(M("Tải sổ đã đánh dấu lỗi")), web::ButtonLook::primary));
  }
  actions.add(web::button_link(to("/import"), words(M("Nạp tệp khác"))));
  return web::element("div", {{"class", "actions"}}, actions);
}

web::NoticeKind tone_of(web::JobView const& job, Outcome const& outcome) {
  if (job.state != web::JobState::done || !outcome.faults.empty()) return web::NoticeKind::fault;
  return titled(job, write_title) ? web::NoticeKind::done : web::NoticeKind::told;
}

Html recent(Visit const& visit, Words const& words) {
  Listing listing{.title = words(M("Các tệp đã nạp gần đây")),
                  .columns = {{"title", M("Việc"), CellType::text},
                              {"started", M("Bắt đầu"), CellType::text},
                              {"state", M("Tình trạng"), CellType::text}},
                  .rows = {}};
  std::vector<web::JobId> ids;
  for (web::JobView const& job : jobs_of(visit).list(visit.caller.actor)) {
    if (!titled(job, check_title) && !titled(job, write_title)) continue;
    ids.push_back(job.id);
    listing.rows.push_back(
        {job.title.in(words.language), vietnamese(job.started_at), words(web::label(job.state))});
  }
  if (ids.empty()) return {};
  web::TableOptions options;
  options.link = [&](std::size_t row) { return std::optional(to("/import/{}", ids[row].value)); };
  return web::table(words, listing, options);
}

web::PageHead head_of(Words const& words) {
  return {.title = words(M("Nạp sổ Excel")),
          .lead = words(M("Đơn vị, đảng viên, chức vụ và kết quả xếp loại từ một tệp theo mẫu. Có "
                          "lỗi thì không ghi gì.")),
          .active = import_path,
          .actions = web::button_link(to("/import/template"), words(M("Tải tệp mẫu"))),
          .width = web::PageWidth::reading};
}

Result<web::JobView> job_asked(Visit const& visit) {
  TRY_INTO(web::JobId const id, web::job_id(visit.place("job")));
  TRY_INTO(auto job, jobs_of(visit).state(visit.caller.actor, id));
  if (!titled(job, check_title) && !titled(job, write_title)) return refuse(web::no_such_job);
  return job;
}

}  // namespace

Result<web::Response> show_import(Visit& visit) {
  Words const words{visit.language()};
  return web::page(visit, head_of(words),
                   web::join(web::form(visit, form_of(words)), recent(visit, words)));
}

Result<web::Response> start_import(Visit& visit) {
  Words const words{visit.language()};
  auto const again = [&](Refusal const& refusal) {
    auto head = head_of(words);
    head.status = refusal.kind->http_status;
    return web::page(visit, head, web::form_again(visit, form_of(words), refusal));
  };
  auto const asked = asked_of(visit.request.form, Run::dry);
  if (!asked) return again(asked.error());
  auto const upload = std::ranges::find_if(visit.request.uploads, [](web::Upload const& one) {
    return one.field == "file" && one.bytes > 0;
  });
  if (upload == visit.request.uploads.end()) {
    return again({&command::option_missing, {{"option", words(file_label)}}, "file"});
  }
  auto const source = std::make_shared<Source>(upload->name);
  std::filesystem::copy_file(upload->file, source->file);
  auto const job = start(visit, source, *asked);
  if (!job) return again(job.error());
  return web::Response::redirect(address_of(*job, visit.request.form).text());
}

Result<web::Response> show_outcome(Visit& visit) {
  TRY_INTO(web::JobView const job, job_asked(visit));
  Words const words{visit.language()};
  auto const here = address_of(job.id, visit.request.query);
  if (auto part = web::polled(visit, job, here)) return *std::move(part);
  web::PageHead head{.title = job.title.in(words.language),
                     .active = import_path,
                     .crumbs = {{words(M("Nạp sổ Excel")), to("/import")}}};
  if (!web::ended(job)) {
    head.width = web::PageWidth::reading;
    return web::page(visit, head, web::job_box(visit, job, here));
  }
  auto const outcome = outcome_of(job.said.in(words.language));
  head.notices.push_back({tone_of(job, outcome), outcome.summary});
  return web::page(
      visit, head,
      web::join(next_steps(visit, job, outcome), doubts_of(visit, job, outcome),
                lines_table(words, words(M("Lỗi phải sửa")), outcome.faults),
                lines_table(words, words(M("Lưu ý, không cản việc ghi")), outcome.warnings)));
}

Result<web::Response> commit_import(Visit& visit) {
  TRY_INTO(web::JobView const job, job_asked(visit));
  TRY_INTO(Asked const asked, asked_of(visit.request.form, Run::write));
  TRY_VOID(check_writable(job, outcome_of(job.said.vietnamese)));
  TRY_INTO(web::JobFile const kept, jobs_of(visit).file(visit.caller.actor, job.id));
  auto const source = std::make_shared<Source>(name_of(kept));
  std::filesystem::copy_file(kept.path, source->file);
  TRY_INTO(web::JobId const writing, start(visit, source, asked));
  return web::Response::redirect(address_of(writing, visit.request.form).text());
}

Result<web::Response> check_again(Visit& visit) {
  TRY_INTO(web::JobView const job, job_asked(visit));
  auto const outcome = outcome_of(job.said.vietnamese);
  if (!titled(job, check_title) || !outcome.doubts.checkable()) {
    return refuse(web::job_without_result);
  }
  TRY_INTO(auto const chosen, chosen_in(visit.request.form, outcome.doubts));
  web::Fields given;
  for (char const* name : carried) {
    bool const columns = std::string_view(name) == "columns";
    given.add(name, columns ? chosen.columns : visit.request.form.text(name));
  }
  given.add("answers", chosen.answers);
  TRY_INTO(Asked const asked, asked_of(given, Run::dry));
  TRY_INTO(web::JobFile const kept, jobs_of(visit).file(visit.caller.actor, job.id));
  auto const source = std::make_shared<Source>(name_of(kept));
  std::filesystem::copy_file(kept.path, source->file);
  TRY_INTO(web::JobId const checking, start(visit, source, asked));
  return web::Response::redirect(address_of(checking, given).text());
}

Result<web::Response> save_template(Visit& visit) {
  std::string const name = say(visit.language(), M("Mẫu nạp sổ")) + ".xlsx";
  return web::download_written(
      {name, web::xlsx_type}, [&](std::filesystem::path const& path) -> Result<void> {
        write_template(path.string(), visit.site.clock->today(), visit.language());
        return {};
      });
}

}  // namespace giaoban::workbook
