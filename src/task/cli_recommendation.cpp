// The commands of recommendations.
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

WantedRecommendations wanted_of(Arguments const& arguments) {
  if (arguments.flag("overdue")) return WantedRecommendations::overdue;
  if (arguments.flag("answered")) return WantedRecommendations::answered;
  return arguments.flag("all") ? WantedRecommendations::all : WantedRecommendations::open;
}

Row row_of(Snapshot& snapshot, RecommendationView const& view, Moment moment, Language language) {
  Recommendation const& asked = view.recommendation;
  return {view.id.value,
          asked.subject,
          code_of(snapshot, asked.asker, moment),
          std::int64_t{view.taken_on.number()},
          code_of(snapshot, view.handler, moment),
          day_value(view.deadline),
          say(language, label(view.stage)),
          day_value(view.answered_on),
          view.days_to_answer ? Value{std::int64_t{*view.days_to_answer}} : Value{},
          view.answer,
          asked.source_words};
}

Result<void> run_list(Context& context, Arguments const& arguments) {
  TRY_INTO(auto* const open_store, context.store());
  TRY_INTO(Moment const moment, context.moment(arguments));
  TRY_INTO(auto const code, arguments.need("unit"));
  auto const snapshot = open_store->read();
  store::PassingOver const passing;
  auto const reach = unit::reach_of(*snapshot, context.actor(), task_read, moment);
  TRY_INTO(UnitId const unit, unit::named(*snapshot, {context.actor(), task_read}, code, moment));
  Listing listing{.title = say(context.language(), M("Danh sách kiến nghị")),
                  .columns = {{"recommendation", M("Số kiến nghị"), CellType::number},
                              {"about", M("Về việc"), CellType::text},
                              {"asker", M("Đơn vị kiến nghị"), CellType::text},
                              {"taken_on", M("Ngày tiếp nhận"), CellType::day},
                              {"handler", M("Nơi giải quyết"), CellType::text},
                              {"deadline", M("Hạn"), CellType::day},
                              {"stage", M("Tình trạng"), CellType::text},
                              {"answered_on", M("Ngày trả lời"), CellType::day},
                              {"days", M("Số ngày giải quyết"), CellType::count},
                              {"answer", M("Trả lời"), CellType::text},
                              {"source", M("Căn cứ"), CellType::text}},
                  .rows = {}};
  for (auto const& view :
       recommendations_of(*snapshot, reach, unit, wanted_of(arguments), moment)) {
    listing.rows.push_back(row_of(*snapshot, view, moment, context.language()));
  }
  context.show(listing);
  return {};
}

Result<void> run_show(Context& context, Arguments const& arguments) {
  TRY_INTO(auto* const open_store, context.store());
  TRY_INTO(Moment const moment, context.moment(arguments));
  TRY_INTO(auto const number, arguments.need_integer("recommendation"));
  auto const snapshot = open_store->read();
  auto const reach = unit::reach_of(*snapshot, context.actor(), task_read, moment);
  RecommendationId const id{number};
  if (!view(*snapshot, reach, id, moment)) {
    return refuse(no_such_recommendation, {{"recommendation", std::to_string(number)}});
  }
  context.show(history_listing(*snapshot, history(*snapshot, id, moment.known_at), moment,
                               context.language()));
  return {};
}

Result<void> run_take(Context& context, Arguments const& arguments) {
  TakingDown taking;
  TRY_INTO(taking.subject, arguments.need("about"));
  TRY_INTO(auto const asker, arguments.need("asker"));
  TRY_INTO(auto const receiver, arguments.need("receiver"));
  TRY_INTO(taking.on, day_asked(context, arguments));
  taking.text = arguments.text("text").value_or("");
  taking.source.words = arguments.text("source").value_or(arguments.text("document").value_or(""));
  auto const body = [&](Tx& tx) -> Result<void> {
    TRY_INTO(taking.asker, unit::to_write(tx, asker, taking.on));
    TRY_INTO(taking.receiver, unit::to_write(tx, receiver, taking.on));
    TRY_VOID(take_down(tx, taking));
    return {};
  };
  TRY_VOID(context.write(take_down_verb, arguments, body));
  return {};
}

using Saying = Result<void> (*)(Tx&, RecommendationId, Day, std::string const&);

Result<void> run_saying(Context& context, Arguments const& arguments, store::Verb const& verb,
                        Saying saying) {
  TRY_INTO(auto const number, arguments.need_integer("recommendation"));
  TRY_INTO(Day const on, day_asked(context, arguments));
  auto const text = arguments.text("text").value_or("");
  TRY_VOID(context.write(verb, arguments, [&](Tx& tx) { return saying(tx, {number}, on, text); }));
  return {};
}
Result<void> run_answer_at_once(Context& context, Arguments const& arguments) {
  return run_saying(context, arguments, answer_at_once_verb, &answer_at_once);
}
Result<void> run_answer(Context& context, Arguments const& arguments) {
  return run_saying(context, arguments, answer_verb, &answer);
}
Result<void> run_receive(Context& context, Arguments const& arguments) {
  return run_saying(context, arguments, receive_answer_verb, &receive_answer);
}

