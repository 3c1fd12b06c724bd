#include "unit/cli.h"

#include <map>

#include "unit/fact_words.h"

namespace giaoban::unit {

namespace {

using command::Arguments;
using command::Context;
using command::Given;
using command::Option;
using store::Moment;
using store::Snapshot;
using store::Tx;

// --- reading -----------------------------------------------------------------------------------

std::string words(Msg message, Language language) {
  return say(language, message);
}

// The nodes asked for: all, or those at and under --unit; of them those that the user may see.
Result<std::vector<Node>> asked_nodes(Context& context, Snapshot& snapshot, Moment moment,
                                      Arguments const& arguments) {
  Reach const reach = reach_of(snapshot, context.actor(), unit_read, moment);
  Tree const whole = tree(snapshot, moment);
  std::vector<Node> nodes = whole.nodes();
  if (auto const code = arguments.text("unit")) {
    TRY_INTO(UnitId const top, named(snapshot, {context.actor(), unit_read}, *code, moment));
    if (!reach.holds(top)) return refuse(beyond_reach, {{"unit", *code}});
    auto const range = whole.subtree(top);
    nodes.assign(range.begin(), range.end());
  }
  std::erase_if(nodes, [&](Node const& node) { return !reach.holds(node.id); });
  return nodes;
}

Result<void> run_list(Context& context, Arguments const& arguments) {
  TRY_INTO(auto* const open_store, context.store());
  TRY_INTO(Moment const moment, context.moment(arguments));
  UnitClass wanted;
  TRY_VOID(command::fill(UnitClass::kind, arguments, &wanted));
  bool const of_one_kind = arguments.text("unit-kind").has_value();
  auto const snapshot = open_store->read();
  TRY_INTO(auto const nodes, asked_nodes(context, *snapshot, moment, arguments));

  Listing listing{.title = words(M("Danh sách đơn vị"), context.language()),
                  .columns = {{"id", M("Số bản ghi"), CellType::number},
                              {"code", M("Mã đơn vị"), CellType::text},
                              {"name", M("Tên đơn vị"), CellType::text},
                              {"kind", M("Loại tổ chức"), CellType::text},
                              {"level", M("Cấp"), CellType::text}},
                  .rows = {}};
  for (Node const& node : nodes) {
    if (of_one_kind && node.unit_kind != wanted.unit_kind) continue;
    listing.rows.push_back({node.id.value, node.code, node.name,
                            words(label(node.unit_kind), context.language()),
                            words(label(level_of(node.unit_kind)), context.language())});
  }
  context.show(listing);
  return {};
}

Result<void> run_tree(Context& context, Arguments const& arguments) {
  TRY_INTO(auto* const open_store, context.store());
  TRY_INTO(Moment const moment, context.moment(arguments));
  auto const snapshot = open_store->read();
  TRY_INTO(auto const nodes, asked_nodes(context, *snapshot, moment, arguments));

  Listing listing{.title = words(M("Cây tổ chức"), context.language()),
                  .columns = {{"code", M("Mã đơn vị"), CellType::text},
                              {"name", M("Tên đơn vị"), CellType::text},
                              {"kind", M("Loại tổ chức"), CellType::text},
                              {"depth", M("Bậc"), CellType::number}},
                  .rows = {}};
  std::int32_t const top = nodes.empty() ? 0 : nodes.front().depth;
  // Only people see depth by indenting; scripts read it in its own column.
  std::size_t const step = context.settings().format == print::Format::table ? 2 : 0;
  for (Node const& node : nodes) {
    auto const depth = node.depth - top;
    listing.rows.push_back({node.code,
                            std::string(step * static_cast<std::size_t>(depth), ' ') + node.name,
                            words(label(node.unit_kind), context.language()), std::int64_t{depth}});
  }
  context.show(listing);
  return {};
}

std::string recorded_at(Snapshot& snapshot, EntryNumber number) {
  auto const entry = store::entry(snapshot, number);
  return entry ? vietnamese(entry->at) : "";
}

Result<void> run_show(Context& context, Arguments const& arguments) {
  TRY_INTO(auto* const open_store, context.store());
  TRY_INTO(Moment const moment, context.moment(arguments));
  TRY_INTO(auto const code, arguments.need("unit"));
  auto const snapshot = open_store->read();
  TRY_INTO(UnitId const unit, named(*snapshot, {context.actor(), unit_read}, code, moment));
  if (!reach_of(*snapshot, context.actor(), unit_read, moment).holds(unit)) {
    return refuse(beyond_reach, {{"unit", code}});
  }

  Language const language = context.language();
  Listing listing{.title = say(language, M("Đơn vị {code}: mọi ghi nhận"), {{"code", code}}),
                  .columns = {{"fact", M("Nội dung"), CellType::text},
                              {"value", M("Giá trị"), CellType::text},
                              {"effective_from", M("Có hiệu lực từ"), CellType::day},
                              {"effective_to", M("Đến trước ngày"), CellType::day},
                              {"in_force", M("Đang hiệu lực"), CellType::text},
                              {"recorded_in", M("Ghi ở bút toán"), CellType::number},
                              {"recorded_at", M("Ghi lúc"), CellType::text},
                              {"superseded_in", M("Thay ở bút toán"), CellType::number}},
                  .rows = {}};
  std::string const yes = words(M("có"), language);
  for (HistoryRow const& row : history_rows(*snapshot, unit, moment.known_at)) {
    bool const stands = row.head.superseded_in > moment.known_at;
    bool const now = stands && row.head.span.contains(moment.as_of);
    listing.rows.push_back(
        {words(row.kind->label, language), value_words(*snapshot, row, language),
         std::int64_t{row.head.span.from.number()},
         row.head.span.to == Day::forever() ? Value{}
                                            : Value{std::int64_t{row.head.span.to.number()}},
         now ? yes : "", row.head.recorded_in, recorded_at(*snapshot, row.head.recorded_in),
         stands ? Value{} : Value{row.head.superseded_in}});
  }
  context.show(listing);
  return {};
}

// --- writing -----------------------------------------------------------------------------------

Result<void> run_found(Context& context, Arguments const& arguments) {
  TRY_INTO(Day const from, arguments.need_day("from"));
  UnitName name;
  UnitCode code;
  UnitClass unit_class;
  UnitExistence existence;
  TRY_VOID(arguments.need("code"));
  TRY_VOID(arguments.need("name"));
  TRY_VOID(arguments.need("unit-kind"));
  TRY_VOID(command::fill(UnitName::kind, arguments, &name));
  TRY_VOID(command::fill(UnitCode::kind, arguments, &code));
  TRY_VOID(command::fill(UnitClass::kind, arguments, &unit_class));
  TRY_VOID(command::fill(UnitExistence::kind, arguments, &existence));
  Founding founding{.code = code.code,
                    .name = name.name,
                    .short_name = name.short_name,
                    .unit_kind = unit_class.unit_kind,
                    .from = from,
                    .origin = existence.origin};
  auto const body = [&](Tx& tx) -> Result<void> {
    if (auto const parent = arguments.text("parent")) {
      TRY_INTO(founding.parent, to_write(tx, *parent, from));
    }
    TRY_VOID(found(tx, founding));
    return {};
  };
  TRY_VOID(context.write(found_verb, arguments, body));
  return {};
}

// Runs a verb on the unit that bears --unit on the day --from.
using OnUnit = std::function<Result<void>(Tx&, UnitId, Day)>;
Result<void> write_unit(Context& context, store::Verb const& verb, Arguments const& arguments,
                        OnUnit const& body) {
  TRY_INTO(auto const code, arguments.need("unit"));
  TRY_INTO(Day const from, arguments.need_day("from"));
  TRY_VOID(context.write(verb, arguments, [&](Tx& tx) -> Result<void> {
    TRY_INTO(UnitId const unit, to_write(tx, code, from));
    return body(tx, unit, from);
  }));
  return {};
}

Result<void> run_rename(Context& context, Arguments const& arguments) {
  TRY_VOID(arguments.need("name"));
  return write_unit(context, rename_verb, arguments,
                    [&](Tx& tx, UnitId unit, Day from) -> Result<void> {
                      UnitName name;
                      if (auto const before = tx.fact<UnitName>(unit.value, {from})) {
                        name = before->value;
                      }
                      TRY_VOID(command::fill(UnitName::kind, arguments, &name));
                      return rename(tx, unit, name, from);
                    });
}

Result<void> run_recode(Context& context, Arguments const& arguments) {
  TRY_VOID(arguments.need("code"));
  UnitCode code;
  TRY_VOID(command::fill(UnitCode::kind, arguments, &code));
  return write_unit(context, recode_verb, arguments, [&](Tx& tx, UnitId unit, Day from) {
    return recode(tx, unit, code.code, from);
  });
}

Result<void> run_change_kind(Context& context, Arguments const& arguments) {
  TRY_VOID(arguments.need("unit-kind"));
  UnitClass unit_class;
  TRY_VOID(command::fill(UnitClass::kind, arguments, &unit_class));
  return write_unit(context, change_kind_verb, arguments, [&](Tx& tx, UnitId unit, Day from) {
    return change_kind(tx, unit, unit_class.unit_kind, from);
  });
}

Result<void> run_move(Context& context, Arguments const& arguments) {
  TRY_INTO(auto const parent_code, arguments.need("parent"));
  return write_unit(context, move_verb, arguments,
                    [&](Tx& tx, UnitId unit, Day from) -> Result<void> {
                      TRY_INTO(UnitId const parent, to_write(tx, parent_code, from));
                      return move(tx, unit, parent, from);
                    });
}

Result<void> run_dissolve(Context& context, Arguments const& arguments) {
  TRY_INTO(auto const code, arguments.need("unit"));
  TRY_INTO(Day const from, arguments.need_day("from"));
  TRY_VOID(context.write(dissolve_verb, arguments, [&](Tx& tx) -> Result<void> {
    TRY_INTO(UnitId const unit, to_write(tx, code, from - 1));
    return dissolve(tx, unit, from);
  }));
  return {};
}

// --- the table ---------------------------------------------------------------------------------

Option unit_option(Msg help, Given given) {
  return {.name = "unit",
          .help = help,
          .given = given,
          .placeholder = M("MÃ"),
          .input = command::Input::unit};
}
Option parent_option(Given given) {
  return {.name = "parent",
          .help = M("Mã đơn vị cấp trên trực tiếp"),
          .given = given,
          .placeholder = M("MÃ"),
          .input = command::Input::unit};
}
Option from_option(Msg help) {
  return {.name = "from",
          .help = help,
          .given = Given::required,
          .placeholder = "01/07/2025",
          .input = command::Input::day};
}

Option const change_day = from_option(M("Có hiệu lực từ ngày nào"));

std::vector<Option> operator+(std::vector<Option> own, std::vector<Option> const& more) {
  return command::with(std::move(own), more);
}

std::vector<Option> changing(std::vector<Option> const& own) {
  return std::vector<Option>{unit_option(M("Mã đơn vị vào ngày có hiệu lực"), Given::required),
                             change_day} +
         own + command::act_options();
}

}  // namespace

std::vector<command::Command> commands() {
  using command::moment_options;
  using command::options_of;
  std::vector<Option> const under{
      unit_option(M("Chỉ đơn vị này và các đơn vị ở dưới"), Given::optional)};
  return {
      {.path = "unit list",
       .help = M("Danh sách đơn vị, theo thứ tự của cây tổ chức"),
       .options = under + options_of(UnitClass::kind) + moment_options(),
       .example = "giaoban unit list --unit PT --unit-kind grassroots_cell --as-of 31/12/2020",
       .run = &run_list,
       .right = &unit_read},
      {.path = "unit tree",
       .help = M("Cây tổ chức của một ngày"),
       .options = under + moment_options(),
       .example = "giaoban unit tree --unit PT-01",
       .run = &run_tree,
       .right = &unit_read},
      {.path = "unit show",
       .help = M("Mọi ghi nhận về một đơn vị: có hiệu lực khi nào, ghi khi nào"),
       .options =
           std::vector<Option>{unit_option(M("Mã đơn vị"), Given::required)} + moment_options(),
       .example = "giaoban unit show --unit PT-01",
       .run = &run_show,
       .right = &unit_read},
      {.path = "unit found",
       .help = M("Thành lập một đơn vị"),
       .options =
           options_of(UnitCode::kind) + options_of(UnitName::kind) + options_of(UnitClass::kind) +
           std::vector<Option>{parent_option(Given::optional), from_option(M("Ngày thành lập"))} +
           options_of(UnitExistence::kind) + command::act_options(),
       .example = "giaoban unit found --code PT-01-009 --name \"Chi bộ khu 9\" --unit-kind "
                  "dependent_cell --parent PT-01 --from 01/03/2021",
       .run = &run_found,
       .verb = &found_verb},
      {.path = "unit rename",
       .help = M("Đổi tên đơn vị từ một ngày"),
       .options = changing(options_of(UnitName::kind)),
       .example =
           "giaoban unit rename --unit PT-01 --name \"Đảng bộ xã Hùng Lô\" --from 01/01/2021",
       .run = &run_rename,
       .verb = &rename_verb},
      {.path = "unit recode",
       .help = M("Đổi mã đơn vị từ một ngày"),
       .options = changing(options_of(UnitCode::kind)),
       .example = "giaoban unit recode --unit PT-01 --code PT-101 --from 01/01/2021",
       .run = &run_recode,
       .verb = &recode_verb},
      {.path = "unit change-kind",
       .help = M("Đổi loại tổ chức của đơn vị từ một ngày"),
       .options = changing(options_of(UnitClass::kind)),
       .example = "giaoban unit change-kind --unit PT-01 --unit-kind commune_committee --from "
                  "01/07/2025",
       .run = &run_change_kind,
       .verb = &change_kind_verb},
      {.path = "unit move",
       .help = M("Chuyển đơn vị sang cấp trên khác từ một ngày"),
       .options = changing({parent_option(Given::required)}),
       .example = "giaoban unit move --unit PT-01-009 --parent PT-02 --from 01/01/2021",
       .run = &run_move,
       .verb = &move_verb},
      {.path = "unit dissolve",
       .help = M("Giải thể đơn vị: từ ngày đó đơn vị không còn"),
       .options = std::vector<Option>{unit_option(M("Mã đơn vị"), Given::required),
                                      from_option(M("Ngày đầu tiên đơn vị không còn"))} +
                  command::act_options(),
       .example = "giaoban unit dissolve --unit PT-01-009 --from 01/07/2025",
       .run = &run_dissolve,
       .verb = &dissolve_verb},
  };
}

}  // namespace giaoban::unit
