#include "workbook/cli.h"

#include <filesystem>
#include <fstream>

#include "base/share.h"
#include "print/whole_file.h"
#include "print/xlsx_read.h"
#include "workbook/workbook.h"

namespace giaoban::workbook {

namespace {

using command::Arguments;
using command::Context;
using command::Given;
using command::Option;
using command::Take;

store::Right const template_right{.name = "workbook.template", .label = M("Lấy tệp mẫu")};

RefusalKind const faults_found{
    "import.faults_found", 422, M("Tệp {file} có {count} lỗi; chưa ghi gì vào kho."),
    M("Sửa các lỗi đã nêu rồi nạp lại; thêm --errors TÊN.xlsx để có tệp đánh dấu từng lỗi.")};
RefusalKind const questions_open{
    "import.questions_open", 422,
    M("Tệp {file} còn {count} điều phải trả lời trước khi ghi; chưa ghi gì vào kho."),
    M("Trả lời bằng --answer \"MÃ=TRẢ LỜI; MÃ=TRẢ LỜI\" như gợi ý ở mỗi câu, hoặc sửa tệp.")};
RefusalKind const not_an_export_name{
    "usage.not_an_export_name", 400, M("Tên tệp {file} phải kết thúc bằng .xlsx hoặc .csv."),
    M("Đổi tên tệp; với .csv thì chọn thêm một danh sách bằng --list.")};
RefusalKind const csv_of_one_list{
    "usage.csv_of_one_list", 400, M("Tệp .csv chỉ chứa được một danh sách."),
    M("Chọn danh sách bằng --list, hoặc ghi ra tệp .xlsx để có tất cả.")};

Result<void> run_template(Context& context, Arguments const& arguments) {
  TRY_INTO(auto const path, arguments.need_path("out"));
  std::string const& out = path.text();
  write_template(out, context.clock().today(), context.language());
  context.tell(M("Đã ghi tệp mẫu {file}."), {{"file", out}});
  return {};
}

// --- import ------------------------------------------------------------------------------------

Result<std::optional<DifferenceIs>> difference_in(Arguments const& arguments) {
  auto const given = arguments.text("difference");
  if (!given) return std::nullopt;
  if (*given == "correction") return DifferenceIs::correction;
  if (*given == "change") return DifferenceIs::change;
  return refuse(command::usage,
                {{"what", M("--difference nhận correction (đính chính) hoặc change (thay đổi)")}});
}

void tell_finding(Context& context, Fault const& fault, Msg line) {
  context.tell(line, {{"place", fault.refusal.where},
                      {"text", fault.refusal.text(context.language())},
                      {"remedy", fault.refusal.remedy(context.language())}});
}

void tell_report(Context& context, ImportReport const& report) {
  constexpr std::size_t told_max = 200;
  for (std::size_t i = 0; i < std::min(report.faults.size(), told_max); ++i) {
    tell_finding(context, report.faults[i], M("{place}: {text} {remedy}"));
  }
  if (report.faults.size() > told_max) {
    context.tell(M("... và {count} lỗi nữa."),
                 {{"count", std::to_string(report.faults.size() - told_max)}});
  }
  for (std::size_t i = 0; i < std::min(report.warnings.size(), told_max); ++i) {
    tell_finding(context, report.warnings[i], M("Lưu ý, {place}: {text} {remedy}"));
  }
  if (report.warnings.size() > told_max) {
    context.tell(M("... và {count} lưu ý nữa."),
                 {{"count", std::to_string(report.warnings.size() - told_max)}});
  }
}

void tell_question(Context& context, Question const& question) {
  context.tell(M("Hỏi, {place}: {text} {remedy}"),
               {{"place", question.asks.where},
                {"text", question.asks.text(context.language())},
                {"remedy", question.asks.remedy(context.language())}});
  for (std::string const& example : question.examples) {
    context.tell(M("  ví dụ {example}"), {{"example", example}});
  }
  // Of a whole list of words the likeliest stand by themselves.
  constexpr std::size_t lines_max = 6;
  std::string others;
  for (std::size_t i = 0; i < question.choices.size(); ++i) {
    AnswerChoice const& choice = question.choices[i];
    if (i >= lines_max && choice.code != question.proposal) {
      others += (others.empty() ? "" : ", ") + choice.code;
      continue;
    }
    context.tell(choice.code == question.proposal ? M("  {pair}: {label} (đề nghị)")
                                                  : M("  {pair}: {label}"),
                 {{"pair", pair_text(question.id, choice.code)},
                  {"label", say(context.language(), choice.label)}});
  }
  if (!others.empty()) {
    context.tell(M("  hoặc {pair}, với từ là một trong: {others}"),
                 {{"pair", pair_text(question.id, "…")}, {"others", others}});
  }
}

Listing columns_of(ImportReport const& report, Language language) {
  Listing listing{.title = say(language, M("Các cột của tệp")),
                  .columns = {{"tab", M("Trang"), CellType::text},
                              {"heading", M("Tiêu đề trong tệp"), CellType::text},
                              {"example", M("Ví dụ"), CellType::text},
                              {"column", M("Cột của sổ"), CellType::text},
                              {"taken", M("Được hiểu là"), CellType::text},
                              {"recalled", M("Theo"), CellType::text}},
                  .rows = {}};
  for (FileColumn const& column : report.columns) {
    std::string taken = say(language, M("không lấy"));
    for (SheetColumn const& ours : sheet(column.sheet).columns) {
      if (ours.id == column.taken_as) taken = say(language, ours.header);
    }
    listing.rows.push_back({column.tab, column.heading, column.example, column.taken_as, taken,
                            column.recalled ? Value{say(language, M("lần nạp trước"))} : Value{}});
  }
  return listing;
}

// What of a workbook's reading keeps it from being written.
Result<void> blocked_by(Context& context, ImportOptions const& options,
                        ImportReport const& report) {
  if (!report.faults.empty()) {
    if (!options.errors_file.empty()) {
      context.tell(M("Tệp đã đánh dấu từng lỗi: {file}"), {{"file", options.errors_file}});
    }
    return refuse(faults_found,
                  {{"file", options.file}, {"count", std::to_string(report.faults.size())}});
  }
  if (report.unanswered() > 0) {
    return refuse(questions_open,
                  {{"file", options.file}, {"count", std::to_string(report.unanswered())}});
  }
  return {};
}

Listing summary(ImportReport const& report, Language language) {
  Listing listing{.title = say(language, M("Kết quả nạp sổ")),
                  .columns = {{"units", M("Đơn vị mới"), CellType::count},
                              {"persons", M("Đảng viên mới"), CellType::count},
                              {"posts", M("Chức vụ mới"), CellType::count},
                              {"grades", M("Kết quả xếp loại mới"), CellType::count},
                              {"known", M("Dòng đã biết"), CellType::count},
                              {"changed", M("Dòng thay đổi"), CellType::count},
                              {"entry", M("Bút toán"), CellType::number}},
                  .rows = {}};
  listing.rows.push_back({report.units, report.persons, report.posts, report.grades, report.known,
                          report.changed, report.entry == 0 ? Value{} : Value{report.entry}});
  return listing;
}

bool store_missing(Context const& context) {
  std::string const& address = context.settings().address;
  return store::dialect_of(address) == store::Dialect::sqlite && !std::filesystem::exists(address);
}

Result<ImportReport> run_asked(Context& context, ImportOptions const& options) {
  // A dry run leaves nothing behind, not even an empty store.
  if (options.run == Run::dry && store_missing(context)) {
    auto dated = options;
    dated.today = context.clock().today();
    return check_file(dated);
  }
  if (store_missing(context)) {
    // Nor does a file that cannot be opened.
    if (auto const book = print::open_workbook(options.file); !book) {
      return std::unexpected(book.error());
    }
  }
  TRY_INTO(auto* const store, context.store(store::IfMissing::create));
  return import(*store, context.actor(), options);
}

Result<void> run_import(Context& context, Arguments const& arguments) {
  ImportOptions options;
  TRY_INTO(auto const file, arguments.need_path("file"));
  options.file = file.text();
  TRY_INTO(options.difference, difference_in(arguments));
  TRY_INTO(options.change_from, arguments.day("change-from"));
  TRY_INTO(options.opening, arguments.day("opening"));
  TRY_INTO(auto const act, command::act_of(context.actor(), import_verb, arguments));
  options.basis = act.basis;
  TRY_INTO(options.answers, answers_in(arguments.text("answer").value_or("")));
  TRY_INTO(options.headings, headings_in(arguments.text("map").value_or("")));
  bool const only_checked = arguments.flag("dry-run") || arguments.flag("columns");
  options.run = only_checked ? Run::dry : Run::write;
  if (auto const errors = arguments.path("errors")) options.errors_file = errors->text();
  std::int64_t told = 0;
  options.on_progress = [&](Progress const& progress) {
    constexpr std::int64_t told_every = 20'000;
    if (progress.step == "write") {
      context.tell(M("Đang ghi ..."));
    } else if (progress.done / told_every > told) {
      told = progress.done / told_every;
      context.tell(M("Đã đọc {count} dòng ..."), {{"count", std::to_string(progress.done)}});
    } else if (progress.done < told_every) {
      told = 0;  // the next sheet
    }
    return true;
  };
  TRY_INTO(ImportReport const report, run_asked(context, options));
  if (arguments.flag("columns")) {
    context.show(columns_of(report, context.language()));
    return {};
  }
  for (Question const& question : report.questions) {
    if (!question.answer) tell_question(context, question);
  }
  tell_report(context, report);
  TRY_VOID(blocked_by(context, options, report));
  if (options.run == Run::dry) context.tell(M("Tệp không có lỗi; chạy thử nên chưa ghi gì."));
  context.show(summary(report, context.language()));
  return {};
}

// --- export ------------------------------------------------------------------------------------

Result<std::string> list_in(Arguments const& arguments) {
  auto given = arguments.text("list").value_or("");
  for (SheetLayout const& sheet : layout()) {
    if (given == sheet.id && sheet.id != "book") return given;
  }
  if (given.empty()) return given;
  return refuse(command::usage, {{"what", M("--list nhận units, members, posts hoặc grades")}});
}

Result<void> run_export(Context& context, Arguments const& arguments) {
  TRY_INTO(auto const code, arguments.need("unit"));
  TRY_INTO(auto const path, arguments.need_path("out"));
  std::string const& out = path.text();
  TRY_INTO(auto const list, list_in(arguments));
  TRY_INTO(auto const opening, arguments.day("opening"));
  bool const csv = out.ends_with(".csv");
  if (!csv && !out.ends_with(".xlsx")) return refuse(not_an_export_name, {{"file", out}});
  if (csv && list.empty()) return refuse(csv_of_one_list);
  TRY_INTO(auto* const store, context.store());
  TRY_INTO(auto const moment, context.moment(arguments));
  auto const snapshot = store->read();
  auto const reach = unit::reach_of(*snapshot, context.actor(), export_right, moment);
  TRY_INTO(unit::Node const unit, unit::in_reach(*snapshot, reach, code, moment));
  TRY_VOID(member::nobody_arrives(*snapshot, reach, unit.id, moment));
  store->log_access(context.actor().name, "export " + (list.empty() ? "workbook" : list),
                    unit.id.value);
  ExportAsked const asked{unit.id, moment, opening};
  std::int64_t elsewhere = 0;
  if (csv) {
    print::WholeFile file(out, print::csv_mark);
    auto const sink = print::csv_sink(file.out(), print::ByteOrderMark::present);
    TRY_VOID(export_list(*snapshot, asked, list, context.language(), *sink));
    file.finish();
  } else {
    TRY_INTO(auto const made, export_workbook(*snapshot, asked, list, out, context.language()));
    elsewhere = made.results_elsewhere;
  }
  context.tell(M("Đã ghi {file}."), {{"file", out}});
  if (elsewhere > 0) {
    context.tell(
        M("Còn {count} kết quả xếp loại của tổ chức đảng nơi khác đã sáp nhập về đây không "
          "nằm trong sổ này; xuất riêng danh sách xếp loại (--list grades) để có."),
        {{"count", format_count(elsewhere)}});
  }
  return {};
}

Option out_option(Msg help, char const* placeholder) {
  return {.name = "out",
          .help = help,
          .given = Given::required,
          .placeholder = placeholder,
          .input = command::Input::file_written};
}

}  // namespace

// NOLINTNEXTLINE(readability-function-size): one table, a row per command.
std::vector<command::Command> commands() {
  return {
      {.path = "template",
       .help = M("Ghi tệp mẫu Excel để điền đơn vị, đảng viên, chức vụ và xếp loại"),
       .options = {out_option(M("Tệp mẫu sẽ ghi"), "FILE.xlsx")},
       .example = "giaoban template --out mau.xlsx",
       .run = &run_template,
       .right = &template_right},
      {.path = "import",
       .help = M("Nạp một sổ Excel vào kho; báo mọi lỗi theo từng ô, có lỗi thì không ghi gì"),
       .options = {{.name = "file",
                    .help = M("Tệp theo mẫu của lệnh template"),
                    .take = Take::positional,
                    .given = Given::required,
                    .placeholder = "FILE.xlsx",
                    .input = command::Input::file_read},
                   {.name = "dry-run", .help = M("Chỉ kiểm tra, không ghi"), .take = Take::flag},
                   {.name = "columns",
                    .help = M("Chỉ liệt kê các cột của tệp và cột của sổ tương ứng, không ghi"),
                    .take = Take::flag},
                   {.name = "map",
                    .help = M("Cột nào của tệp là cột nào của sổ; bỏ trống sau dấu = là không lấy"),
                    .placeholder = M("\"TIÊU ĐỀ=CỘT; ...\"")},
                   {.name = "answer",
                    .help = M("Trả lời những điều mà lần nạp trước đã hỏi"),
                    .placeholder = M("\"MÃ=TRẢ LỜI; ...\"")},
                   {.name = "errors",
                    .help = M("Ghi lại tệp với từng lỗi được đánh dấu"),
                    .placeholder = "OUT.xlsx",
                    .input = command::Input::file_written},
                   {.name = "difference",
                    .help = M("Dòng khác với kho là đính chính (correction) hay thay đổi (change)"),
                    .placeholder = "correction|change"},
                   {.name = "change-from",
                    .help = M("Thay đổi từ ngày"),
                    .placeholder = "YYYY-MM-DD",
                    .input = command::Input::day},
                   {.name = "opening",
                    .help = M("Ngày mở sổ, của một danh sách .csv không có trang Sổ"),
                    .placeholder = "YYYY-MM-DD",
                    .input = command::Input::day},
                   {.name = "document",
                    .help = M("Số, ký hiệu văn bản làm căn cứ sửa kết quả xếp loại đã ghi"),
                    .placeholder = "15-QĐ/ĐU"},
                   {.name = "document-date",
                    .help = M("Ngày ký văn bản"),
                    .placeholder = "DD/MM/YYYY",
                    .input = command::Input::day}},
       .example = "giaoban import so.xlsx --store tinh.giaoban --errors loi.xlsx",
       .run = &run_import,
       .verb = &import_verb},
      {.path = "export",
       .help = M("Xuất danh sách của một đơn vị và cấp dưới, đúng mẫu nạp vào"),
       .options = command::with(
           {{.name = "unit",
             .help = M("Mã đơn vị"),
             .given = Given::required,
             .placeholder = M("MÃ"),
             .input = command::Input::unit},
            out_option(M("Tệp .xlsx hoặc .csv sẽ ghi"), "FILE.xlsx"),
            {.name = "list",
             .help = M("Chỉ một danh sách; tệp .csv cần chọn"),
             .placeholder = "units|members|posts|grades"},
            {.name = "opening",
             .help = M("Kể cả người đến, người rời từ ngày này (mặc định: ngày chốt danh sách xếp "
                       "loại gần nhất)"),
             .placeholder = "YYYY-MM-DD",
             .input = command::Input::day}},
           command::moment_options()),
       .example = "giaoban export --unit PT --as-of 2021-06-14 --out danh-sach.xlsx",
       .run = &run_export,
       .right = &export_right},
  };
}

}  // namespace giaoban::workbook
