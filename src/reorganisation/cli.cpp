#include "reorganisation/cli.h"

#include <iterator>

#include "base/share.h"
#include "command/tables.h"
#include "reorganisation/parts.h"

namespace giaoban::reorganisation {

namespace {

using command::Arguments;
using command::Context;
using command::Given;
using command::Option;
using command::Take;
using store::Snapshot;
using store::Tx;

store::Right const plan_template_right{.name = "unit.plan-template",
                                       .label = M("Lấy mẫu phương án sắp xếp")};

// --- whole plans -------------------------------------------------------------------------------

void tell_faults(Context& context, std::vector<Fault> const& faults, Msg line) {
  constexpr std::size_t told_max = 200;
  for (std::size_t i = 0; i < std::min(faults.size(), told_max); ++i) {
    context.tell(line, {{"row", row_of(faults[i], context.language())},
                        {"text", faults[i].refusal.text(context.language())},
                        {"remedy", faults[i].refusal.remedy(context.language())}});
  }
  if (faults.size() > told_max) {
    context.tell(M("... và {count} chỗ nữa."),
                 {{"count", std::to_string(faults.size() - told_max)}});
  }
}

Result<ReadPlan> plan_asked(Snapshot& snapshot, store::Actor const& actor,
                            Arguments const& arguments) {
  FileAsked asked;
  TRY_INTO(asked.on, arguments.day("date"));
  if (auto const csv = arguments.path("from-csv")) {
    asked.file = csv->text();
    if (auto const divided = arguments.path("divided")) asked.divided = divided->text();
    if (auto const heirs = arguments.path("heirs")) asked.heirs = heirs->text();
    return read_communes(snapshot, actor, asked);
  }
  TRY_INTO(auto const file, arguments.need_path("file"));
  asked.file = file.text();
  return read_workbook(snapshot, actor, asked);
}

// What becomes of the roles over units that end: of those whom one may know.
void tell_roles(Context& context, Outcome const& outcome) {
  constexpr std::size_t told_max = 200;
  for (std::size_t i = 0; i < std::min(outcome.roles.size(), told_max); ++i) {
    RoleEnding const& one = outcome.roles[i];
    Msg line = M("Vai trò “{role}” của {login} ({who}) ở {unit} kết thúc.");
    if (!one.to_code.empty()) {
      line = M("Vai trò “{role}” của {login} ({who}) ở {unit} theo về {heir}.");
    } else if (one.last) {
      line =
          M("Vai trò “{role}” của {login} ({who}) ở {unit} kết thúc; tài khoản không còn vai "
            "trò nào.");
    }
    context.tell(line, {{"role", label(one.role)},
                        {"login", one.login},
                        {"who", one.shown_name},
                        {"unit", one.name + " (" + one.code + ")"},
                        {"heir", one.to_name + " (" + one.to_code + ")"}});
  }
  if (outcome.roles.size() > told_max) {
    context.tell(M("... và {count} vai trò nữa."),
                 {{"count", std::to_string(outcome.roles.size() - told_max)}});
  }
  if (outcome.roles_unseen > 0) {
    context.tell(M("Còn {count} vai trò do người quản trị tài khoản biết."),
                 {{"count", std::to_string(outcome.roles_unseen)}});
  }
}

Result<void> choose(Arguments const& arguments, Plan& plan) {
  if (arguments.flag("default-placing")) plan.unplaced = Unplaced::to_main_heir;
  TRY_INTO(auto const roles, arguments.choice<Roles>("roles"));
  plan.roles = roles.value_or(Roles::end);
  return {};
}

Result<void> run_reorganise(Context& context, Arguments const& arguments) {
  TRY_INTO(auto* const open_store, context.store());
  std::optional<ReadPlan> read;
  Outcome seen;
  {
    auto const snapshot = open_store->read();
    TRY_INTO(read, plan_asked(*snapshot, context.actor(), arguments));
    TRY_VOID(choose(arguments, read->plan));
  }
  TRY_INTO(seen, foresee(*open_store, context.actor(), read->plan));
  seen.faults.insert(seen.faults.begin(), read->faults.begin(), read->faults.end());
  seen.warnings.insert(seen.warnings.begin(), read->warnings.begin(), read->warnings.end());
  tell_faults(context, seen.faults, M("Dòng {row}: {text} {remedy}"));
  // What is written tells its warnings itself.
  bool const tried = arguments.flag("dry-run") || !seen.faults.empty();
  if (tried) tell_faults(context, seen.warnings, M("Lưu ý: {text} {remedy}"));
  if (!seen.faults.empty()) {
    return refuse(plan_has_faults,
                  {{"count", std::to_string(seen.faults.size())},
                   {"first", seen.faults.front().refusal.text(context.language())}});
  }
  if (!arguments.flag("dry-run")) {
    Arguments acting = arguments;
    std::string const decision = arguments.text("decision").value_or(read->decision);
    if (!decision.empty() && !arguments.text("reason")) acting.set("reason", decision);
    auto const body = [&](Tx& tx) -> Result<void> {
      TRY_VOID(carry_out(tx, read->plan));
      return {};
    };
    TRY_VOID(context.write(reorganise_verb, acting, body));
  }
  tell_roles(context, seen);
  bool const all = arguments.flag("list") || context.settings().format != print::Format::table;
  context.show(all ? listing_of(seen, context.language()) : summary_of(seen, context.language()));
  context.tell(
      M("Đảng viên trước và sau sắp xếp: {before} và {after}."),
      {{"before", format_count(seen.members_before)}, {"after", format_count(seen.members_after)}});
  if (arguments.flag("dry-run")) context.tell(M("Chạy thử nên chưa ghi gì."));
  return {};
}

Result<void> run_template(Context& context, Arguments const& arguments) {
  TRY_INTO(auto const path, arguments.need_path("out"));
  std::string const& out = path.text();
  write_template(out, context.clock().today(), context.language());
  context.tell(M("Đã ghi tệp mẫu {file}."), {{"file", out}});
  return {};
}

// --- a few units -------------------------------------------------------------------------------

using MakePlan = std::function<Result<Plan>(Tx&, Day)>;
Result<void> write_plan(Context& context, store::Verb const& verb, Arguments const& arguments,
                        MakePlan const& make) {
  TRY_INTO(Day const from, arguments.need_day("from"));
  Outcome outcome;
  auto const body = [&](Tx& tx) -> Result<void> {
    TRY_INTO(Plan plan, make(tx, from));
    TRY_VOID(choose(arguments, plan));
    TRY_INTO(outcome, carry_out(tx, plan));
    return {};
  };
  TRY_VOID(context.write(verb, arguments, body));
  tell_roles(context, outcome);
  return {};
}

Result<NewUnit> unit_asked(Arguments const& arguments) {
  unit::UnitClass unit_class;
  TRY_VOID(command::fill(unit::UnitClass::kind, arguments, &unit_class));
  NewUnit asked{.code = arguments.text("into").value_or(""),
                .name = arguments.text("name").value_or(""),
                .parent = arguments.text("parent").value_or("")};
  if (arguments.text("unit-kind")) asked.unit_kind = unit_class.unit_kind;
  return asked;
}

Result<void> run_merge(Context& context, Arguments const& arguments) {
  TRY_INTO(auto const units, arguments.need("units"));
  TRY_VOID(arguments.need("into"));
  TRY_INTO(NewUnit const into, unit_asked(arguments));
  return write_plan(context, merge_verb, arguments, [&](Tx&, Day on) -> Result<Plan> {
    return merging(on, listed(units, ','), into);
  });
}

Result<void> run_split(Context& context, Arguments const& arguments) {
  TRY_INTO(auto const code, arguments.need("unit"));
  TRY_INTO(auto const text, arguments.need("parts"));
  Remains const remains = arguments.flag("ends") ? Remains::ends : Remains::stays;
  return write_plan(context, split_verb, arguments, [&](Tx& tx, Day on) -> Result<Plan> {
    TRY_INTO(auto const parts, parse_parts(tx, text, on));
    return splitting(on, code, parts, remains);
  });
}

Result<void> run_divide(Context& context, Arguments const& arguments) {
  TRY_INTO(auto const code, arguments.need("unit"));
  TRY_INTO(auto const text, arguments.need("parts"));
  return write_plan(context, divide_verb, arguments, [&](Tx& tx, Day on) -> Result<Plan> {
    TRY_INTO(auto const parts, parse_parts(tx, text, on));
    return splitting(on, code, parts, Remains::ends);
  });
}

Result<void> run_convert(Context& context, Arguments const& arguments) {
  TRY_INTO(auto const code, arguments.need("unit"));
  TRY_VOID(arguments.need("unit-kind"));
  unit::UnitClass unit_class;
  TRY_VOID(command::fill(unit::UnitClass::kind, arguments, &unit_class));
  return write_plan(context, convert_verb, arguments, [&](Tx& tx, Day on) -> Result<Plan> {
    TRY_INTO(auto const parts, parse_parts(tx, arguments.text("parts").value_or(""), on));
    return converting(on, code, unit_class.unit_kind, parts);
  });
}

// --- lineage -----------------------------------------------------------------------------------

Result<void> run_lineage(Context& context, Arguments const& arguments) {
  TRY_INTO(auto* const open_store, context.store());
  TRY_INTO(store::Moment const moment, context.moment(arguments));
  TRY_INTO(auto const code, arguments.need("unit"));
  auto const snapshot = open_store->read();
  auto const reach = unit::reach_of(*snapshot, context.actor(), unit::unit_read, moment);
  TRY_INTO(unit::Node const node, unit::in_reach(*snapshot, reach, code, moment));
  unit::Lineage const lineage(*snapshot, moment.known_at);
  Listing listing{
      .title = say(context.language(), M("Lịch sử sắp xếp của {code}"), {{"code", code}}),
      .columns = {{"on", M("Ngày"), CellType::day},
                  {"from_code", M("Mã cũ"), CellType::text},
                  {"from_name", M("Đơn vị cũ"), CellType::text},
                  {"to_code", M("Mã mới"), CellType::text},
                  {"to_name", M("Đơn vị mới"), CellType::text},
                  {"heir", M("Phần kế thừa"), CellType::text}},
      .rows = {}};
  for (unit::Succession const& one : lineage.around(node.id)) {
    auto const from = unit::node_of(*snapshot, one.predecessor, {one.on - 1, moment.known_at});
    auto const to = unit::node_of(*snapshot, one.successor, {one.on, moment.known_at});
    listing.rows.push_back({std::int64_t{one.on.number()}, from ? from->code : "",
                            from ? from->name : "", to ? to->code : "", to ? to->name : "",
                            say(context.language(), label(one.heir))});
  }
  context.show(listing);
  return {};
}

// --- the table ---------------------------------------------------------------------------------

Option const whose{.name = "unit",
                   .help = M("Mã đơn vị vào ngày liền trước"),
                   .given = Given::required,
                   .placeholder = M("MÃ"),
                   .input = command::Input::unit};
Option const from_day{.name = "from",
                      .help = M("Có hiệu lực từ ngày nào"),
                      .given = Given::required,
                      .placeholder = "01/07/2025",
                      .input = command::Input::day};
Option const by_default{.name = "default-placing",
                        .help = M("Phần chưa ai xếp thì đưa về nơi kế thừa chính và liệt kê"),
                        .take = Take::flag};
Option const roles_option{.name = "roles",
                          .help = M("Vai trò của người dùng ở đơn vị kết thúc: kết thúc cùng đơn "
                                    "vị, hay theo về nơi kế thừa"),
                          .placeholder = "follow",
                          .choices = choices_of(Roles{})};
Option parts_option(Given given) {
  return {.name = "parts",
          .help = M("Mỗi dòng một phần: mã | tên (trống nếu đơn vị đang có) | mã các đơn vị hoặc "
                    "số lý lịch các đảng viên nhận về, cách nhau dấu phẩy"),
          .given = given,
          .placeholder = M("MÃ | TÊN | MÃ, MÃ"),
          .input = command::Input::long_text,
          .letters_max = 10 * long_letters_max};  // a line for each of a province's communes
}
Option kind_option(Given given) {
  Option option = command::options_of(unit::UnitClass::kind).front();
  option.given = given;
  return option;
}

std::vector<Option> acting(std::vector<Option> own) {
  own.push_back(from_day);
  own.push_back(roles_option);
  return command::with(std::move(own), command::act_options());
}

std::vector<command::Command> plan_commands() {
  return {
      {.path = "reorganise",
       .help = M("Sắp xếp tổ chức theo một phương án: từ sổ Excel, hoặc từ danh mục xã cũ và mới"),
       .options = command::with(
           {{.name = "file",
             .help = M("Phương án (.xlsx, .csv)"),
             .take = Take::positional,
             .input = command::Input::file_read},
            {.name = "from-csv",
             .help = M("Danh mục xã cũ và xã mới (.csv, .xlsx)"),
             .placeholder = "FILE.csv",
             .input = command::Input::file_read},
            {.name = "divided",
             .help = M("Nơi nhận của từng chi bộ của xã bị chia: mã đơn vị, mã nơi nhận; "
                       "không có thì đưa về nơi kế thừa chính và liệt kê"),
             .placeholder = "FILE.csv",
             .input = command::Input::file_read},
            {.name = "heirs",
             .help = M("Nơi kế thừa chính của xã bị chia mà mã, tên và số đảng viên không nói rõ: "
                       "mã cũ, mã nơi kế thừa chính (.csv, .xlsx)"),
             .placeholder = "FILE.csv",
             .input = command::Input::file_read},
            {.name = "date",
             .help = M("Ngày có hiệu lực"),
             .placeholder = "2025-07-01",
             .input = command::Input::day},
            {.name = "decision",
             .help = M("Quyết định làm căn cứ, ghi vào lý do"),
             .placeholder = M("CHỮ")},
            {.name = "dry-run", .help = M("Chỉ xem trước, không ghi"), .take = Take::flag},
            {.name = "list",
             .help = M("Liệt kê từng việc thay cho bảng tổng hợp"),
             .take = Take::flag},
            by_default,
            roles_option},
           command::act_options()),
       .example = "giaoban reorganise phuong-an.xlsx --store tinh.giaoban --dry-run",
       .run = &run_reorganise,
       .verb = &reorganise_verb},
      {.path = "unit plan-template",
       .help = M("Ghi tệp mẫu của phương án sắp xếp"),
       .options = {{.name = "out",
                    .help = M("Tên tệp .xlsx"),
                    .given = Given::required,
                    .placeholder = "FILE.xlsx",
                    .input = command::Input::file_written}},
       .example = "giaoban unit plan-template --out phuong-an.xlsx",
       .run = &run_template,
       .right = &plan_template_right},
      {.path = "unit lineage",
       .help = M("Đơn vị này từ đâu mà ra, rồi thành đơn vị nào"),
       .options = command::with({whose}, command::moment_options()),
       .example = "giaoban unit lineage --unit PT-01-20",
       .run = &run_lineage,
       .right = &unit::unit_read},
  };
}

std::vector<command::Command> verb_commands() {
  Option const into{.name = "into",
                    .help = M("Mã đơn vị nhận: đang có, hoặc mã của đơn vị mới (khi ghi tên)"),
                    .given = Given::required,
                    .placeholder = M("MÃ")};
  return {
      {.path = "unit merge",
       .help = M("Hợp nhất, sáp nhập nhiều đơn vị thành một từ một ngày"),
       .options = acting({{.name = "units",
                           .help = M("Mã các đơn vị, cách nhau dấu phẩy"),
                           .given = Given::required,
                           .placeholder = M("MÃ,MÃ"),
                           .letters_max = long_letters_max},
                          into,
                          {.name = "name",
                           .help = M("Tên đơn vị mới; trống nếu nhập vào đơn vị "
                                     "đang có"),
                           .placeholder = M("TÊN")},
                          kind_option(Given::optional),
                          {.name = "parent",
                           .help = M("Mã cấp trên của đơn vị mới"),
                           .placeholder = M("MÃ"),
                           .input = command::Input::unit}}),
       .example = "giaoban unit merge --units PT-01-01,PT-01-02 --into PT-01-20 --name \"Đảng bộ "
                  "xã Hùng Kim\" --from 01/07/2021",
       .run = &run_merge,
       .verb = &merge_verb},
      {.path = "unit split",
       .help = M("Chia tách một đơn vị thành nhiều đơn vị mới từ một ngày"),
       .options = acting({whose,
                          parts_option(Given::required),
                          {.name = "ends",
                           .help = M("Đơn vị cũ kết thúc; không chọn thì vẫn còn"),
                           .take = Take::flag},
                          by_default}),
       .example = "giaoban unit split --unit PT-01-01 --parts \"PT-01-03 | Chi bộ khu 3 | "
                  "PT-01-01-02\" --from 01/07/2021",
       .run = &run_split,
       .verb = &split_verb},
      {.path = "unit divide",
       .help = M("Chia các phần của một đơn vị về những đơn vị đang có; đơn vị đó kết thúc"),
       .options = acting({whose, parts_option(Given::required), by_default}),
       .example = "giaoban unit divide --unit PT-01-01 --parts \"PT-01-02 | | PT-01-01-01; "
                  "PT-01-04 | | PT-01-01-02\" --from 01/07/2021",
       .run = &run_divide,
       .verb = &divide_verb},
      {.path = "unit convert",
       .help = M("Nâng chi bộ thành đảng bộ, hoặc đưa đảng bộ thành một chi bộ, từ một ngày"),
       .options = acting({whose, kind_option(Given::required), parts_option(Given::optional)}),
       .example = "giaoban unit convert --unit PT-01-01 --unit-kind grassroots_cell --from "
                  "01/07/2021",
       .run = &run_convert,
       .verb = &convert_verb},
  };
}

}  // namespace

std::vector<command::Command> commands() {
  return command::joined(plan_commands(), verb_commands());
}

}  // namespace giaoban::reorganisation
