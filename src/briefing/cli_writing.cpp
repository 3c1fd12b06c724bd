// The commands that write conferences.
#include "base/text.h"
#include "briefing/checks.h"
#include "briefing/cli_parts.h"

namespace giaoban::briefing {

namespace {

using command::Arguments;
using command::Context;
using command::Given;
using command::Option;
using store::Tx;

Result<std::int64_t> time_asked(Arguments const& arguments, std::string_view name) {
  TRY_INTO(auto const text, arguments.need(name));
  auto const minutes = parse_time(text);
  if (!minutes) return refuse(bad_time, {{"time", text}});
  return *minutes;
}

Result<ConferenceId> conference_asked(Arguments const& arguments) {
  TRY_INTO(auto const number, arguments.need_integer("conference"));
  return ConferenceId{number};
}

// The first day of the conference, on which codes are looked up.
Result<Day> day_of(Tx& tx, ConferenceId conference) {
  TRY_INTO(View const own, known_conference(tx, conference));
  return own.from;
}

Result<std::optional<UnitId>> unit_asked(Tx& tx, Arguments const& arguments, std::string_view name,
                                         Day on) {
  auto const code = arguments.text(name);
  if (!code) return std::nullopt;
  TRY_INTO(UnitId const unit, unit::to_write(tx, *code, on));
  return unit;
}
Result<UnitId> unit_needed(Tx& tx, Arguments const& arguments, std::string_view name, Day on) {
  TRY_INTO(auto const code, arguments.need(name));
  return unit::to_write(tx, code, on);
}

// Guests from elsewhere are written by their title alone.
Result<std::optional<PersonId>> person_asked(Tx& tx, Arguments const& arguments, Day on) {
  auto const given = arguments.text("person");
  if (!given) return std::nullopt;
  TRY_INTO(PersonId const person, member::person_to_write(tx, *given, on));
  return person;
}

Result<void> run_call(Context& context, Arguments const& arguments) {
  Calling calling;
  TRY_INTO(auto const kind, arguments.need("kind"));
  TRY_INTO(auto const read, store::read_value(Conference::kind.field("conference_kind"), kind));
  Conference::kind.field("conference_kind").save(&calling.conference, read);
  TRY_INTO(calling.conference.name, arguments.need("name"));
  TRY_INTO(calling.from, arguments.need_day("from"));
  TRY_INTO(auto const to, arguments.day("to"));
  calling.to = to.value_or(calling.from);
  TRY_INTO(calling.conference.begins, time_asked(arguments, "begins"));
  TRY_INTO(calling.conference.ends, time_asked(arguments, "ends"));
  calling.conference.chair_title = arguments.text("chair-title").value_or("");
  auto const body = [&](Tx& tx) -> Result<void> {
    TRY_INTO(calling.conference.host, unit_needed(tx, arguments, "host", calling.from));
    TRY_INTO(calling.conference.chair, person_asked(tx, arguments, calling.from));
    TRY_VOID(call(tx, calling));
    return {};
  };
  TRY_VOID(context.write(call_verb, arguments, body));
  return {};
}

Result<void> run_place(Context& context, Arguments const& arguments) {
  TRY_INTO(ConferenceId const conference, conference_asked(arguments));
  auto const body = [&](Tx& tx) -> Result<void> {
    TRY_INTO(Day const on, day_of(tx, conference));
    TRY_INTO(UnitId const unit, unit_needed(tx, arguments, "unit", on));
    return add_place(tx, conference, {unit, arguments.text("name").value_or("")});
  };
  TRY_VOID(context.write(add_place_verb, arguments, body));
  return {};
}

Result<void> run_attend(Context& context, Arguments const& arguments) {
  TRY_INTO(ConferenceId const conference, conference_asked(arguments));
  Attendance attendance;
  TRY_VOID(command::fill(Attendance::kind, arguments, &attendance));
  // The act's reason tells why somebody is absent.
  attendance.reason = arguments.text("reason").value_or("");
  auto const body = [&](Tx& tx) -> Result<void> {
    TRY_INTO(Day const on, day_of(tx, conference));
    TRY_INTO(attendance.unit, unit_needed(tx, arguments, "unit", on));
    TRY_INTO(attendance.place, unit_asked(tx, arguments, "place", on));
    TRY_INTO(attendance.person, person_asked(tx, arguments, on));
    return attend(tx, conference, attendance);
  };
  TRY_VOID(context.write(attend_verb, arguments, body));
  return {};
}

Result<void> run_item(Context& context, Arguments const& arguments) {
  TRY_INTO(ConferenceId const conference, conference_asked(arguments));
  NewItem item;
  TRY_INTO(item.title, arguments.need("title"));
  TRY_INTO(item.position, arguments.integer("position"));
  auto const body = [&](Tx& tx) -> Result<void> {
    TRY_INTO(Day const on, day_of(tx, conference));
    TRY_INTO(item.presenter, unit_asked(tx, arguments, "presenter", on));
    TRY_VOID(add_item(tx, conference, item));
    return {};
  };
  TRY_VOID(context.write(add_item_verb, arguments, body));
  return {};
}

Result<void> run_slide(Context& context, Arguments const& arguments) {
  TRY_INTO(ConferenceId const conference, conference_asked(arguments));
  Slide slide;
  TRY_INTO(slide.item, arguments.need_integer("item"));
  TRY_INTO(slide.measure, arguments.need("measure"));
  TRY_INTO(slide.as_of, arguments.need_day("figure-day"));
  slide.caption = arguments.text("caption").value_or("");
  TRY_INTO(auto const year, figure::year_in(arguments.text("graded-year").value_or("")));
  if (year.by == figure::Year::By::said) slide.graded_year = year.number;
  auto const body = [&](Tx& tx) -> Result<void> {
    TRY_INTO(slide.unit, unit_needed(tx, arguments, "unit", slide.as_of));
    TRY_VOID(add_slide(tx, conference, slide));
    return {};
  };
  TRY_VOID(context.write(add_slide_verb, arguments, body));
  return {};
}

Result<void> run_handle(Context& context, Arguments const& arguments) {
  TRY_INTO(ConferenceId const conference, conference_asked(arguments));
  TRY_INTO(auto const item, arguments.need_integer("item"));
  TRY_VOID(context.write(handle_item_verb, arguments,
                         [&](Tx& tx) { return handle_item(tx, conference, item, tx.today()); }));
  return {};
}

Result<void> run_conclude(Context& context, Arguments const& arguments) {
  TRY_INTO(ConferenceId const conference, conference_asked(arguments));
  TRY_INTO(auto const text, arguments.need("text"));
  auto const body = [&](Tx& tx) -> Result<void> {
    auto const number = conclude(tx, conference, text);
    if (!number) return std::unexpected(number.error());
    return {};
  };
  TRY_VOID(context.write(conclude_verb, arguments, body));
  return {};
}

Result<void> run_assign(Context& context, Arguments const& arguments) {
  TRY_INTO(ConferenceId const conference, conference_asked(arguments));
  TRY_INTO(auto const conclusion, arguments.need_integer("conclusion"));
  task::Assignment asked;
  TRY_INTO(asked.title, arguments.need("title"));
  TRY_INTO(asked.product, arguments.need("product"));
  TRY_INTO(asked.deadline, arguments.need_day("deadline"));
  auto const body = [&](Tx& tx) -> Result<void> {
    TRY_INTO(Day const on, day_of(tx, conference));
    TRY_INTO(asked.lead, unit_needed(tx, arguments, "lead", on));
    TRY_VOID(assign(tx, conference, conclusion, asked));
    return {};
  };
  TRY_VOID(context.write(assign_verb, arguments, body));
  return {};
}

Result<void> run_take_down(Context& context, Arguments const& arguments) {
  TRY_INTO(ConferenceId const conference, conference_asked(arguments));
  task::TakingDown taking;
  TRY_INTO(taking.subject, arguments.need("about"));
  taking.text = arguments.text("text").value_or("");
  auto const body = [&](Tx& tx) -> Result<void> {
    TRY_INTO(Day const on, day_of(tx, conference));
    TRY_INTO(taking.asker, unit_needed(tx, arguments, "asker", on));
    TRY_VOID(take_down(tx, conference, taking));
    return {};
  };
  TRY_VOID(context.write(take_down_verb, arguments, body));
  return {};
}

Result<void> run_close(Context& context, Arguments const& arguments) {
  TRY_INTO(ConferenceId const conference, conference_asked(arguments));
  TRY_VOID(context.write(close_verb, arguments,
                         [&](Tx& tx) { return close(tx, conference, tx.today()); }));
  return {};
}

// --- the table -----------------------------------------------------------------------------------

std::vector<Option> own_options(std::vector<Option> const& own) {
  return conference_option() + own + command::act_options();
}
Option person_option(Msg help) {
  return {.name = "person", .help = help, .placeholder = M("SỐ"), .input = command::Input::person};
}
Option time_option(std::string name, Msg help) {
  return {.name = std::move(name), .help = help, .given = Given::required, .placeholder = "08:30"};
}

command::Command call_command() {
  return {
      .path = "briefing call",
      .help = M("Triệu tập hội nghị"),
      .options =
          std::vector<Option>{
              {.name = "kind",
               .help = M("Loại hội nghị"),
               .given = Given::required,
               .placeholder = "...",
               .choices = choices_of(ConferenceKind{})},
              text_option("name", M("Tên hội nghị"), Given::required),
              unit_option("host", M("Mã đơn vị tổ chức"), Given::required),
              day_option("from", M("Ngày họp"), Given::required),
              day_option("to", M("Ngày cuối; không ghi thì họp trong một ngày"), Given::optional),
              time_option("begins", M("Giờ bắt đầu")),
              time_option("ends", M("Giờ kết thúc")),
              person_option(M("Người chủ trì: số định danh, số thẻ hoặc số hồ sơ")),
              text_option("chair-title", M("Chức danh người chủ trì"), Given::optional)} +
          command::act_options(),
      .example =
          "giaoban briefing call --kind half_year --name \"Sơ kết 6 tháng\" --host PT "
          "--from 14/06/2021 --begins 08:00 --ends 11:30 --chair-title \"Trưởng ban\"",
      .run = &run_call,
      .verb = &call_verb};
}

std::vector<command::Command> preparing_commands() {
  return {call_command(),
          {.path = "briefing place",
           .help = M("Thêm một điểm cầu"),
           .options = own_options({unit_option("unit", M("Mã đơn vị có điểm cầu"), Given::required),
                                   text_option("name", M("Tên điểm cầu"), Given::optional)}),
           .example = "giaoban briefing place --conference 4503599627370501 --unit PT-01",
           .run = &run_place,
           .verb = &add_place_verb},
          {.path = "briefing attend",
           .help = M("Ghi người được triệu tập, có mặt hoặc vắng mặt; vắng thì ghi rõ lý do"),
           .options = own_options(
               {unit_option("unit", M("Mã đơn vị cử người dự"), Given::required),
                person_option(M("Người dự: số định danh, số thẻ hoặc số hồ sơ")),
                text_option("title", M("Chức danh người dự"), Given::optional),
                unit_option("place", M("Mã đơn vị có điểm cầu nơi dự"), Given::optional),
                {.name = "presence",
                 .help = M("Có mặt"),
                 .placeholder = "...",
                 .choices = choices_of(Presence{})}}),
           .example = "giaoban briefing attend --conference 4503599627370501 --unit PT-01 --title "
                      "\"Trưởng ban\" --place PT-01 --presence present",
           .run = &run_attend,
           .verb = &attend_verb},
          {.path = "briefing item",
           .help = M("Thêm một nội dung vào chương trình"),
           .options = own_options(
               {text_option("title", M("Nội dung"), Given::required),
                unit_option("presenter", M("Mã đơn vị trình bày"), Given::optional),
                number_option("position", M("Thứ tự; không ghi thì ở cuối"), Given::optional)}),
           .example = "giaoban briefing item --conference 4503599627370501 --title \"Khai mạc\"",
           .run = &run_item,
           .verb = &add_item_verb},
          {.path = "briefing slide",
           .help = M("Thêm một trang số liệu vào một nội dung"),
           .options = own_options(
               {number_option("item", M("Số nội dung, xem ở briefing agenda"), Given::required),
                text_option("measure", M("Chỉ tiêu, như members, own.nu_tre"), Given::required),
                unit_option("unit", M("Mã đơn vị của số liệu"), Given::required),
                day_option("figure-day", M("Số liệu tính đến hết ngày"), Given::required),
                text_option("caption", M("Lời dẫn"), Given::optional),
                text_option("graded-year",
                            M("Kết quả xếp loại của năm này; không ghi thì là năm đã xếp loại xong "
                              "gần nhất"),
                            Given::optional)}),
           .example = "giaoban briefing slide --conference 4503599627370501 --item 1 --measure "
                      "members --unit PT --figure-day 31/05/2021",
           .run = &run_slide,
           .verb = &add_slide_verb}};
}

std::vector<command::Command> holding_commands() {
  return {
      {.path = "briefing handle",
       .help = M("Ghi xong một nội dung"),
       .options = own_options(
           {number_option("item", M("Số nội dung, xem ở briefing agenda"), Given::required)}),
       .example = "giaoban briefing handle --conference 4503599627370501 --item 1",
       .run = &run_handle,
       .verb = &handle_item_verb},
      {.path = "briefing conclude",
       .help = M("Ghi một kết luận của hội nghị"),
       .options = own_options({text_option("text", M("Nội dung kết luận"), Given::required)}),
       .example = "giaoban briefing conclude --conference 4503599627370501 --text \"Rà soát chi "
                  "bộ ghép\"",
       .run = &run_conclude,
       .verb = &conclude_verb},
      {.path = "briefing assign",
       .help = M("Giao một đơn vị thực hiện một kết luận"),
       .options =
           own_options({number_option("conclusion", M("Số kết luận"), Given::required),
                        text_option("title", M("Việc phải làm"), Given::required),
                        text_option("product", M("Sản phẩm"), Given::required),
                        unit_option("lead", M("Mã đơn vị chủ trì"), Given::required),
                        day_option("deadline", M("Ngày cuối cùng còn đúng hạn"), Given::required)}),
       .example = "giaoban briefing assign --conference 4503599627370501 --conclusion 1 --title "
                  "\"Rà soát chi bộ ghép\" --product \"Báo cáo\" --lead PT-01 --deadline "
                  "30/06/2021",
       .run = &run_assign,
       .verb = &assign_verb},
      {.path = "briefing take-down",
       .help = M("Tiếp nhận kiến nghị nêu tại hội nghị"),
       .options = own_options({unit_option("asker", M("Mã đơn vị kiến nghị"), Given::required),
                               text_option("about", M("Về việc gì"), Given::required),
                               text_option("text", M("Nội dung kiến nghị"), Given::optional)}),
       .example = "giaoban briefing take-down --conference 4503599627370501 --asker PT-01 --about "
                  "\"Kinh phí chi bộ\"",
       .run = &run_take_down,
       .verb = &take_down_verb},
      {.path = "briefing close",
       .help = M("Bế mạc hội nghị"),
       .options = own_options({}),
       .example = "giaoban briefing close --conference 4503599627370501",
       .run = &run_close,
       .verb = &close_verb}};
}

}  // namespace

std::vector<command::Command> writing_commands() {
  auto commands = preparing_commands();
  for (auto& command : holding_commands()) commands.push_back(std::move(command));
  return commands;
}

}  // namespace giaoban::briefing
