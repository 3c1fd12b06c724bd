#include "sample/cli.h"

#include "base/share.h"
#include "sample/accounts.h"
#include "sample/rounds.h"
#include "sample/sample.h"

namespace giaoban::sample {

namespace {

using command::Given;

Result<void> run_phu_tho(command::Context& context, command::Arguments const& arguments) {
  TRY_INTO(auto const out, arguments.need_path("out"));
  std::string const& file = out.text();
  TRY_INTO(auto const seed, arguments.integer("seed"));
  TRY_INTO(auto const holding, arguments.choice<Holding>("holding"));
  World const world = make_world(seed ? static_cast<std::uint64_t>(*seed) : report_seed);
  write_workbook(world, file, holding.value_or(Holding::results));
  context.tell(
      M("Đã lập sổ mẫu {file}: {units} đơn vị, {persons} người. Mọi người trong sổ là hư cấu."),
      {{"file", file},
       {"units", format_count(static_cast<std::int64_t>(world.units.size()), context.language())},
       {"persons",
        format_count(static_cast<std::int64_t>(world.persons.size()), context.language())}});
  return {};
}

Result<void> run_accounts(command::Context& context, command::Arguments const&) {
  TRY_INTO(auto* const store, context.store());
  TRY_VOID(make_accounts(*store, context.actor()));
  Listing listing{.title = say(context.language(), M("Tài khoản để dùng thử")),
                  .columns = {{"login", M("Tên đăng nhập"), CellType::text},
                              {"password", M("Mật khẩu"), CellType::text},
                              {"shown_name", M("Người dùng"), CellType::text},
                              {"role", M("Vai trò"), CellType::text},
                              {"unit", M("Mã đơn vị"), CellType::text}},
                  .rows = {}};
  for (auto const& made : sample_accounts()) {
    listing.rows.push_back({made.login, made.password, made.shown_name,
                            say(context.language(), label(made.role)), made.unit_code});
  }
  context.show(listing);
  return {};
}

Result<void> run_round(command::Context& context, command::Arguments const& arguments) {
  TRY_INTO(auto* const store, context.store());
  TRY_INTO(auto const seed, arguments.integer("seed"));
  World const world = make_world(seed ? static_cast<std::uint64_t>(*seed) : report_seed);
  TRY_INTO(RoundTaken const taken,
           take_round(*store, context.actor(), world, arguments.text("unit").value_or("PT")));
  context.tell(
      M("Đã làm đợt xếp loại năm 2020: {subjects} đối tượng, {entries} bút toán, {warnings} lời "
        "nhắc."),
      {{"subjects", format_count(taken.subjects, context.language())},
       {"entries", format_count(taken.entries, context.language())},
       {"warnings", format_count(taken.warnings, context.language())}});
  return {};
}

command::Option seed_option() {
  return {.name = "seed",
          .help = M("Số gieo: số khác cho một tỉnh khác với tổng số khác"),
          .placeholder = "N",
          .input = command::Input::integer};
}

}  // namespace

std::vector<command::Command> commands() {
  return {
      {.path = "sample accounts",
       .help = M("Lập tài khoản dùng thử cho sổ mẫu; mật khẩu ai cũng biết, không dùng thật"),
       .options = {},
       .example = "giaoban sample accounts --store phu-tho.giaoban",
       .run = &run_accounts,
       .verb = &account::create_verb,
       .door = command::Door::command_line},
      {.path = "sample phu-tho-2021",
       .help = M("Lập sổ mẫu của một tỉnh hư cấu, ra đúng số liệu báo cáo Phú Thọ tháng 6/2021"),
       .options = {{.name = "out",
                    .help = M("Tệp .xlsx sẽ ghi"),
                    .given = Given::required,
                    .placeholder = "FILE.xlsx",
                    .input = command::Input::file_written},
                   {.name = "holding",
                    .help = M("Sổ ghi đến đâu; không ghi thì có cả kết quả xếp loại"),
                    .choices = choices_of(Holding{})},
                   seed_option()},
       .example = "giaoban sample phu-tho-2021 --out phu-tho.xlsx",
       .run = &run_phu_tho,
       .right = &unit::unit_read},
      {.path = "sample round",
       .help = M("Làm đợt xếp loại năm 2020 của sổ mẫu, từ mở đợt đến quyết định, bằng chính các "
                 "lệnh của chương trình"),
       .options = {{.name = "unit",
                    .help =
                        M("Đảng viên của đơn vị này và cấp dưới; không ghi thì cả tỉnh; tổ chức, "
                          "cán bộ thì luôn cả tỉnh"),
                    .placeholder = M("MÃ"),
                    .input = command::Input::unit},
                   seed_option()},
       .example = "giaoban sample round --unit PT.10 --store phu-tho.giaoban",
       .run = &run_round,
       .verb = &round::decide_verb,
       .door = command::Door::command_line}};
}

}  // namespace giaoban::sample
