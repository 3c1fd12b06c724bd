#include "sample/cli.h"

#include "base/share.h"
#include "sample/sample.h"

namespace giaoban::sample {

namespace {

using command::Given;
using command::Take;

Result<void> run_phu_tho(command::Context& context, command::Arguments const& arguments) {
  TRY_INTO(std::string const file, arguments.need("out"));
  TRY_INTO(auto const seed, arguments.integer("seed"));
  World const world = make_world(seed ? static_cast<std::uint64_t>(*seed) : report_seed);
  write_workbook(world, file);
  context.tell(
      M("Đã lập sổ mẫu {file}: {units} đơn vị, {persons} người. Mọi người trong sổ là hư cấu."),
      {{"file", file},
       {"units", format_count(static_cast<std::int64_t>(world.units.size()), context.language())},
       {"persons",
        format_count(static_cast<std::int64_t>(world.persons.size()), context.language())}});
  return {};
}

}  // namespace

std::vector<command::Command> commands() {
  return {
      {.path = "sample phu-tho-2021",
       .help = M("Lập sổ mẫu của một tỉnh hư cấu, ra đúng số liệu báo cáo Phú Thọ tháng 6/2021"),
       .options = {{"out", M("Tệp .xlsx sẽ ghi"), Take::value, Given::required, "FILE.xlsx"},
                   {"seed", M("Số gieo: số khác cho một tỉnh khác với tổng số khác"), Take::value,
                    Given::optional, "N"}},
       .example = "giaoban sample phu-tho-2021 --out phu-tho.xlsx",
       .run = &run_phu_tho,
       .verb = nullptr,
       .right = &unit::unit_read}};
}

}  // namespace giaoban::sample
