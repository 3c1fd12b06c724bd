#include "report/cli.h"

#include <fmt/format.h>

#include <filesystem>
#include <fstream>
#include <iterator>

#include "print/whole_file.h"
#include "report/report.h"
#include "report/request.h"
#include "report/rules.h"

namespace giaoban::report {

namespace {

using command::Arguments;
using command::Context;

// --- files ---------------------------------------------------------------------------------------

Result<std::string> read_template(std::string const& path) {
  std::error_code unreadable;
  std::ifstream in(path, std::ios::binary);
  if (!std::filesystem::is_regular_file(path, unreadable) || !in.is_open()) {
    return refuse(template_unreadable, {{"file", path}});
  }
  std::string bytes{std::istreambuf_iterator<char>(in), {}};
  if (in.bad()) return refuse(template_unreadable, {{"file", path}});
  return bytes;
}

// --- running -------------------------------------------------------------------------------------

Result<std::string> document(ReportView const& view, Arguments const& arguments) {
  auto const path = arguments.path("template");
  if (!path) return docx_bytes(view);
  TRY_INTO(auto const bytes, read_template(path->text()));
  TRY_INTO(auto const form,
           print::load_template(bytes, std::filesystem::path(path->text()).filename().string()));
  return docx_bytes(view, form);
}

Result<void> print_template(Context& context, Arguments const& arguments) {
  TRY_INTO(auto const date, arguments.day("date"));
  TRY_INTO(auto const given, arguments.need_path("print-template"));
  std::string const& path = given.text();
  print::write_file(
      path, built_in_template(layout_on(date.value_or(context.clock().today())).value.layout));
  context.tell(M("Đã ghi mẫu ra {file}; sửa bằng Word rồi dùng với --template."), {{"file", path}});
  return {};
}

Result<void> run(Context& context, Arguments const& arguments) {
  if (arguments.flag("print-template")) return print_template(context, arguments);
  TRY_INTO(auto const path, arguments.need_path("out"));
  std::string const& out = path.text();
  TRY_INTO(auto* const open_store, context.store());
  auto const snapshot = open_store->read();
  TRY_INTO(auto const request, request_asked(*snapshot, context.actor(), arguments));
  store::Moment const moment{request.date, request.known_at};
  auto const reach = unit::reach_of(*snapshot, context.actor(), report_read, moment);
  TRY_VOID(unit::in_reach(*snapshot, reach, request.unit, moment));
  TRY_INTO(auto const made, view(*snapshot, request));
  TRY_INTO(auto const bytes, document(made, arguments));
  open_store->log_access(context.actor().name,
                         fmt::format("report {} {}", request.period.code(), request.date.iso()),
                         request.unit.value);
  print::write_file(out, bytes);
  auto const workbook = arguments.path("xlsx");
  if (workbook) xlsx(made, workbook->text());

  for (auto const& warning : made.warnings) {
    context.tell(M("Lưu ý: {text}"), {{"text", command::words_of(warning, context.language())}});
  }
  context.tell(M("Đã ghi báo cáo ra {file} (số liệu theo bút toán {entry}, dấu {mark})."),
               {{"file", out}, {"entry", std::to_string(made.known_at)}, {"mark", made.mark}});
  if (workbook) context.tell(M("Đã ghi các biểu ra {file}."), {{"file", workbook->text()}});
  return {};
}

}  // namespace

std::vector<command::Command> commands() {
  return {{.path = "report",
           .help = M("Báo cáo của một đơn vị trong một kỳ, viết từ số liệu, ra tệp Word theo thể "
                     "thức của ngày văn bản"),
           .options = {{.name = "unit",
                        .help = M("Mã đơn vị"),
                        .placeholder = M("MÃ"),
                        .input = command::Input::unit},
                       {.name = "period",
                        .help = M("Kỳ báo cáo: 2021-H1, 2021-9M, 2021-Q2, 2021-06, 2021"),
                        .placeholder = M("KỲ")},
                       {.name = "date",
                        .help = M("Ngày văn bản"),
                        .placeholder = "YYYY-MM-DD",
                        .input = command::Input::day},
                       {.name = "out",
                        .help = M("Tệp Word được ghi ra"),
                        .placeholder = "FILE.docx",
                        .input = command::Input::file_written},
                       {.name = "xlsx",
                        .help = M("Ghi thêm các biểu ra tệp Excel"),
                        .placeholder = "FILE.xlsx",
                        .input = command::Input::file_written},
                       {.name = "template",
                        .help = M("Dùng mẫu riêng của đơn vị thay cho mẫu có sẵn"),
                        .placeholder = "FILE.docx",
                        .input = command::Input::file_read},
                       {.name = "print-template",
                        .help = M("Chỉ ghi mẫu có sẵn ra tệp để sửa; --date chọn thể thức"),
                        .placeholder = "FILE.docx",
                        .input = command::Input::file_written},
                       {.name = "graded-year",
                        .help = M("Kết quả xếp loại của năm này; không ghi thì là năm đã xếp loại "
                                  "xong gần nhất"),
                        .placeholder = "2025"},
                       {.name = "known-at",
                        .help = M("Như đã biết ở bút toán N; không ghi thì là tất cả đã ghi"),
                        .placeholder = "N",
                        .input = command::Input::integer},
                       {.name = "document-number",
                        .help = M("Số văn bản; không ghi thì để trống cho văn thư"),
                        .placeholder = M("SỐ")},
                       {.name = "signer", .help = M("Họ tên người ký"), .placeholder = M("HỌ TÊN")},
                       {.name = "signer-title",
                        .help = M("Chức vụ người ký, nếu không phải cấp trưởng"),
                        .placeholder = M("CHỨC VỤ")},
                       {.name = "place",
                        .help = M("Địa danh; không ghi thì lấy theo tên đơn vị"),
                        .placeholder = M("ĐỊA DANH")},
                       {.name = "recipients",
                        .help = M("Nơi nhận, cách nhau bằng dấu chấm phẩy"),
                        .placeholder = M("NƠI NHẬN")}},
           .example = "giaoban report --unit PT --period 2021-H1 --date 2021-06-14 --out "
                      "bao-cao.docx",
           .run = &run,
           .right = &report_read}};
}

}  // namespace giaoban::report
