#include "setting/cli.h"

#include "setting/lines.h"

namespace giaoban::setting {

namespace {

using command::Arguments;
using command::Context;

Result<void> run_show(Context& context, Arguments const& arguments) {
  TRY_INTO(auto* const open_store, context.store());
  TRY_INTO(auto const moment, context.moment(arguments));
  TRY_INTO(auto const code, arguments.need("unit"));
  auto const snapshot = open_store->read();
  auto const reach = unit::reach_of(*snapshot, context.actor(), unit::unit_read, moment);
  TRY_INTO(auto const node, unit::in_reach(*snapshot, reach, code, moment));
  context.show(lines_of(*snapshot, {node.id, moment, context.language()}));
  return {};
}

Result<void> run_change(Context& context, Arguments const& arguments) {
  TRY_INTO(auto const code, arguments.need("unit"));
  TRY_INTO(Day const from, arguments.need_day("from"));
  auto const place = arguments.text("place");
  TRY_INTO(auto const days, arguments.integer("days"));
  if (!place && !days) return refuse(nothing_to_change);
  auto const body = [&](store::Tx& tx) -> Result<void> {
    TRY_INTO(UnitId const unit, unit::to_write(tx, code, from));
    if (place) TRY_VOID(lay_down(tx, unit, from, PrintedPlace{*place}));
    if (days) TRY_VOID(lay_down(tx, unit, from, UrgentDays{*days}));
    return {};
  };
  TRY_VOID(context.write(change_verb, arguments, body));
  return {};
}

command::Option unit_option() {
  return {.name = "unit",
          .help = M("Mã đơn vị"),
          .given = command::Given::required,
          .placeholder = M("MÃ"),
          .input = command::Input::unit};
}

std::vector<command::Option> change_options() {
  std::vector<command::Option> own{
      unit_option(),
      {.name = "place",
       .help = M("Địa danh ghi trên văn bản của đơn vị và các đơn vị bên dưới"),
       .placeholder = M("TÊN")},
      {.name = "days",
       .help = M("Số ngày trước hạn mà việc được báo là sắp đến hạn"),
       .placeholder = "N",
       .input = command::Input::integer},
      {.name = "from",
       .help = M("Từ ngày"),
       .given = command::Given::required,
       .placeholder = "01/07/2025",
       .input = command::Input::day}};
  return command::with(std::move(own), command::act_options());
}

}  // namespace

std::vector<command::Command> commands() {
  return {{.path = "setting show",
           .help = M("Thiết lập đang có hiệu lực ở một đơn vị, và đơn vị nào đặt"),
           .options = command::with({unit_option()}, command::moment_options()),
           .example = "giaoban setting show --unit PT",
           .run = &run_show,
           .right = &unit::unit_read},
          {.path = "setting change",
           .help = M("Đặt thiết lập cho một đơn vị và mọi đơn vị bên dưới từ một ngày"),
           .options = change_options(),
           .example = "giaoban setting change --unit PT --place \"Phú Thọ\" --from 01/01/2021",
           .run = &run_change,
           .verb = &change_verb}};
}

}  // namespace giaoban::setting
