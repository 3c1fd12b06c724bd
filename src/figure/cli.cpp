#include "figure/cli.h"

#include <algorithm>
#include <iterator>

#include "figure/figure.h"

namespace giaoban::figure {

namespace {

using command::Arguments;
using command::Context;
using command::Option;
using store::Snapshot;

// --- which figures -------------------------------------------------------------------------------

// Refused when the right does not reach the unit.
Result<void> unit_seen(Context& context, Snapshot& snapshot, store::Right const& right,
                       Reference const& reference) {
  auto const reach = unit::reach_of(snapshot, context.actor(), right, reference.moment);
  TRY_VOID(unit::in_reach(snapshot, reach, reference.unit, reference.moment));
  return {};
}

// By --reference, else by --measure of --unit.
Result<Reference> reference_asked(Context& context, Snapshot& snapshot,
                                  Arguments const& arguments) {
  if (auto const text = arguments.text("reference")) {
    TRY_INTO(auto reference, parse_reference(snapshot, *text));
    TRY_VOID(figure(snapshot, reference));  // refused when of another store or of later
    TRY_VOID(unit_seen(context, snapshot, figure_read, reference));
    auto const reach = unit::reach_of(snapshot, context.actor(), figure_read, reference.moment);
    TRY_VOID(check_seen(snapshot, reach, *reference.measure, reference.moment));
    return reference;
  }
  TRY_INTO(auto const id, arguments.need("measure"));
  TRY_INTO(auto const moment, context.moment(arguments));
  auto const reach = unit::reach_of(snapshot, context.actor(), figure_read, moment);
  TRY_INTO(auto const asked, measure_seen(snapshot, reach, id, moment));
  TRY_INTO(auto const unit_code, arguments.need("unit"));
  TRY_INTO(unit::Node const unit, unit::in_reach(snapshot, reach, unit_code, moment));
  TRY_INTO(Year const year, year_in(arguments.text("year").value_or("")));
  return Reference{asked, unit.id, moment, year};
}

Result<std::vector<Figure>> figures_asked(Context& context, Snapshot& snapshot,
                                          Arguments const& arguments) {
  if (arguments.text("reference") || arguments.text("measure")) {
    TRY_INTO(auto const reference, reference_asked(context, snapshot, arguments));
    if (auto const by = arguments.text("by")) {
      auto const& [whole, unit, moment, year, scope] = reference;
      TRY_INTO(auto parts, divided(whole, *by, moment.as_of));
      parts.insert(parts.begin(), whole);
      return scope == Scope::itself
                 ? figures_at_itself(snapshot, parts, unit, moment, year)
                 : figures(snapshot, parts, std::span(&unit, 1), moment, year).front();
    }
    TRY_INTO(auto one, figure(snapshot, reference));
    return std::vector{std::move(one)};
  }
  TRY_INTO(auto const moment, context.moment(arguments));
  TRY_INTO(auto const unit_code, arguments.need("unit"));
  auto const reach = unit::reach_of(snapshot, context.actor(), figure_read, moment);
  TRY_INTO(unit::Node const unit, unit::in_reach(snapshot, reach, unit_code, moment));
  TRY_INTO(Year const year, year_in(arguments.text("year").value_or("")));
  auto all = figures(snapshot, unit.id, moment, year);
  auto const own = own_measures(snapshot, moment, unit.id);
  std::ranges::move(figures(snapshot, own, std::span(&unit.id, 1), moment, year).front(),
                    std::back_inserter(all));
  return all;
}

// --- showing -------------------------------------------------------------------------------------

// Scripts read null, people words.
Value count_or_unknown(Context const& context, std::optional<std::int64_t> count) {
  if (count) return *count;
  if (context.settings().format == print::Format::json) return {};
  return say(context.language(), M("chưa biết"));
}

Row row_of(Context const& context, Figure const& figure) {
  auto const language = context.language();
  // "19,22" in JSON and CSV whatever the language: scripts hold to it.
  auto const numbers =
      context.settings().format == print::Format::table ? language : Language::vietnamese;
  auto const& measure = figure.measure();
  auto const percent = figure.share ? figure.share->percent_beside_base(numbers) : std::nullopt;
  return {measure.id,
          measure.name(language),
          count_or_unknown(context, figure.count),
          figure.share ? Value{figure.share->denominator()} : Value{},
          measure.base ? Value{say(language, *measure.base)} : Value{},
          percent ? Value{*percent} : Value{},
          figure.reference.text()};
}

void tell_notes(Context& context, std::vector<Figure> const& all) {
  std::vector<std::string> told;
  for (Figure const& figure : all) {
    for (auto const& note : {figure.note, figure.running}) {
      if (!note) continue;
      auto const words = say(context.language(), note->text, note->args);
      if (std::ranges::find(told, words) != told.end()) continue;
      told.push_back(words);
      context.tell(note->text, note->args);
    }
  }
}

enum class Extent { first_page, all };

// On a screen the first page leaves out what only scripts and later questions need.
void show(Context& context, std::vector<Figure> const& all, Extent extent) {
  Listing listing{.title = say(context.language(), M("Số liệu")),
                  .columns = {{"id", M("Mã chỉ tiêu"), CellType::text},
                              {"name", M("Chỉ tiêu"), CellType::text},
                              {"numerator", M("Số lượng"), CellType::count},
                              {"denominator", M("Trên tổng"), CellType::count},
                              {"base", M("Tính trên"), CellType::text},
                              {"percent", M("Tỷ lệ %"), CellType::percent},
                              {"reference", M("Số tham chiếu"), CellType::text}},
                  .rows = {}};
  bool const brief =
      extent == Extent::first_page && context.settings().format == print::Format::table;
  for (Figure const& figure : all) {
    bool const unneeded = figure.measure().prominence == Prominence::detail || figure.count == 0;
    if (brief && unneeded) continue;
    listing.rows.push_back(row_of(context, figure));
    if (brief) listing.rows.back().erase(listing.rows.back().begin());
  }
  if (brief) {
    listing.columns.erase(listing.columns.begin());
    listing.columns.pop_back();
    for (Row& row : listing.rows) row.pop_back();
  }
  context.show(listing);
  tell_notes(context, all);
  if (brief) context.tell(M("Thêm --all để xem mọi chỉ tiêu và số tham chiếu của từng số."));
}

Result<void> show_records(Context& context, store::Store& open_store, Arguments const& arguments) {
  auto const snapshot = open_store.read();
  TRY_INTO(auto const reference, reference_asked(context, *snapshot, arguments));
  TRY_INTO(auto const offset, arguments.integer("offset"));
  TRY_INTO(auto const limit, arguments.integer("limit"));
  if (of_persons(reference.measure->population)) {
    if (!context.actor().may(member::member_read)) {
      return refuse(store::not_allowed,
                    {{"actor", context.actor().name},
                     {"right", say(context.language(), member::member_read.label)}});
    }
    TRY_VOID(unit_seen(context, *snapshot, member::member_read, reference));
    auto const reach =
        unit::reach_of(*snapshot, context.actor(), member::member_read, reference.moment);
    TRY_VOID(member::nobody_arrives(*snapshot, reach, reference.unit, reference.moment));
    open_store.log_access(context.actor().name, "figure records " + reference.text(),
                          reference.unit.value);
  }
  auto const sink = context.sink();
  return records(*snapshot,
                 {.reference = reference,
                  .page = {offset.value_or(0), limit.value_or(0)},
                  .language = context.language()},
                 *sink);
}

Result<void> run(Context& context, Arguments const& arguments) {
  TRY_INTO(auto* const open_store, context.store());
  if (arguments.flag("records")) return show_records(context, *open_store, arguments);
  auto const snapshot = open_store->read();
  TRY_INTO(auto const all, figures_asked(context, *snapshot, arguments));
  bool const one_asked = arguments.text("reference") || arguments.text("measure");
  show(context, all, one_asked || arguments.flag("all") ? Extent::all : Extent::first_page);
  return {};
}

}  // namespace

command::Option year_option() {
  return {.name = "year",
          .help = M("Kết quả xếp loại của năm này; không ghi thì là năm đã xếp loại xong gần nhất"),
          .placeholder = "2025"};
}

std::vector<command::Command> commands() {
  return {{.path = "figure",
           .help = M("Số liệu của một đơn vị và các đơn vị ở dưới, mỗi số có cơ sở tính; mở danh "
                     "sách đứng sau một số liệu"),
           .options = command::with(
               {{.name = "unit",
                 .help = M("Mã đơn vị"),
                 .placeholder = M("MÃ"),
                 .input = command::Input::unit},
                {.name = "measure",
                 .help = M("Chỉ hỏi một chỉ tiêu, ví dụ members.women hoặc own.nu_tre"),
                 .placeholder = M("MÃ")},
                {.name = "by",
                 .help = M("Chia chỉ tiêu theo nhóm, ví dụ sex, age, joined_year, unit_kind"),
                 .placeholder = M("CÁCH")},
                {.name = "reference",
                 .help = M("Số tham chiếu in bên cạnh số liệu: mở lại đúng số liệu đó"),
                 .placeholder = M("SỐ")},
                year_option(),
                {.name = "all",
                 .help = M("Bảng đủ mọi chỉ tiêu, kèm mã và số tham chiếu"),
                 .take = command::Take::flag},
                {.name = "records",
                 .help = M("Liệt kê các bản ghi đứng sau số liệu"),
                 .take = command::Take::flag},
                {.name = "offset",
                 .help = M("Bỏ qua N dòng đầu"),
                 .placeholder = "N",
                 .input = command::Input::integer},
                {.name = "limit",
                 .help = M("Nhiều nhất N dòng; không ghi thì là tất cả"),
                 .placeholder = "N",
                 .input = command::Input::integer}},
               command::moment_options()),
           .example = "giaoban figure --unit PT --as-of 2021-06-14",
           .run = &run,
           .right = &figure_read}};
}

}  // namespace giaoban::figure
