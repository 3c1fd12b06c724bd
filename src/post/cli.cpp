#include "post/cli.h"

#include <algorithm>

#include "post/post.h"

namespace giaoban::post {

namespace {

using command::Arguments;
using command::Context;
using command::Given;
using command::Option;
using store::Moment;
using store::Snapshot;
using store::Tx;

std::string name_of(Snapshot& snapshot, PersonId person, Moment moment) {
  auto const known = snapshot.fact<member::PersonParticulars>(person.value, moment);
  return known ? known->value.full_name : "";
}

Result<std::vector<Holding>> asked_holdings(Context& context, Snapshot& snapshot, Moment moment,
                                            Arguments const& arguments) {
  if (auto const number = arguments.text("person")) {
    TRY_INTO(PersonId const person,
             member::person_named(snapshot, unit::Reach::everything(), *number, moment));
    auto seen = seen_of_person(snapshot, context.actor(), person, moment);
    // By the number that was typed: which record bears it is not told.
    if (!seen) return refuse(member::no_such_person, {{"person", *number}});
    return seen;
  }
  auto const reach = unit::reach_of(snapshot, context.actor(), post_read, moment);
  TRY_INTO(auto const code, arguments.need("unit"));
  TRY_INTO(unit::Node const unit, unit::in_reach(snapshot, reach, code, moment));
  return of_unit(snapshot, unit.id, moment);
}

Result<void> run_list(Context& context, Arguments const& arguments) {
  TRY_INTO(auto* const open_store, context.store());
  TRY_INTO(Moment const moment, context.moment(arguments));
  auto const snapshot = open_store->read();
  TRY_INTO(auto const holdings, asked_holdings(context, *snapshot, moment, arguments));

  Language const language = context.language();
  Listing listing{.title = say(language, M("Danh sách chức vụ")),
                  .columns = {{"post", M("Số chức vụ"), CellType::number},
                              {"person", M("Số hồ sơ"), CellType::number},
                              {"full_name", M("Họ và tên"), CellType::text},
                              {"unit", M("Mã đơn vị"), CellType::text},
                              {"title", M("Chức vụ"), CellType::text},
                              {"title_text", M("Tên chức danh"), CellType::text},
                              {"from", M("Từ ngày"), CellType::day},
                              {"to", M("Đến trước ngày"), CellType::day}},
                  .rows = {}};
  for (Holding const& held : holdings) {
    // A post that is over is told with the name and code of its last day.
    Moment const then{std::min(moment.as_of, std::max(held.span.from, held.span.to - 1)),
                      moment.known_at};
    auto const node = unit::node_of(*snapshot, held.holding.unit, then);
    listing.rows.push_back(
        {held.post.value, held.holding.person.value, name_of(*snapshot, held.holding.person, then),
         node ? node->code : "", say(language, label(held.holding.title)), held.holding.title_text,
         std::int64_t{held.span.from.number()},
         held.span.to == Day::forever() ? Value{} : Value{std::int64_t{held.span.to.number()}}});
  }
  open_store->log_access(context.actor().name, "post list", std::nullopt);
  context.show(listing);
  return {};
}

Result<void> run_appoint(Context& context, Arguments const& arguments) {
  TRY_INTO(auto const person, arguments.need("person"));
  TRY_INTO(auto const code, arguments.need("unit"));
  TRY_VOID(arguments.need("title"));
  TRY_INTO(Day const from, arguments.need_day("from"));
  TRY_INTO(auto const to, arguments.day("to"));
  PostHolding holding;
  TRY_VOID(command::fill(PostHolding::kind, arguments, &holding));
  auto const body = [&](Tx& tx) -> Result<void> {
    TRY_INTO(holding.person, member::person_to_write(tx, person, from));
    TRY_INTO(holding.unit, unit::to_write(tx, code, from));
    TRY_VOID(appoint(tx, holding, {from, to.value_or(Day::forever())}));
    return {};
  };
  TRY_VOID(context.write(appoint_verb, arguments, body));
  return {};
}

Result<void> run_end(Context& context, Arguments const& arguments) {
  TRY_INTO(auto const post, arguments.need_integer("post"));
  TRY_INTO(Day const day, arguments.need_day("from"));
  TRY_VOID(context.write(end_verb, arguments, [&](Tx& tx) { return end(tx, PostId{post}, day); }));
  return {};
}

Option person_option(Given given) {
  return {.name = "person",
          .help = M("Người: số định danh cá nhân, số thẻ đảng viên hoặc số hồ sơ"),
          .given = given,
          .placeholder = M("SỐ"),
          .input = command::Input::person};
}
Option unit_option(Given given) {
  return {.name = "unit",
          .help = M("Mã đơn vị"),
          .given = given,
          .placeholder = M("MÃ"),
          .input = command::Input::unit};
}
Option day_option(std::string name, Msg help, Given given) {
  return {.name = std::move(name),
          .help = help,
          .given = given,
          .placeholder = "01/07/2025",
          .input = command::Input::day};
}

std::vector<Option> operator+(std::vector<Option> own, std::vector<Option> const& more) {
  return command::with(std::move(own), more);
}

}  // namespace

std::vector<command::Command> commands() {
  return {
      {.path = "post list",
       .help = M("Ai giữ chức vụ gì: trong một đơn vị vào một ngày, hoặc của một người từ trước "
                 "đến nay"),
       .options =
           std::vector<Option>{unit_option(Given::optional), person_option(Given::optional)} +
           command::moment_options(),
       .example = "giaoban post list --unit PT-01 --as-of 31/12/2020",
       .run = &run_list,
       .right = &post_read},
      {.path = "post appoint",
       .help = M("Ghi một người giữ chức vụ trong một đơn vị"),
       .options = std::vector<Option>{person_option(Given::required), unit_option(Given::required),
                                      day_option("from", M("Giữ chức vụ từ ngày"), Given::required),
                                      day_option("to", M("Đến trước ngày; bỏ trống nếu chưa biết"),
                                                 Given::optional)} +
                  command::options_of(PostHolding::kind) + command::act_options(),
       .example = "giaoban post appoint --person 025081001234 --unit PT-01 --title secretary "
                  "--from 01/08/2020",
       .run = &run_appoint,
       .verb = &appoint_verb},
      {.path = "post end",
       .help = M("Ghi một người thôi giữ chức vụ"),
       .options = std::vector<Option>{Option{.name = "post",
                                             .help = M("Số chức vụ, xem ở post list"),
                                             .given = Given::required,
                                             .placeholder = "N",
                                             .input = command::Input::integer},
                                      day_option("from", M("Ngày đầu tiên không còn giữ"),
                                                 Given::required)} +
                  command::act_options(),
       .example = "giaoban post end --post 4503599627370501 --from 01/07/2025",
       .run = &run_end,
       .verb = &end_verb},
  };
}

}  // namespace giaoban::post
