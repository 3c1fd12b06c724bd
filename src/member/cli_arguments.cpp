#include "member/cli_arguments.h"

#include "member/checks.h"

namespace giaoban::member {

using command::Arguments;
using command::Given;
using command::Option;
using command::Take;

Result<PersonId> person_given(store::Tx& tx, Arguments const& arguments, std::string_view option,
                              Day on) {
  TRY_INTO(auto const number, arguments.need(option));
  return person_to_write(tx, number, on);
}

Result<PersonId> person_within(store::Snapshot& snapshot, command::Context& context,
                               Arguments const& arguments, store::Moment moment) {
  TRY_INTO(auto const number, arguments.need("person"));
  auto const reach = unit::reach_of(snapshot, context.actor(), member_read, moment);
  return person_named(snapshot, reach, number, moment);
}

Result<std::optional<UnitId>> unit_given(store::Tx& tx, Arguments const& arguments,
                                         std::string_view option, Day on) {
  auto const code = arguments.text(option);
  if (!code || code->empty()) return std::nullopt;
  TRY_INTO(UnitId const unit, unit::to_write(tx, *code, on));
  return unit;
}

Result<UnitId> unit_needed(store::Tx& tx, Arguments const& arguments, std::string_view option,
                           Day on) {
  TRY_INTO(auto const code, arguments.need(option));
  return unit::to_write(tx, code, on);
}

Result<UnitId> cell_to_go_to(store::Tx& tx, Arguments const& arguments, std::string_view option,
                             Day on) {
  TRY_INTO(auto const code, arguments.need(option));
  TRY_INTO(UnitId const cell, unit::to_go_to(tx, code, on));
  // Of what stands elsewhere no more is told than that there is such a cell.
  if (check_cell(tx, cell, on) || tx.may_know(unit::unit_entity, cell.value, on)) return cell;
  return unit::to_write(tx, code, on);
}

Result<UnitId> unit_within(store::Snapshot& snapshot, command::Context& context,
                           Arguments const& arguments, store::Moment moment) {
  TRY_INTO(auto const code, arguments.need("unit"));
  return unit::named(snapshot, {context.actor(), member_read}, code, moment);
}

Result<Span> span_given(Arguments const& arguments) {
  TRY_INTO(Day const from, arguments.need_day("from"));
  TRY_INTO(auto const to, arguments.day("to"));
  return Span{from, to.value_or(Day::forever())};
}

Option person_option() {
  return {.name = "person",
          .help = M("Người nào: số bản ghi, số định danh hoặc số thẻ"),
          .take = Take::positional,
          .given = Given::required,
          .input = command::Input::person};
}

Option day_option(std::string name, Msg help) {
  return {.name = std::move(name),
          .help = help,
          .given = Given::required,
          .placeholder = "14/06/2021",
          .input = command::Input::day};
}

Option unit_option(std::string name, Msg help) {
  return {.name = std::move(name),
          .help = help,
          .given = Given::required,
          .placeholder = M("MÃ"),
          .input = command::Input::unit};
}

}  // namespace giaoban::member
