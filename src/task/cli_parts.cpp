#include "task/cli_parts.h"

#include "command/tables.h"
#include "task/cli.h"

namespace giaoban::task {

using command::Arguments;
using command::Context;
using command::Given;
using command::Option;

Option unit_option(std::string name, Msg help, Given given) {
  return {.name = std::move(name),
          .help = help,
          .given = given,
          .placeholder = M("MÃ"),
          .input = command::Input::unit};
}
Option day_option(std::string name, Msg help, Given given) {
  return {.name = std::move(name),
          .help = help,
          .given = given,
          .placeholder = "14/06/2021",
          .input = command::Input::day};
}
Option text_option(std::string name, Msg help, Given given) {
  return {.name = std::move(name),
          .help = help,
          .given = given,
          .placeholder = "...",
          .input = command::Input::long_text};
}
Option flag_option(std::string name, Msg help) {
  return {.name = std::move(name), .help = help, .take = command::Take::flag};
}
Option number_option(std::string name, Msg help) {
  return {.name = std::move(name),
          .help = help,
          .given = Given::required,
          .placeholder = "N",
          .input = command::Input::integer};
}
std::vector<Option> operator+(std::vector<Option> own, std::vector<Option> const& more) {
  return command::with(std::move(own), more);
}

Result<Day> day_asked(Context& context, Arguments const& arguments) {
  TRY_INTO(auto const on, arguments.day("on"));
  return on.value_or(context.clock().today());
}

std::string code_of(store::Snapshot& snapshot, UnitId unit, store::Moment moment) {
  auto const node = unit::node_of(snapshot, unit, moment);
  return node ? node->code : "";
}
std::string code_of(store::Snapshot& snapshot, std::optional<UnitId> unit, store::Moment moment) {
  return unit ? code_of(snapshot, *unit, moment) : "";
}
Value day_value(std::optional<Day> day) {
  return day ? Value{std::int64_t{day->number()}} : Value{};
}

Listing history_listing(store::Snapshot& snapshot, std::vector<HistoryLine> const& lines,
                        store::Moment moment, Language language) {
  Listing listing{.title = say(language, M("Diễn biến")),
                  .columns = {{"on", M("Ngày"), CellType::day},
                              {"what", M("Việc"), CellType::text},
                              {"unit", M("Mã đơn vị"), CellType::text},
                              {"deadline", M("Hạn"), CellType::day},
                              {"text", M("Nội dung"), CellType::text},
                              {"document", M("Văn bản"), CellType::text},
                              {"actor", M("Người ghi"), CellType::text},
                              {"entry", M("Bút toán"), CellType::number}},
                  .rows = {}};
  for (HistoryLine const& line : lines) {
    listing.rows.push_back({std::int64_t{line.on.number()}, say(language, line.what),
                            code_of(snapshot, line.unit, {line.on, moment.known_at}),
                            day_value(line.deadline), line.text, line.document, line.actor,
                            line.entry});
  }
  return listing;
}

std::vector<command::Command> commands() {
  return command::joined(task_commands(), recommendation_commands());
}

}  // namespace giaoban::task
