#include "app/inbox.h"

#include "app/home.h"
#include "briefing/briefing.h"
#include "member/member.h"
#include "round/round.h"
#include "task/task.h"

namespace giaoban::app {

std::vector<inbox::Source> const& inbox_sources() {
  // One line per domain whose work waits for somebody.
  static std::vector<inbox::Source> const sources{&member::waiting, &task::waiting, &round::waiting,
                                                  &briefing::waiting};
  return sources;
}

std::vector<std::string> inbox_kinds() {
  return {"member.on_probation",
          "member.recognise",
          "task.accept",
          "task.report",
          "recommendation.hand_on",
          "recommendation.answer",
          "recommendation.receive",
          "round.propose",
          "round.decide",
          "round.decide_unit",
          "briefing.close"};
}

namespace {

Result<void> run_inbox(command::Context& context, command::Arguments const& arguments) {
  TRY_INTO(auto* const open_store, context.store());
  TRY_INTO(auto const moment, context.moment(arguments));
  auto const snapshot = open_store->read();
  Language const language = context.language();
  Listing listing{.title = say(language, M("Việc đang chờ")),
                  .columns = {{"what", M("Việc"), CellType::text},
                              {"unit", M("Mã đơn vị"), CellType::text},
                              {"since", M("Từ ngày"), CellType::day},
                              {"due", M("Hạn"), CellType::day},
                              {"kind", M("Loại việc"), CellType::text},
                              {"record", M("Số"), CellType::number}},
                  .rows = {}};
  for (auto const& item : inbox::waiting_for(*snapshot, inbox_sources(), context.actor(), moment)) {
    auto const node = unit::node_of(*snapshot, item.unit, moment);
    listing.rows.push_back({say(language, item.what, inbox::args_of(*snapshot, item, moment)),
                            node ? node->code : "", std::int64_t{item.since.number()},
                            item.due ? Value{std::int64_t{item.due->number()}} : Value{},
                            std::string(item.kind), item.record});
  }
  // The list names persons, so reading it is logged.
  open_store->log_access(context.settings().user, "inbox", std::nullopt);
  context.show(listing);
  return {};
}

}  // namespace

std::vector<command::Command> inbox_commands() {
  return {{.path = "inbox",
           .help = M("Việc đang chờ người dùng: nhiệm vụ, kiến nghị, đảng viên dự bị, hội nghị"),
           .options = command::moment_options(),
           .example = "giaoban inbox",
           .run = &run_inbox,
           .right = &unit::unit_read}};
}

}  // namespace giaoban::app
