#include "table/cli.h"

#include <algorithm>
#include <charconv>

#include "table/table.h"

namespace giaoban::table {

namespace {

using command::Arguments;
using command::Context;
using command::Given;
using command::Option;
using store::Snapshot;
using store::Tx;

Option table_unit(Given given) {
  return {.name = "unit",
          .help = M("Mã đơn vị"),
          .given = given,
          .placeholder = M("MÃ"),
          .input = command::Input::unit};
}
Option table_words(std::string name, Msg help, Given given = Given::optional) {
  return {.name = std::move(name),
          .help = help,
          .given = given,
          .placeholder = M("LỜI"),
          .letters_max = long_letters_max};
}
Option table_on() {
  return {.name = "on",
          .help = M("Từ ngày; không ghi thì là hôm nay"),
          .placeholder = "14/06/2021",
          .input = command::Input::day};
}
Option table_number(Given given) {
  return {.name = "table",
          .help = M("Số của bảng đã lưu"),
          .given = given,
          .placeholder = "N",
          .input = command::Input::integer};
}

std::vector<Option> layout_options() {
  return {table_words("measures", M("Mã các chỉ tiêu, cách nhau bằng dấu cách, ví dụ members "
                                    "members.women own.nu_tre")),
          table_words("units", M("Mã các đơn vị làm dòng; không ghi là các đơn vị trực thuộc")),
          table_words("days", M("Các ngày, ví dụ 31/12/2020 30/06/2021; không ghi là ngày đang "
                                "hỏi"))};
}

struct Asking {
  store::Snapshot& snapshot;
  store::Actor const& actor;
  store::Moment moment;
};

Result<Layout> layout_asked(Asking const& asking, Arguments const& arguments, UnitId unit) {
  Layout layout{.unit = unit, .measures = parted(arguments.text("measures").value_or(""))};
  TRY_INTO(layout.days, days_in(arguments.text("days").value_or("")));
  for (auto const& code : parted(arguments.text("units").value_or(""))) {
    TRY_INTO(UnitId const one, unit::named(asking.snapshot, {asking.actor, figure::figure_read},
                                           code, asking.moment));
    layout.chosen.push_back(one);
    layout.rows = Rows::chosen;
  }
  return layout;
}

Result<Layout> layout_to_show(Asking const& asking, unit::Reach const& reach,
                              Arguments const& arguments) {
  TRY_INTO(auto const table, arguments.integer("table"));
  if (table) {
    TRY_INTO(auto const saved, saved_table(asking.snapshot, reach, TableId{*table}, asking.moment));
    return layout_of(saved.what);
  }
  TRY_INTO(auto const code, arguments.need("unit"));
  TRY_INTO(auto const node, unit::in_reach(asking.snapshot, reach, code, asking.moment));
  return layout_asked(asking, arguments, node.id);
}

// Each year that is not done, once: all lines are of the year of the whole.
void tell_years(Context& context, View const& shown) {
  std::vector<std::string> told;
  for (Line const& line : shown.lines) {
    for (figure::Figure const& figure : line.figures) {
      if (!figure.running) continue;
      auto const text = say(context.language(), figure.running->text, figure.running->args);
      if (std::ranges::find(told, text) != told.end()) continue;
      told.push_back(text);
      context.tell(figure.running->text, figure.running->args);
    }
  }
}

Result<void> show_table(Context& context, Arguments const& arguments) {
  TRY_INTO(auto* const open_store, context.store());
  TRY_INTO(auto const moment, context.moment(arguments));
  auto const snapshot = open_store->read();
  auto const reach = unit::reach_of(*snapshot, context.actor(), figure::figure_read, moment);
  auto const actor = context.actor();
  TRY_INTO(auto layout, layout_to_show({*snapshot, actor, moment}, reach, arguments));
  TRY_INTO(layout.year, figure::year_in(arguments.text("year").value_or("")));
  TRY_INTO(View shown, view(*snapshot, reach, layout, moment));
  TRY_INTO(auto const heading, arguments.integer("sort"));
  if (heading && *heading != 0) {
    bool const up = *heading < 0;
    sort(shown, {.heading = static_cast<std::size_t>((up ? -*heading : *heading) - 1),
                 .direction = up ? Direction::up : Direction::down});
  }
  sift(shown, arguments.text("words").value_or(""));
  context.show(listing_of(shown, Spread::apart, context.language()).listing);
  tell_years(context, shown);
  for (auto const& note : notes_on_sums(*snapshot, shown)) context.tell(note.text, note.args);
  return {};
}

Result<void> list_tables(Context& context, Arguments const& arguments) {
  TRY_INTO(auto* const open_store, context.store());
  TRY_INTO(auto const moment, context.moment(arguments));
  TRY_INTO(auto const code, arguments.need("unit"));
  auto const snapshot = open_store->read();
  auto const reach = unit::reach_of(*snapshot, context.actor(), figure::figure_read, moment);
  TRY_INTO(auto const node, unit::in_reach(*snapshot, reach, code, moment));
  auto const language = context.language();
  Listing listing{.title = say(language, M("Bảng số liệu đã lưu")),
                  .columns = {{"table", M("Số"), CellType::number},
                              {"name", M("Tên bảng"), CellType::text},
                              {"unit", M("Của đơn vị"), CellType::text},
                              {"sharing", M("Ai được dùng"), CellType::text},
                              {"measures", M("Các chỉ tiêu"), CellType::text},
                              {"days", M("Các ngày"), CellType::text}},
                  .rows = {}};
  for (Saved const& one : saved_tables(*snapshot, node.id, moment)) {
    listing.rows.push_back({one.table.value, one.what.name,
                            unit::unit_entity.called(*snapshot, one.what.unit.value, moment),
                            say(language, label(one.what.sharing)), one.what.measures,
                            one.what.days});
  }
  context.show(listing);
  return {};
}

Result<Day> day_of_table(Context& context, Arguments const& arguments) {
  TRY_INTO(auto const on, arguments.day("on"));
  return on.value_or(context.clock().today());
}

Result<void> save_table(Context& context, Arguments const& arguments) {
  TRY_INTO(Day const on, day_of_table(context, arguments));
  TRY_INTO(auto const code, arguments.need("unit"));
  Saving saving;
  TRY_INTO(saving.name, arguments.need("name"));
  TRY_INTO(auto const sharing, arguments.choice<Sharing>("sharing"));
  saving.sharing = sharing.value_or(Sharing::own);
  auto const body = [&](Tx& tx) -> Result<void> {
    TRY_INTO(UnitId const unit, unit::to_write(tx, code, on));
    TRY_INTO(saving.layout, layout_asked({tx, tx.act().actor, {on}}, arguments, unit));
    TRY_VOID(save(tx, saving, on));
    return {};
  };
  TRY_VOID(context.write(save_verb, arguments, body));
  return {};
}

Result<void> drop_table(Context& context, Arguments const& arguments) {
  TRY_INTO(Day const on, day_of_table(context, arguments));
  TRY_INTO(auto const table, arguments.need_integer("table"));
  TRY_VOID(
      context.write(drop_verb, arguments, [&](Tx& tx) { return drop(tx, TableId{table}, on); }));
  return {};
}

Result<void> arrange_dashboard(Context& context, Arguments const& arguments) {
  TRY_INTO(Day const on, day_of_table(context, arguments));
  TRY_INTO(auto const code, arguments.need("unit"));
  DashboardLayout const layout{.headlines = arguments.text("headlines").value_or(""),
                               .bars = arguments.text("bars").value_or(""),
                               .over_years = arguments.text("over-years").value_or(""),
                               .table = arguments.text("saved-table").value_or("")};
  auto const body = [&](Tx& tx) -> Result<void> {
    TRY_INTO(UnitId const unit, unit::to_write(tx, code, on));
    return arrange(tx, unit, layout, on);
  };
  TRY_VOID(context.write(arrange_verb, arguments, body));
  return {};
}

command::Command show_command() {
  std::vector<Option> own{table_unit(Given::optional), table_number(Given::optional)};
  for (auto& option : layout_options()) own.push_back(std::move(option));
  own.push_back({.name = "sort",
                 .help = M("Xếp theo cột chỉ tiêu thứ N, lớn trước; -N: nhỏ trước"),
                 .placeholder = "N",
                 .input = command::Input::integer});
  own.push_back(table_words(
      "year", M("Kết quả xếp loại của năm này; không ghi thì là năm đã xếp loại xong gần nhất")));
  own.push_back(table_words("words", M("Chỉ các đơn vị có những chữ này trong tên hoặc mã")));
  return {.path = "table show",
          .help = M("Bảng số liệu: mỗi dòng một đơn vị, mỗi cột một chỉ tiêu của một ngày"),
          .options = command::with(std::move(own), command::moment_options()),
          .example = "giaoban table show --unit PT --measures \"members members.women\"",
          .run = &show_table,
          .right = &figure::figure_read};
}

command::Command save_command() {
  std::vector<Option> own{table_unit(Given::required),
                          table_words("name", M("Tên bảng"), Given::required)};
  for (auto& option : layout_options()) own.push_back(std::move(option));
  own.push_back({.name = "sharing",
                 .help = M("Ai được dùng bảng này"),
                 .placeholder = M("LOẠI"),
                 .choices = choices_of(Sharing{})});
  own.push_back(table_on());
  return {.path = "table save",
          .help = M("Lưu một bảng số liệu để dùng lại; cùng tên thì thay bảng cũ"),
          .options = command::with(std::move(own), command::act_options()),
          .example =
              "giaoban table save --unit PT --name \"Cơ cấu đảng viên\" --measures "
              "\"members members.women\" --sharing below",
          .run = &save_table,
          .verb = &save_verb};
}

}  // namespace

std::vector<command::Command> commands() {
  return {show_command(),
          {.path = "table list",
           .help = M("Các bảng đã lưu mà một đơn vị dùng được"),
           .options = command::with({table_unit(Given::required)}, command::moment_options()),
           .example = "giaoban table list --unit PT",
           .run = &list_tables,
           .right = &figure::figure_read},
          save_command(),
          {.path = "table drop",
           .help = M("Bỏ một bảng đã lưu"),
           .options =
               command::with({table_number(Given::required), table_on()}, command::act_options()),
           .example = "giaoban table drop --table 4503599627370501",
           .run = &drop_table,
           .verb = &drop_verb},
          {.path = "dashboard arrange",
           .help = M("Chọn những gì hiện trên bảng theo dõi của một đơn vị và các đơn vị ở dưới"),
           .options = command::with(
               {table_unit(Given::required),
                table_words("headlines", M("Mã các chỉ tiêu hiện thành số lớn, cách nhau bằng dấu "
                                           "cách")),
                table_words("bars", M("Mã chỉ tiêu so sánh giữa các đơn vị trực thuộc")),
                table_words("over-years", M("Mã chỉ tiêu vẽ qua các năm")),
                table_words("saved-table", M("Số của bảng đã lưu hiện ở cuối trang")), table_on()},
               command::act_options()),
           .example = "giaoban dashboard arrange --unit PT --headlines \"members members.women\" "
                      "--bars members --over-years members",
           .run = &arrange_dashboard,
           .verb = &arrange_verb}};
}

}  // namespace giaoban::table
