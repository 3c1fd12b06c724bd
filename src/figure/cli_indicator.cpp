// giaoban indicator: committees' own measures.
#include <algorithm>

#include "base/text.h"
#include "figure/cli.h"
#include "figure/indicator.h"
#include "figure/indicator_lines.h"

namespace giaoban::figure {

namespace {

using command::Arguments;
using command::Context;
using command::Given;
using command::Option;
using store::Tx;

Option unit_of_indicator() {
  return {.name = "unit",
          .help = M("Mã đơn vị đặt chỉ tiêu"),
          .given = Given::required,
          .placeholder = M("MÃ"),
          .input = command::Input::unit};
}
Option code_of_indicator() {
  return {.name = "code",
          .help = M("Mã chỉ tiêu, ví dụ nu_tre; khi hỏi số liệu viết own.nu_tre"),
          .given = Given::required,
          .placeholder = M("MÃ")};
}
Option words_option(std::string name, Msg help, Given given = Given::optional) {
  return {.name = std::move(name), .help = help, .given = given, .placeholder = M("LỜI")};
}
Option indicator_day(std::string name, Msg help, Given given) {
  return {.name = std::move(name),
          .help = help,
          .given = given,
          .placeholder = "01/01/2021",
          .input = command::Input::day};
}

Result<Defining> defining_asked(Arguments const& arguments) {
  Defining typed;
  TRY_INTO(typed.code, arguments.need("code"));
  TRY_INTO(typed.name, arguments.need("name"));
  TRY_INTO(typed.population, arguments.need_choice<Population>("population"));
  typed.counts = arguments.text("counts").value_or("");
  typed.base = arguments.text("base").value_or("");
  typed.base_name = arguments.text("base-name").value_or("");
  typed.citation = arguments.text("citation").value_or("");
  TRY_INTO(typed.decimals, arguments.integer("decimals"));
  TRY_INTO(typed.rounding, arguments.choice<Rounding>("rounding"));
  return typed;
}

Result<void> run_define(Context& context, Arguments const& arguments) {
  TRY_INTO(Defining typed, defining_asked(arguments));
  TRY_INTO(Day const from, arguments.need_day("from"));
  TRY_INTO(auto const unit_code, arguments.need("unit"));
  auto const body = [&](Tx& tx) -> Result<void> {
    TRY_INTO(typed.unit, unit::to_write(tx, unit_code, from));
    TRY_VOID(define(tx, typed, from));
    return {};
  };
  TRY_VOID(context.write(define_verb, arguments, body));
  return {};
}

Result<void> run_adopt(Context& context, Arguments const& arguments) {
  TRY_INTO(Day const from, arguments.need_day("from"));
  TRY_INTO(auto const unit_code, arguments.need("unit"));
  auto const body = [&](Tx& tx) -> Result<void> {
    TRY_INTO(UnitId const unit, unit::to_write(tx, unit_code, from));
    for (Defining typed : ready_made(context.language())) {
      typed.unit = unit;
      TRY_VOID(define(tx, typed, from));
    }
    return {};
  };
  TRY_VOID(context.write(define_verb, arguments, body));
  return {};
}

Result<Day> day_of_change(Context& context, Arguments const& arguments) {
  TRY_INTO(auto const on, arguments.day("on"));
  return on.value_or(context.clock().today());
}

// One elsewhere is as one that is not there.
Result<IndicatorId> indicator_to_write(Tx& tx, std::string const& code, Day on) {
  TRY_INTO(auto const indicator, indicator_named(tx, code, {on}));
  if (tx.may_know(indicator_entity, indicator.value, on)) return indicator;
  return refuse(no_such_indicator, {{"code", code}, {"day", on.vietnamese()}});
}

Result<void> run_end_indicator(Context& context, Arguments const& arguments) {
  TRY_INTO(auto const code, arguments.need("code"));
  TRY_INTO(Day const on, day_of_change(context, arguments));
  TRY_VOID(context.write(end_verb, arguments, [&](Tx& tx) -> Result<void> {
    TRY_INTO(auto const indicator, indicator_to_write(tx, code, on));
    return end(tx, indicator, on);
  }));
  return {};
}

Result<void> run_target(Context& context, Arguments const& arguments) {
  TRY_INTO(auto const code, arguments.need("code"));
  TRY_INTO(auto const year, arguments.need_year("year"));
  TRY_INTO(auto const amount, arguments.need("amount"));
  TRY_INTO(Day const on, day_of_change(context, arguments));
  TRY_INTO(auto const bound, arguments.choice<Bound>("bound"));
  Target target{.year = year,
                .bound = bound.value_or(Bound::at_least),
                .amount = 0,
                .project = normalise(arguments.text("project").value_or(""))};
  auto const body = [&](Tx& tx) -> Result<void> {
    TRY_VOID(indicator_to_write(tx, code, on));
    TRY_INTO(auto const measure, measure_named(tx, std::string(own_prefix) + own_code(code), {on}));
    auto const known = amount_in(amount, *measure);
    if (!known) return refuse(bad_target, {{"value", amount}}, "amount");
    target.amount = *known;
    return aim(tx, measure->own->indicator, target, on);
  };
  TRY_VOID(context.write(target_verb, arguments, body));
  return {};
}

Result<void> run_list(Context& context, Arguments const& arguments) {
  TRY_INTO(auto* const open_store, context.store());
  TRY_INTO(auto const moment, context.moment(arguments));
  auto const snapshot = open_store->read();
  auto const reach = unit::reach_of(*snapshot, context.actor(), figure_read, moment);
  std::optional<UnitId> of;
  if (auto const code = arguments.text("unit")) {
    TRY_INTO(auto const node, unit::in_reach(*snapshot, reach, *code, moment));
    of = node.id;
  }
  auto known = own_measures(*snapshot, moment, of);
  std::erase_if(known,
                [&](Held const& one) { return !seen_from(*snapshot, reach, *one->own, moment); });
  context.show(list_of(*snapshot, {std::move(known), moment, context.language()}));
  return {};
}

Result<void> run_show(Context& context, Arguments const& arguments) {
  TRY_INTO(auto* const open_store, context.store());
  TRY_INTO(auto const moment, context.moment(arguments));
  TRY_INTO(auto const code, arguments.need("code"));
  auto const snapshot = open_store->read();
  auto const reach = unit::reach_of(*snapshot, context.actor(), figure_read, moment);
  auto const measure = measure_named(*snapshot, std::string(own_prefix) + own_code(code), moment);
  if (!measure && reach.whole()) return std::unexpected(measure.error());
  if (!measure || !seen_from(*snapshot, reach, *(*measure)->own, moment)) {
    return refuse(no_such_indicator, {{"code", code}, {"day", moment.as_of.vietnamese()}});
  }
  context.show(lines_of(*snapshot, {*measure, moment, context.language()}));
  return {};
}

std::vector<command::Command> asking_indicators() {
  return {{.path = "indicator list",
           .help = M("Các chỉ tiêu tự định nghĩa đang dùng"),
           .options = command::with({{.name = "unit",
                                      .help = M("Chỉ của đơn vị này và các đơn vị ở trên"),
                                      .placeholder = M("MÃ"),
                                      .input = command::Input::unit}},
                                    command::moment_options()),
           .example = "giaoban indicator list --unit PT",
           .run = &run_list,
           .right = &figure_read},
          {.path = "indicator show",
           .help = M("Định nghĩa của một chỉ tiêu và mục tiêu từng năm"),
           .options = command::with({code_of_indicator()}, command::moment_options()),
           .example = "giaoban indicator show --code nu_tre",
           .run = &run_show,
           .right = &figure_read}};
}

command::Command define_command() {
  return {.path = "indicator define",
          .help = M("Đặt một chỉ tiêu bằng điều kiện, hoặc đặt lại từ một ngày"),
          .options = command::with(
              {unit_of_indicator(),
               code_of_indicator(),
               words_option("name", M("Tên chỉ tiêu, như in trên báo cáo"), Given::required),
               {.name = "population",
                .help = M("Đếm trong số"),
                .given = Given::required,
                .placeholder = M("LOẠI"),
                .choices = choices_of(Population{})},
               words_option("counts",
                            M("Điều kiện được đếm, ví dụ giới tính = nữ và tuổi từ 18 đến 30")),
               words_option("base", M("Điều kiện của mẫu số; không ghi là tất cả")),
               words_option("base-name", M("Tên mẫu số; không ghi thì chỉ đếm, không tính tỷ lệ")),
               words_option("citation", M("Căn cứ đặt ra chỉ tiêu")),
               {.name = "decimals",
                .help = M("Tỷ lệ có mấy chữ số thập phân, từ 0 đến 4; không ghi thì 2"),
                .placeholder = "2",
                .input = command::Input::integer},
               {.name = "rounding",
                .help = M("Tỷ lệ làm tròn thế nào; không ghi thì từ nửa trở lên làm tròn lên"),
                .placeholder = M("CÁCH"),
                .choices = choices_of(Rounding{})},
               indicator_day("from", M("Có hiệu lực từ ngày"), Given::required)},
              command::act_options()),
          .example =
              "giaoban indicator define --unit PT --code nu_tre --name \"Đảng viên nữ dưới 30\" "
              "--population members --counts \"giới tính = nữ và tuổi < 30\" --base-name \"tổng "
              "số đảng viên\" --from 01/01/2020",
          .run = &run_define,
          .verb = &define_verb};
}

std::vector<command::Command> changing_indicators() {
  return {
      {.path = "indicator adopt",
       .help = M("Nhận bộ chỉ tiêu thường dùng, soạn sẵn theo các báo cáo đã công bố"),
       .options = command::with(
           {unit_of_indicator(), indicator_day("from", M("Có hiệu lực từ ngày"), Given::required)},
           command::act_options()),
       .example = "giaoban indicator adopt --unit PT --from 01/01/2015",
       .run = &run_adopt,
       .verb = &define_verb},
      {.path = "indicator end",
       .help = M("Thôi dùng một chỉ tiêu từ một ngày; số đã in vẫn mở lại được"),
       .options = command::with(
           {code_of_indicator(),
            indicator_day("on", M("Từ ngày; không ghi thì là hôm nay"), Given::optional)},
           command::act_options()),
       .example = "giaoban indicator end --code nu_tre --on 01/01/2022",
       .run = &run_end_indicator,
       .verb = &end_verb},
      {.path = "indicator target",
       .help = M("Đặt mức phải đạt của một năm; đặt nhiều năm thành lộ trình của đề án"),
       .options = command::with(
           {code_of_indicator(),
            {.name = "year",
             .help = M("Năm"),
             .given = Given::required,
             .placeholder = "2021",
             .input = command::Input::integer},
            words_option("amount",
                         M("Phần trăm của mẫu số, ví dụ 15,5; chỉ tiêu chỉ đếm thì ghi "
                           "số lượng"),
                         Given::required),
            {.name = "bound",
             .help = M("Phải đạt ít nhất (mặc định) hay không được vượt quá"),
             .placeholder = M("HƯỚNG"),
             .choices = choices_of(Bound{})},
            words_option("project", M("Đề án, kế hoạch mà mức này thuộc về")),
            indicator_day("on", M("Ngày quyết định; không ghi thì là hôm nay"), Given::optional)},
           command::act_options()),
       .example = "giaoban indicator target --code nu_tre --year 2021 --amount 15,5",
       .run = &run_target,
       .verb = &target_verb}};
}

}  // namespace

std::vector<command::Command> indicator_commands() {
  auto all = asking_indicators();
  all.push_back(define_command());
  for (auto& one : changing_indicators()) all.push_back(std::move(one));
  return all;
}

}  // namespace giaoban::figure