Result<void> run_hand_on(Context& context, Arguments const& arguments) {
  TRY_INTO(auto const number, arguments.need_integer("recommendation"));
  TRY_INTO(auto const code, arguments.need("unit"));
  Handing handing;
  TRY_INTO(handing.on, day_asked(context, arguments));
  TRY_INTO(handing.deadline, arguments.need_day("deadline"));
  auto const body = [&](Tx& tx) -> Result<void> {
    TRY_INTO(handing.unit, unit::to_write(tx, code, handing.on));
    return hand_on(tx, RecommendationId{number}, handing);
  };
  TRY_VOID(context.write(hand_on_verb, arguments, body));
  return {};
}

// --- the table -----------------------------------------------------------------------------------

std::vector<Option> number_options() {
  return {number_option("recommendation", M("Số kiến nghị, xem ở recommendation list"))};
}
std::vector<Option> step_options() {
  return std::vector<Option>{
             day_option("on", M("Ngày diễn ra; không ghi thì là hôm nay"), Given::optional)} +
         command::act_options();
}

std::vector<command::Command> reading_commands() {
  return {
      {.path = "recommendation list",
       .help = M("Kiến nghị mà một đơn vị và các đơn vị ở dưới nêu, tiếp nhận hoặc giải quyết"),
       .options = std::vector<Option>{unit_option("unit", M("Mã đơn vị"), Given::required),
                                      flag_option("overdue", M("Chỉ kiến nghị đã quá hạn trả lời")),
                                      flag_option("answered", M("Chỉ kiến nghị đã trả lời")),
                                      flag_option("all", M("Tất cả kiến nghị"))} +
                  command::moment_options(),
       .example = "giaoban recommendation list --unit PT --overdue",
       .run = &run_list,
       .right = &task_read},
      {.path = "recommendation show",
       .help = M("Diễn biến của một kiến nghị"),
       .options = number_options() + command::moment_options(),
       .example = "giaoban recommendation show --recommendation 4503599627370501",
       .run = &run_show,
       .right = &task_read}};
}

std::vector<command::Command> receiving_commands() {
  return {
      {.path = "recommendation take",
       .help = M("Tiếp nhận kiến nghị của một đơn vị"),
       .options =
           std::vector<Option>{text_option("about", M("Về việc gì"), Given::required),
                               unit_option("asker", M("Mã đơn vị kiến nghị"), Given::required),
                               unit_option("receiver", M("Mã đơn vị tiếp nhận"), Given::required),
                               text_option("text", M("Nội dung kiến nghị"), Given::optional),
                               text_option("source", M("Căn cứ, ghi bằng lời"), Given::optional)} +
           step_options(),
       .example = "giaoban recommendation take --asker PT-01 --receiver PT --about \"Kinh phí "
                  "chi bộ\"",
       .run = &run_take,
       .verb = &take_down_verb},
      {.path = "recommendation answer-at-once",
       .help = M("Nơi tiếp nhận trả lời ngay"),
       .options = number_options() +
                  std::vector<Option>{text_option("text", M("Nội dung trả lời"), Given::required)} +
                  step_options(),
       .example = "giaoban recommendation answer-at-once --recommendation 4503599627370501 "
                  "--text \"Thực hiện theo HD 21\"",
       .run = &run_answer_at_once,
       .verb = &answer_at_once_verb},
      {.path = "recommendation hand-on",
       .help = M("Giao một đơn vị giải quyết kiến nghị, có hạn trả lời"),
       .options =
           number_options() +
           std::vector<Option>{unit_option("unit", M("Mã đơn vị giải quyết"), Given::required),
                               day_option("deadline", M("Hạn trả lời"), Given::required)} +
           step_options(),
       .example = "giaoban recommendation hand-on --recommendation 4503599627370501 --unit "
                  "PT-BTC --deadline 30/06/2021",
       .run = &run_hand_on,
       .verb = &hand_on_verb}};
}

}  // namespace

std::vector<command::Command> recommendation_commands() {
  auto commands = reading_commands();
  for (auto& one : receiving_commands()) commands.push_back(std::move(one));
  commands.push_back(
      {.path = "recommendation answer",
       .help = M("Nơi được giao trả lời kiến nghị"),
       .options = number_options() +
                  std::vector<Option>{text_option("text", M("Nội dung trả lời"), Given::required)} +
                  step_options(),
       .example = "giaoban recommendation answer --recommendation 4503599627370501 "
                  "--text \"Đã bổ sung kinh phí\"",
       .run = &run_answer,
       .verb = &answer_verb});
  commands.push_back(
      {.path = "recommendation receive",
       .help = M("Nơi kiến nghị ghi đã nhận trả lời"),
       .options = number_options() +
                  std::vector<Option>{text_option("text", M("Ý kiến thêm"), Given::optional)} +
                  step_options(),
       .example = "giaoban recommendation receive --recommendation 4503599627370501",
       .run = &run_receive,
       .verb = &receive_answer_verb});
  return commands;
}

}  // namespace giaoban::task
