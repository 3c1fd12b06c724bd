#include "briefing/cli.h"

#include <algorithm>

#include "briefing/checks.h"
#include "briefing/cli_parts.h"
#include "command/tables.h"
#include "store/strange.h"

namespace giaoban::briefing {

using command::Arguments;
using command::Context;
using command::Given;
using command::Option;
using store::Moment;
using store::Snapshot;

Option text_option(std::string name, Msg help, Given given) {
  return {.name = std::move(name),
          .help = help,
          .given = given,
          .placeholder = "...",
          .input = command::Input::long_text};
}
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
Option number_option(std::string name, Msg help, Given given) {
  return {.name = std::move(name),
          .help = help,
          .given = given,
          .placeholder = "N",
          .input = command::Input::integer};
}
std::vector<Option> conference_option() {
  return {number_option("conference", M("Số hội nghị, xem ở briefing list"), Given::required)};
}
std::vector<Option> operator+(std::vector<Option> own, std::vector<Option> const& more) {
  return command::with(std::move(own), more);
}

namespace {

std::string code_on(Snapshot& snapshot, UnitId unit, Day day) {
  auto const node = unit::node_of(snapshot, unit, {day});
  return node ? node->code : "";
}

Result<void> run_list(Context& context, Arguments const& arguments) {
  TRY_INTO(auto* const open_store, context.store());
  TRY_INTO(Moment const moment, context.moment(arguments));
  TRY_INTO(Day const from, arguments.need_day("from"));
  TRY_INTO(Day const to, arguments.need_day("to"));
  auto const snapshot = open_store->read();
  store::PassingOver const passing;
  auto const reach = unit::reach_of(*snapshot, context.actor(), briefing_read, moment);
  Language const language = context.language();
  Listing listing{.title = say(language, M("Danh sách hội nghị")),
                  .columns = {{"conference", M("Số hội nghị"), CellType::number},
                              {"name", M("Tên hội nghị"), CellType::text},
                              {"kind", M("Loại hội nghị"), CellType::text},
                              {"from", M("Từ ngày"), CellType::day},
                              {"begins", M("Bắt đầu"), CellType::text},
                              {"to", M("Đến hết ngày"), CellType::day},
                              {"ends", M("Kết thúc"), CellType::text},
                              {"host", M("Đơn vị tổ chức"), CellType::text}},
                  .rows = {}};
  for (Listed const& one : conferences(*snapshot, reach, {from, to + 1}, moment.known_at)) {
    listing.rows.push_back({one.id.value, one.conference.name,
                            say(language, label(one.conference.conference_kind)),
                            std::int64_t{one.from.number()}, time_text(one.conference.begins),
                            std::int64_t{one.to.number()}, time_text(one.conference.ends),
                            code_on(*snapshot, one.conference.host, one.from)});
  }
  context.show(listing);
  return {};
}

// The conference asked for, as the user may see it.
Result<Minutes> minutes_asked(Context& context, Snapshot& snapshot, Arguments const& arguments,
                              Moment moment) {
  TRY_INTO(auto const number, arguments.need_integer("conference"));
  auto const reach = unit::reach_of(snapshot, context.actor(), briefing_read, moment);
  auto found = minutes(snapshot, reach, ConferenceId{number}, moment);
  if (!found) return refuse(no_such_conference, {{"conference", std::to_string(number)}});
  return *std::move(found);
}

Result<void> run_agenda(Context& context, Arguments const& arguments) {
  TRY_INTO(auto* const open_store, context.store());
  TRY_INTO(Moment const moment, context.moment(arguments));
  auto const snapshot = open_store->read();
  TRY_INTO(Minutes const found, minutes_asked(context, *snapshot, arguments, moment));
  Language const language = context.language();
  Listing listing{.title = say(language, M("Chương trình hội nghị")),
                  .columns = {{"item", M("Số nội dung"), CellType::number},
                              {"position", M("Thứ tự"), CellType::number},
                              {"title", M("Nội dung"), CellType::text},
                              {"presenter", M("Đơn vị trình bày"), CellType::text},
                              {"slides", M("Số trang số liệu"), CellType::count},
                              {"handled", M("Tình trạng"), CellType::text}},
                  .rows = {}};
  Day const on = found.conference.from;
  for (ItemView const& one : found.conference.agenda) {
    listing.rows.push_back({one.item.item, one.item.position, one.item.title,
                            one.item.presenter ? code_on(*snapshot, *one.item.presenter, on) : "",
                            static_cast<std::int64_t>(one.slides.size()),
                            say(language, one.handled ? M("đã xong") : M("chưa xong"))});
  }
  context.show(listing);
  return {};
}

Result<void> run_attendance(Context& context, Arguments const& arguments) {
  TRY_INTO(auto* const open_store, context.store());
  TRY_INTO(Moment const moment, context.moment(arguments));
  auto const snapshot = open_store->read();
  TRY_INTO(Minutes const found, minutes_asked(context, *snapshot, arguments, moment));
  Language const language = context.language();
  Listing listing{.title = say(language, M("Có mặt: {share}"),
                               {{"share", found.present_of_summoned.text(language)}}),
                  .columns = {{"unit", M("Mã đơn vị"), CellType::text},
                              {"person", M("Số hồ sơ"), CellType::number},
                              {"title", M("Chức danh người dự"), CellType::text},
                              {"place", M("Điểm cầu"), CellType::text},
                              {"presence", M("Có mặt"), CellType::text},
                              {"reason", M("Lý do vắng"), CellType::text}},
                  .rows = {}};
  Day const on = found.conference.from;
  for (Attendance const& one : found.conference.attendance) {
    listing.rows.push_back({code_on(*snapshot, one.unit, on),
                            one.person ? Value{one.person->value} : Value{}, one.title,
                            one.place ? code_on(*snapshot, *one.place, on) : "",
                            say(language, label(one.presence)), one.reason});
  }
  context.show(listing);
  return {};
}

// A conclusion, and under it each of its tasks; then the recommendations.
Result<void> run_minutes(Context& context, Arguments const& arguments) {
  TRY_INTO(auto* const open_store, context.store());
  TRY_INTO(Moment const moment, context.moment(arguments));
  auto const snapshot = open_store->read();
  TRY_INTO(Minutes const found, minutes_asked(context, *snapshot, arguments, moment));
  Language const language = context.language();
  Listing listing{.title = found.conference.conference.name,
                  .columns = {{"what", M("Loại"), CellType::text},
                              {"record", M("Số"), CellType::number},
                              {"text", M("Nội dung"), CellType::text},
                              {"unit", M("Đơn vị"), CellType::text},
                              {"deadline", M("Hạn"), CellType::day},
                              {"status", M("Tình trạng"), CellType::text}},
                  .rows = {}};
  auto const dated = [](std::optional<Day> day) {
    return day ? Value{std::int64_t{day->number()}} : Value{};
  };
  for (ConclusionView const& one : found.conference.conclusions) {
    listing.rows.push_back({say(language, M("Kết luận")), one.conclusion.number,
                            one.conclusion.text, "", Value{}, ""});
    for (task::View const& made : found.tasks) {
      if (std::ranges::find(one.tasks, made.task) == one.tasks.end()) continue;
      listing.rows.push_back({say(language, M("nhiệm vụ")), made.task.value, made.given.title,
                              code_on(*snapshot, made.lead, moment.as_of), dated(made.deadline),
                              say(language, made.overdue ? M("quá hạn") : label(made.status))});
    }
  }
  for (task::RecommendationView const& made : found.recommendations) {
    listing.rows.push_back(
        {say(language, M("kiến nghị")), made.id.value, made.recommendation.subject,
         code_on(*snapshot, made.recommendation.asker, moment.as_of), dated(made.deadline),
         say(language, made.overdue ? M("quá hạn") : label(made.stage))});
  }
  context.show(listing);
  return {};
}

Listing completeness_listing(Snapshot& snapshot, std::vector<Completeness> const& groups,
                             Moment moment, Language language) {
  Listing listing{.title = say(language, M("Mức độ đầy đủ")),
                  .columns = {{"whom", M("Nhóm"), CellType::text},
                              {"share", M("Đã có"), CellType::text},
                              {"unit", M("Mã đơn vị"), CellType::text},
                              {"name", M("Tên đơn vị"), CellType::text},
                              {"did", M("Tình trạng"), CellType::text}},
                  .rows = {}};
  for (Completeness const& group : groups) {
    auto const add = [&](UnitId unit, Msg what) {
      listing.rows.push_back({say(language, group.whom), group.share.text(language),
                              code_on(snapshot, unit, moment.as_of),
                              name_on(snapshot, unit, moment.as_of), say(language, what)});
    };
    for (UnitId const unit : group.did_not) add(unit, M("chưa có"));
    for (UnitId const unit : group.did) add(unit, M("đã có"));
  }
  return listing;
}

Result<void> run_places(Context& context, Arguments const& arguments) {
  TRY_INTO(auto* const open_store, context.store());
  TRY_INTO(Moment const moment, context.moment(arguments));
  auto const snapshot = open_store->read();
  TRY_INTO(Minutes const found, minutes_asked(context, *snapshot, arguments, moment));
  Moment const then{found.conference.from, moment.known_at};
  context.show(completeness_listing(*snapshot, found.places, then, context.language()));
  return {};
}

Result<void> run_review(Context& context, Arguments const& arguments) {
  TRY_INTO(auto* const open_store, context.store());
  TRY_INTO(Moment const moment, context.moment(arguments));
  TRY_INTO(auto const code, arguments.need("unit"));
  TRY_INTO(auto const year, arguments.need_year("year"));
  auto const snapshot = open_store->read();
  TRY_INTO(UnitId const unit,
           unit::named(*snapshot, {context.actor(), figure::figure_read}, code, moment));
  auto const reach = unit::reach_of(*snapshot, context.actor(), figure::figure_read, moment);
  if (!reach.holds(unit)) return refuse(unit::beyond_reach, {{"unit", code}});
  auto const groups = review_finished(*snapshot, unit, year, moment);
  context.show(completeness_listing(*snapshot, groups, moment, context.language()));
  return {};
}

}  // namespace

std::vector<command::Command> reading_commands() {
  auto const one = conference_option() + command::moment_options();
  return {{.path = "briefing list",
           .help = M("Hội nghị trong một thời gian"),
           .options = std::vector<Option>{day_option("from", M("Từ ngày"), Given::required),
                                          day_option("to", M("Đến hết ngày"), Given::required)} +
                      command::moment_options(),
           .example = "giaoban briefing list --from 01/01/2021 --to 30/06/2021",
           .run = &run_list,
           .right = &briefing_read},
          {.path = "briefing agenda",
           .help = M("Chương trình của một hội nghị"),
           .options = one,
           .example = "giaoban briefing agenda --conference 4503599627370501",
           .run = &run_agenda,
           .right = &briefing_read},
          {.path = "briefing attendance",
           .help = M("Ai được triệu tập, có mặt, vắng mặt"),
           .options = one,
           .example = "giaoban briefing attendance --conference 4503599627370501",
           .run = &run_attendance,
           .right = &briefing_read},
          {.path = "briefing places",
           .help = M("Điểm cầu nào đã kết nối, điểm nào chưa"),
           .options = one,
           .example = "giaoban briefing places --conference 4503599627370501",
           .run = &run_places,
           .right = &briefing_read},
          {.path = "briefing minutes",
           .help = M("Kết luận, nhiệm vụ, kiến nghị của hội nghị và tình trạng đến một ngày"),
           .options = one,
           .example = "giaoban briefing minutes --conference 4503599627370501 --as-of 21/06/2021",
           .run = &run_minutes,
           .right = &briefing_read},
          {.path = "briefing review",
           .help = M("Đơn vị trực thuộc nào đã có kết quả kiểm điểm, xếp loại của năm"),
           .options =
               std::vector<Option>{unit_option("unit", M("Mã đơn vị"), Given::required),
                                   number_option("year", M("Năm được xếp loại"), Given::required)} +
               command::moment_options(),
           .example = "giaoban briefing review --unit PT --year 2020",
           .run = &run_review,
           .right = &figure::figure_read}};
}

std::vector<command::Command> commands() {
  return command::joined(reading_commands(), writing_commands());
}

}  // namespace giaoban::briefing
