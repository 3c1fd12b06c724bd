// The commands that read: list, show, search, flow. Each leaves a line in the access log, without
// the words that were searched for.
#include "member/cli.h"

#include <algorithm>
#include <array>
#include <iterator>

#include "base/share.h"
#include "member/cli_arguments.h"
#include "member/fact_words.h"

namespace giaoban::member {

namespace {

using command::Arguments;
using command::Context;
using command::Option;
using command::Take;

constexpr std::int64_t search_limit = 20;

Value partial(std::optional<PartialDay> const& day) {
  return day ? Value{day->packed()} : Value{};
}
Value day_or_open(Day day) {
  return day == Day::forever() ? Value{} : Value{std::int64_t{day.number()}};
}

std::string unit_named(unit::Tree const& tree, std::optional<UnitId> unit) {
  if (!unit) return {};
  auto const* const node = tree.node(*unit);
  return node != nullptr ? node->code + " " + node->name : std::to_string(unit->value);
}

// Which rows of how many were shown, where they are not all.
struct Part {
  std::int64_t shown;
  std::int64_t total;
};
void tell_part(Context& context, Page page, Part const& part) {
  if (part.shown == part.total) return;
  Language const language = context.language();
  context.tell(
      M("Đã nêu {first}–{last} trong {total}; thêm --limit N hoặc --offset N để xem tiếp."),
      {{"first", format_count(part.shown == 0 ? 0 : page.offset + 1, language)},
       {"last", format_count(part.shown == 0 ? 0 : page.offset + part.shown, language)},
       {"total", format_count(part.total, language)}});
}

// --- list --------------------------------------------------------------------------------------

Result<void> run_list(Context& context, Arguments const& arguments) {
  TRY_INTO(auto* const store, context.store());
  TRY_INTO(auto const moment, context.moment(arguments));
  TRY_INTO(auto const offset, arguments.integer("offset"));
  TRY_INTO(auto const limit, arguments.integer("limit"));
  auto const snapshot = store->read();
  TRY_INTO(UnitId const unit, unit_within(*snapshot, context, arguments, moment));
  auto const reach = unit::reach_of(*snapshot, context.actor(), member_read, moment);
  if (!reach.holds(unit)) {
    return refuse(unit::beyond_reach, {{"unit", arguments.text("unit").value_or("")}});
  }
  store->log_access(context.actor().name, "member list", unit.value);

  auto const lines = roster(*snapshot, reach, unit, moment,
                            {.offset = offset.value_or(0), .limit = limit.value_or(0)});
  auto const tree = unit::tree(*snapshot, moment);
  auto const sink = context.sink();
  sink->begin({.title = say(context.language(), M("Danh sách đảng viên")),
               .columns = {{"person", M("Số bản ghi"), CellType::number},
                           {"full_name", M("Họ và tên"), CellType::text},
                           {"born", M("Ngày sinh"), CellType::partial},
                           {"standing", M("Tư cách đảng viên"), CellType::text},
                           {"cell", M("Chi bộ"), CellType::text},
                           {"in_cell_since", M("Sinh hoạt ở đây từ"), CellType::day}},
               .rows = {}});
  for (auto const& line : lines) {
    sink->row({line.person.value, line.full_name, partial(line.born),
               line.standing ? say(context.language(), label(*line.standing)) : "",
               unit_named(tree, line.cell), std::int64_t{line.in_cell_since.number()}});
  }
  sink->end();
  context.tell(
      M("{shown} trong {all} đảng viên."),
      {{"shown", format_count(std::ssize(lines), context.language())},
       {"all", format_count(roster_size(*snapshot, reach, unit, moment), context.language())}});
  return {};
}

// --- search ------------------------------------------------------------------------------------

Result<void> run_search(Context& context, Arguments const& arguments) {
  TRY_INTO(auto* const store, context.store());
  TRY_INTO(auto const moment, context.moment(arguments));
  TRY_INTO(auto const words, arguments.need("words"));
  TRY_INTO(auto const offset, arguments.integer("offset"));
  TRY_INTO(auto const limit, arguments.integer("limit"));
  auto const snapshot = store->read();
  store->log_access(context.actor().name, "member search", std::nullopt);

  auto const reach = unit::reach_of(*snapshot, context.actor(), member_read, moment);
  // A program is given all that it did not limit itself.
  bool const for_people = context.settings().format == print::Format::table;
  Page const page{.offset = offset.value_or(0),
                  .limit = limit.value_or(for_people ? search_limit : 0)};
  auto const found = search(*snapshot, reach, words, moment, page);
  Listing listing{.title = say(context.language(), M("Tìm theo tên")),
                  .columns = {{"person", M("Số bản ghi"), CellType::number},
                              {"full_name", M("Họ và tên"), CellType::text},
                              {"born", M("Ngày sinh"), CellType::partial},
                              {"cell", M("Chi bộ"), CellType::text}},
                  .rows = {}};
  for (auto const& person : found) {
    auto const node = person.cell ? unit::node_of(*snapshot, *person.cell, moment) : std::nullopt;
    listing.rows.push_back({person.person.value, person.full_name, partial(person.born),
                            node ? node->code + " " + node->name : ""});
  }
  context.show(listing);
  if (page.offset == 0 && page.limit == 0) return {};
  // Who has come to the end needs no count of all.
  bool const at_end =
      (page.limit == 0 || std::ssize(found) < page.limit) && (page.offset == 0 || !found.empty());
  std::int64_t const all =
      at_end ? page.offset + std::ssize(found) : search_size(*snapshot, reach, words, moment);
  tell_part(context, page, {std::ssize(found), all});
  return {};
}

// --- show --------------------------------------------------------------------------------------

std::vector<Column> history_columns() {
  return {{"fact", M("Nội dung"), CellType::text},
          {"value", M("Giá trị"), CellType::text},
          {"effective_from", M("Có hiệu lực từ"), CellType::day},
          {"effective_to", M("Đến trước ngày"), CellType::day},
          {"recorded_in", M("Ghi ở bút toán"), CellType::number},
          {"superseded_in", M("Thay ở bút toán"), CellType::number}};
}

std::vector<Recorded> standing_at(store::Snapshot& snapshot, PersonId person,
                                  store::Moment moment) {
  std::vector<Recorded> rows;
  for (store::Kind const* kind : catalogue().kinds) {
    if (auto fact = snapshot.in_force(*kind, person.value, moment)) {
      rows.push_back({kind, *std::move(fact)});
    }
  }
  return rows;
}

Result<void> run_show(Context& context, Arguments const& arguments) {
  TRY_INTO(auto* const store, context.store());
  TRY_INTO(auto const moment, context.moment(arguments));
  auto const snapshot = store->read();
  TRY_INTO(PersonId const person, person_within(*snapshot, context, arguments, moment));
  if (arguments.flag("history")) {
    // The history tells what came later, too: it is for who may see the person now.
    store::Moment const today{context.clock().today()};
    auto const reach = unit::reach_of(*snapshot, context.actor(), member_read, today);
    if (!reach.holds(*snapshot, person_entity, person.value, today)) {
      return refuse(no_such_person, {{"person", std::to_string(person.value)}});
    }
  }
  store->log_access(context.actor().name, "member show", person.value);

  auto const rows = arguments.flag("history") ? both_clocks(*snapshot, person)
                                              : standing_at(*snapshot, person, moment);
  auto const language = context.language();
  Listing listing{
      .title = say(language, M("Hồ sơ số {person}"), {{"person", std::to_string(person.value)}}),
      .columns = history_columns(),
      .rows = {}};
  for (auto const& row : rows) {
    auto const& head = row.fact.head;
    listing.rows.push_back(
        {say(language, row.kind->label), values_words(*snapshot, row, language),
         std::int64_t{head.span.from.number()}, day_or_open(head.span.to), head.recorded_in,
         head.superseded_in == store::standing ? Value{} : Value{head.superseded_in}});
  }
  context.show(listing);
  auto const whole = view(*snapshot, unit::Reach::everything(), person, moment);
  if (whole && whole->erased_in) {
    context.tell(M("Thông tin nhận dạng đã được xóa ở bút toán {entry}."),
                 {{"entry", std::to_string(*whole->erased_in)}});
  }
  if (whole && whole->merged_into) {
    context.tell(M("Hồ sơ này là bản trùng, đã gộp vào hồ sơ số {person}."),
                 {{"person", std::to_string(whole->merged_into->value)}});
  }
  return {};
}

// --- flow --------------------------------------------------------------------------------------

Result<Span> flow_days(Arguments const& arguments) {
  if (auto const text = arguments.text("period")) {
    auto const period = Period::parse(*text);
    if (!period) {
      return refuse(command::usage,
                    {{"what", M("--period viết như 2021-06, 2021-Q2, 2021-H1, 2021")}});
    }
    return period->days();
  }
  TRY_INTO(Day const from, arguments.need_day("from"));
  TRY_INTO(Day const to, arguments.need_day("to"));
  if (to < from) {
    return refuse(command::usage, {{"what", M("--to phải từ ngày --from trở đi")}});
  }
  return Span{from, to + 1};
}

Result<void> run_flow(Context& context, Arguments const& arguments) {
  TRY_INTO(auto* const store, context.store());
  TRY_INTO(Span const days, flow_days(arguments));
  TRY_INTO(auto const known_at, arguments.integer("known-at"));
  auto const snapshot = store->read();
  store::Moment moment{days.to - 1};
  if (known_at) moment.known_at = *known_at;
  TRY_INTO(UnitId const unit, unit_within(*snapshot, context, arguments, moment));
  auto const reach = unit::reach_of(*snapshot, context.actor(), member_read, moment);
  if (!reach.holds(unit)) {
    return refuse(unit::beyond_reach, {{"unit", arguments.text("unit").value_or("")}});
  }
  Flow const flow = member::flow(*snapshot, unit, days, moment.known_at);
  ensure(flow.closes(), "opening plus ins minus outs is closing");

  auto const language = context.language();
  Listing listing{
      .title = say(language, M("Tăng, giảm đảng viên từ {from} đến hết {to}"),
                   {{"from", days.from.vietnamese()}, {"to", (days.to - 1).vietnamese()}}),
      .columns = {{"id", M("Mã dòng"), CellType::text},
                  {"name", M("Nội dung"), CellType::text},
                  {"count", M("Số đảng viên"), CellType::count}},
      .rows = {}};
  auto const add = [&](std::string_view id, Msg name, std::int64_t count) {
    listing.rows.push_back({std::string(id), say(language, name), count});
  };
  add("opening", M("Đầu kỳ"), flow.opening);
  add("opened", M("Mở sổ trong kỳ"), flow.opened);
  add("admitted", M("Tăng: kết nạp"), flow.admitted);
  add("readmitted", M("Tăng: kết nạp lại"), flow.readmitted);
  add("transferred_in", M("Tăng: chuyển đến"), flow.transferred_in);
  add("restored", M("Tăng: phục hồi"), flow.restored);
  add("came_with_unit", M("Tăng: đơn vị chuyển đến"), flow.came_with_unit);
  add("transferred_out", M("Giảm: chuyển đi"), flow.transferred_out);
  add("deceased", M("Giảm: từ trần"), flow.deceased);
  add("struck_off", M("Giảm: xóa tên"), flow.struck_off);
  add("expelled", M("Giảm: khai trừ"), flow.expelled);
  add("resigned", M("Giảm: xin ra khỏi Đảng"), flow.resigned);
  add("left_with_unit", M("Giảm: đơn vị chuyển đi"), flow.left_with_unit);
  add("closing", M("Cuối kỳ"), flow.closing);
  context.show(listing);
  return {};
}

std::vector<Option> paged(std::vector<Option> own) {
  own.push_back({.name = "offset",
                 .help = M("Bỏ qua bao nhiêu dòng đầu"),
                 .placeholder = "N",
                 .input = command::Input::integer});
  own.push_back({.name = "limit",
                 .help = M("Tối đa bao nhiêu dòng"),
                 .placeholder = "N",
                 .input = command::Input::integer});
  return command::with(std::move(own), command::moment_options());
}

std::vector<command::Command> reading_commands() {
  auto const unit = unit_option("unit", M("Mã đơn vị"));
  return {
      {.path = "member list",
       .help = M("Danh sách đảng viên của một đơn vị và các đơn vị trực thuộc"),
       .options = paged({unit}),
       .example = "member list --unit PT --limit 50",
       .run = &run_list,
       .right = &member_read},
      {.path = "member show",
       .help = M("Một hồ sơ; --history cho thấy cả những gì đã được sửa"),
       .options = command::with({person_option(),
                                 {.name = "history",
                                  .help = M("Mọi ghi nhận, theo ngày hiệu lực và theo bút toán"),
                                  .take = Take::flag}},
                                command::moment_options()),
       .example = "member show 025060000123 --history",
       .run = &run_show,
       .right = &member_read},
      {.path = "member search",
       .help = M("Tìm theo tên, có dấu hay không dấu; nguyen* tìm chữ bắt đầu như vậy"),
       .options = paged({{.name = "words",
                          .help = M("Một phần của tên"),
                          .take = Take::positional,
                          .given = command::Given::required}}),
       .example = "member search \"nguyen* uoc\"",
       .run = &run_search,
       .right = &member_read},
      {.path = "member flow",
       .help = M("Tăng, giảm đảng viên của một đơn vị trong một kỳ"),
       .options = {unit,
                   {.name = "period", .help = M("Kỳ báo cáo"), .placeholder = "2021-H1"},
                   {.name = "from",
                    .help = M("Từ ngày"),
                    .placeholder = "01/01/2021",
                    .input = command::Input::day},
                   {.name = "to",
                    .help = M("Đến hết ngày"),
                    .placeholder = "30/06/2021",
                    .input = command::Input::day},
                   {.name = "known-at",
                    .help = M("Theo những gì đã ghi đến bút toán số N; không ghi thì là tất cả"),
                    .placeholder = "N",
                    .input = command::Input::integer}},
       .example = "member flow --unit PT --period 2021-H1",
       .run = &run_flow,
       .right = &member_read},
      {.path = "member words",
       .help = M("Dân tộc, tôn giáo đang ghi không theo danh mục, mỗi cách ghi bao nhiêu người"),
       .options = command::moment_options(),
       .example = "member words",
       .run = &run_words,
       .right = &member_read}};
}

}  // namespace

namespace {

// What is asked of and written about anybody, member or not, also goes by the person's name.
struct OtherName {
  std::string_view member;
  std::string_view person;
};
constexpr std::array other_names{
    OtherName{"member search", "person search"}, OtherName{"member show", "person show"},
    OtherName{"member correct", "person correct"}, OtherName{"member merge", "person merge"}};

}  // namespace

std::vector<command::Command> commands() {
  auto all = reading_commands();
  std::ranges::move(writing_commands(), std::back_inserter(all));
  for (OtherName const& name : other_names) {
    auto const found = std::ranges::find(all, name.member, &command::Command::path);
    ensure(found != all.end(), "another name is of a command that exists");
    command::Command named = *found;
    named.path = name.person;
    named.example = {};
    all.push_back(std::move(named));
  }
  return all;
}

}  // namespace giaoban::member
