#include "task/cli.h"

#include <sstream>

#include "base/text.h"
#include "store/strange.h"
#include "task/cli_parts.h"

namespace giaoban::task {

namespace {

using command::Arguments;
using command::Context;
using command::Given;
using command::Option;
using store::Moment;
using store::Snapshot;
using store::Tx;

std::vector<Column> task_columns() {
  return {{"task", M("Số nhiệm vụ"), CellType::number},
          {"title", M("Tên nhiệm vụ"), CellType::text},
          {"product", M("Sản phẩm"), CellType::text},
          {"lead", M("Chủ trì"), CellType::text},
          {"cooperating", M("Phối hợp"), CellType::text},
          {"given_on", M("Ngày giao"), CellType::day},
          {"deadline", M("Hạn"), CellType::day},
          {"status", M("Tình trạng"), CellType::text},
          {"completed_on", M("Ngày hoàn thành"), CellType::day},
          {"days_late", M("Số ngày quá hạn"), CellType::count},
          {"source", M("Căn cứ"), CellType::text}};
}

Row task_row(Snapshot& snapshot, View const& view, Moment moment, Language language) {
  std::string cooperating;
  for (UnitId const unit : view.cooperating) {
    cooperating += (cooperating.empty() ? "" : ", ") + code_of(snapshot, unit, moment);
  }
  return {view.task.value,
          view.given.title,
          view.given.product,
          code_of(snapshot, view.lead, moment),
          cooperating,
          std::int64_t{view.given_on.number()},
          std::int64_t{view.deadline.number()},
          say(language, label(view.status)),
          day_value(view.completed_on),
          std::int64_t{view.days_late},
          view.given.source_words};
}

Wanted wanted_of(Arguments const& arguments) {
  if (arguments.flag("overdue")) return Wanted::overdue;
  return arguments.flag("all") ? Wanted::all : Wanted::open;
}

Result<void> run_list(Context& context, Arguments const& arguments) {
  TRY_INTO(auto* const open_store, context.store());
  TRY_INTO(Moment const moment, context.moment(arguments));
  TRY_INTO(auto const code, arguments.need("unit"));
  auto const snapshot = open_store->read();
  store::PassingOver const passing;
  auto const reach = unit::reach_of(*snapshot, context.actor(), task_read, moment);
  TRY_INTO(UnitId const unit, unit::named(*snapshot, {context.actor(), task_read}, code, moment));
  auto const wanted = wanted_of(arguments);
  auto const views = arguments.flag("given")
                         ? tasks_given_by(*snapshot, reach, unit, wanted, moment)
                         : tasks_of(*snapshot, reach, unit, wanted, moment);
  Listing listing{.title = say(context.language(), M("Danh sách nhiệm vụ")),
                  .columns = task_columns(),
                  .rows = {}};
  for (View const& view : views) {
    listing.rows.push_back(task_row(*snapshot, view, moment, context.language()));
  }
  context.show(listing);
  return {};
}

Result<void> run_show(Context& context, Arguments const& arguments) {
  TRY_INTO(auto* const open_store, context.store());
  TRY_INTO(Moment const moment, context.moment(arguments));
  TRY_INTO(auto const number, arguments.need_integer("task"));
  auto const snapshot = open_store->read();
  auto const reach = unit::reach_of(*snapshot, context.actor(), task_read, moment);
  if (!view(*snapshot, reach, TaskId{number}, moment)) {
    return refuse(no_such_task, {{"task", std::to_string(number)}});
  }
  context.show(history_listing(*snapshot, history(*snapshot, TaskId{number}, moment.known_at),
                               moment, context.language()));
  return {};
}

Result<void> run_completion(Context& context, Arguments const& arguments) {
  TRY_INTO(auto* const open_store, context.store());
  TRY_INTO(Moment const moment, context.moment(arguments));
  TRY_INTO(auto const code, arguments.need("unit"));
  TRY_INTO(Day const from, arguments.need_day("from"));
  TRY_INTO(Day const to, arguments.need_day("to"));
  auto const snapshot = open_store->read();
  auto const reach = unit::reach_of(*snapshot, context.actor(), task_read, moment);
  TRY_INTO(UnitId const unit, unit::named(*snapshot, {context.actor(), task_read}, code, moment));
  auto const found = completion(*snapshot, reach, unit, {from, to + 1}, moment);
  Language const language = context.language();
  Listing listing{.title = say(language, M("Tỷ lệ hoàn thành nhiệm vụ đúng hạn")),
                  .columns = {{"what", M("Chỉ tiêu"), CellType::text},
                              {"count", M("Số lượng"), CellType::count},
                              {"denominator", M("Trên"), CellType::count},
                              {"percent", M("Tỷ lệ %"), CellType::percent},
                              {"base", M("Mẫu số"), CellType::text}},
                  .rows = {}};
  auto const add = [&](Msg what, Share const& share) {
    auto const percent = share.percent_beside_base(language);
    listing.rows.push_back({say(language, what), share.numerator(), share.denominator(),
                            percent ? Value{*percent} : Value{}, say(language, share.base_name())});
  };
  add(M("Hoàn thành đúng hạn"), found.on_time_of_due);
  add(M("Hoàn thành đúng hạn, trong số đã hoàn thành"), found.on_time_of_completed);
  add(M("Quá hạn chưa hoàn thành"), found.overdue_of_due);
  context.show(listing);
  return {};
}

// --- writing -------------------------------------------------------------------------------------

// "PT-01, PT-02" as units.
Result<std::vector<UnitId>> units_asked(Tx& tx, std::string const& codes, Day on) {
  std::vector<UnitId> units;
  std::stringstream rest(codes);
  for (std::string code; std::getline(rest, code, ',');) {
    TRY_INTO(UnitId const unit, unit::to_write(tx, normalise(code), on));
    units.push_back(unit);
  }
  return units;
}

Result<void> run_give(Context& context, Arguments const& arguments) {
  Assignment assignment;
  TRY_INTO(assignment.title, arguments.need("title"));
  TRY_INTO(assignment.product, arguments.need("product"));
  TRY_INTO(assignment.deadline, arguments.need_day("deadline"));
  TRY_INTO(assignment.given_on, day_asked(context, arguments));
  TRY_INTO(auto const assigner, arguments.need("assigner"));
  TRY_INTO(auto const lead, arguments.need("lead"));
  // Without words of its own the task rests on the document of the act.
  assignment.source.words =
      arguments.text("source").value_or(arguments.text("document").value_or(""));
  if (!arguments.text("document")) assignment.source.kind = SourceKind::other;
  auto const body = [&](Tx& tx) -> Result<void> {
    Day const on = assignment.given_on;
    TRY_INTO(assignment.assigner, unit::to_write(tx, assigner, on));
    TRY_INTO(assignment.lead, unit::to_write(tx, lead, on));
    TRY_INTO(assignment.cooperating,
             units_asked(tx, arguments.text("cooperating").value_or(""), on));
    TRY_VOID(give(tx, assignment));
    return {};
  };
  TRY_VOID(context.write(give_verb, arguments, body));
  return {};
}

using OnTask = Result<void> (*)(Tx&, TaskId, Day, std::string const&);

// A step with its words, which stand under the option `words`.
Result<void> run_step(Context& context, Arguments const& arguments, store::Verb const& verb,
                      OnTask deed) {
  TRY_INTO(auto const task, arguments.need_integer("task"));
  TRY_INTO(Day const on, day_asked(context, arguments));
  auto const text = arguments.text(verb.name == report_verb.name ? "text" : "reason").value_or("");
  TRY_VOID(context.write(verb, arguments, [&](Tx& tx) { return deed(tx, {task}, on, text); }));
  return {};
}

Result<void> run_report(Context& context, Arguments const& arguments) {
  return run_step(context, arguments, report_verb, &report);
}
Result<void> run_accept(Context& context, Arguments const& arguments) {
  return run_step(context, arguments, accept_verb, &accept);
}
Result<void> run_return(Context& context, Arguments const& arguments) {
  return run_step(context, arguments, return_verb, &send_back);
}
Result<void> run_withdraw(Context& context, Arguments const& arguments) {
  return run_step(context, arguments, withdraw_verb, &withdraw);
}

Result<void> run_extend(Context& context, Arguments const& arguments) {
  TRY_INTO(auto const task, arguments.need_integer("task"));
  Extension extension{.on = {}, .deadline = {}, .reason = arguments.text("reason").value_or("")};
  TRY_INTO(extension.on, day_asked(context, arguments));
  TRY_INTO(extension.deadline, arguments.need_day("deadline"));
  TRY_VOID(context.write(extend_verb, arguments,
                         [&](Tx& tx) { return extend(tx, TaskId{task}, extension); }));
  return {};
}

Result<void> run_hand_over(Context& context, Arguments const& arguments) {
  TRY_INTO(auto const task, arguments.need_integer("task"));
  TRY_INTO(auto const code, arguments.need("lead"));
  TRY_INTO(Day const on, day_asked(context, arguments));
  auto const body = [&](Tx& tx) -> Result<void> {
    TRY_INTO(UnitId const lead, unit::to_write(tx, code, on));
    return hand_over(tx, TaskId{task}, lead, on);
  };
  TRY_VOID(context.write(hand_over_verb, arguments, body));
  return {};
}

// --- the table -----------------------------------------------------------------------------------

std::vector<Option> task_option() {
  return {number_option("task", M("Số nhiệm vụ, xem ở task list"))};
}
std::vector<Option> step_options() {
  return task_option() +
         std::vector<Option>{
             day_option("on", M("Ngày diễn ra; không ghi thì là hôm nay"), Given::optional)} +
         command::act_options();
}

std::vector<command::Command> reading_commands() {
  return {
      {.path = "task list",
       .help = M("Nhiệm vụ mà một đơn vị và các đơn vị ở dưới chủ trì"),
       .options =
           std::vector<Option>{
               unit_option("unit", M("Mã đơn vị"), Given::required),
               flag_option("overdue", M("Chỉ nhiệm vụ đã quá hạn")),
               flag_option("all", M("Cả nhiệm vụ đã hoàn thành hoặc đã rút lại")),
               flag_option("given", M("Nhiệm vụ do chính đơn vị giao, thay cho chủ trì"))} +
           command::moment_options(),
       .example = "giaoban task list --unit PT --overdue --as-of 31/07/2021",
       .run = &run_list,
       .right = &task_read},
      {.path = "task show",
       .help = M("Diễn biến của một nhiệm vụ"),
       .options = task_option() + command::moment_options(),
       .example = "giaoban task show --task 4503599627370501",
       .run = &run_show,
       .right = &task_read},
      {.path = "task completion",
       .help = M("Tỷ lệ nhiệm vụ hoàn thành đúng hạn, trong các nhiệm vụ có hạn trong một thời "
                 "gian"),
       .options = std::vector<Option>{unit_option("unit", M("Mã đơn vị"), Given::required),
                                      day_option("from", M("Hạn từ ngày"), Given::required),
                                      day_option("to", M("Hạn đến hết ngày"), Given::required)} +
                  command::moment_options(),
       .example = "giaoban task completion --unit PT --from 01/01/2021 --to 30/06/2021",
       .run = &run_completion,
       .right = &task_read}};
}

command::Command give_command() {
  return {.path = "task give",
          .help = M("Giao nhiệm vụ cho một đơn vị chủ trì, có sản phẩm và hạn"),
          .options =
              std::vector<Option>{
                  text_option("title", M("Việc phải làm"), Given::required),
                  text_option("product", M("Sản phẩm"), Given::required),
                  unit_option("assigner", M("Mã đơn vị giao"), Given::required),
                  unit_option("lead", M("Mã đơn vị chủ trì"), Given::required),
                  unit_option("cooperating",
                              M("Mã các đơn vị phối hợp, cách nhau bằng "
                                "dấu phẩy"),
                              Given::optional),
                  day_option("deadline", M("Ngày cuối cùng còn đúng hạn"), Given::required),
                  day_option("on", M("Ngày giao; không ghi thì là hôm nay"), Given::optional),
                  text_option("source", M("Căn cứ, ghi bằng lời"), Given::optional)} +
              command::act_options(),
          .example =
              "giaoban task give --title \"Rà soát chi bộ ghép\" --product \"Báo cáo\" "
              "--assigner PT --lead PT-01 --deadline 30/06/2021",
          .run = &run_give,
          .verb = &give_verb};
}

}  // namespace

std::vector<command::Command> task_commands() {
  auto commands = reading_commands();
  commands.push_back(give_command());
  commands.insert(
      commands.end(),
      {{.path = "task report",
        .help = M("Đơn vị chủ trì báo cáo kết quả nhiệm vụ"),
        .options =
            std::vector<Option>{text_option("text", M("Nội dung báo cáo"), Given::required)} +
            step_options(),
        .example = "giaoban task report --task 4503599627370501 --text \"Đã rà soát 12 chi bộ\"",
        .run = &run_report,
        .verb = &report_verb},
       {.path = "task accept",
        .help = M("Đơn vị giao xác nhận nhiệm vụ đã hoàn thành"),
        .options = step_options(),
        .example = "giaoban task accept --task 4503599627370501",
        .run = &run_accept,
        .verb = &accept_verb},
       {.path = "task return",
        .help = M("Đơn vị giao trả lại kết quả để làm tiếp; ghi rõ lý do"),
        .options = step_options(),
        .example = "giaoban task return --task 4503599627370501 --reason \"Thiếu 2 chi bộ\"",
        .run = &run_return,
        .verb = &return_verb},
       {.path = "task extend",
        .help = M("Gia hạn nhiệm vụ; ghi rõ lý do"),
        .options = std::vector<Option>{day_option("deadline", M("Hạn mới"), Given::required)} +
                   step_options(),
        .example = "giaoban task extend --task 4503599627370501 --deadline 31/07/2021 --reason "
                   "\"Chờ hướng dẫn\"",
        .run = &run_extend,
        .verb = &extend_verb},
       {.path = "task withdraw",
        .help = M("Rút lại nhiệm vụ; ghi rõ lý do"),
        .options = step_options(),
        .example = "giaoban task withdraw --task 4503599627370501 --reason \"Trùng kế hoạch 12\"",
        .run = &run_withdraw,
        .verb = &withdraw_verb},
       {.path = "task hand-over",
        .help = M("Chuyển nhiệm vụ cho đơn vị khác chủ trì"),
        .options =
            std::vector<Option>{unit_option("lead", M("Mã đơn vị chủ trì mới"), Given::required)} +
            step_options(),
        .example = "giaoban task hand-over --task 4503599627370501 --lead PT-02",
        .run = &run_hand_over,
        .verb = &hand_over_verb}});
  return commands;
}

}  // namespace giaoban::task
