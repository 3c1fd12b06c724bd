#include "member/cli_arguments.h"

#include <charconv>

#include "member/store.h"

namespace giaoban::member {

using command::Arguments;
using command::Given;
using command::Option;
using command::Take;

Result<PersonId> person_given(store::Snapshot& snapshot, Arguments const& arguments,
                              std::string_view option, store::Moment moment) {
  TRY_INTO(auto const text, arguments.need(option));
  if (auto const bearer = by_number(snapshot, text, moment)) return *bearer;
  PersonId person;
  auto const* const end = text.data() + text.size();
  auto const [stopped, error] = std::from_chars(text.data(), end, person.value);
  bool const number = error == std::errc{} && stopped == end;
  if (number && person_known(snapshot, person)) return person;
  return refuse(no_such_person, {{"person", text}});
}

Result<std::optional<UnitId>> unit_given(store::Snapshot& snapshot, Arguments const& arguments,
                                         std::string_view option, store::Moment moment) {
  auto const code = arguments.text(option);
  if (!code || code->empty()) return std::nullopt;
  TRY_INTO(UnitId const unit, unit::by_code(snapshot, *code, moment));
  return unit;
}

Result<UnitId> unit_needed(store::Snapshot& snapshot, Arguments const& arguments,
                           std::string_view option, store::Moment moment) {
  TRY_INTO(auto const code, arguments.need(option));
  return unit::by_code(snapshot, code, moment);
}

Result<Span> span_given(Arguments const& arguments) {
  TRY_INTO(Day const from, arguments.need_day("from"));
  TRY_INTO(auto const to, arguments.day("to"));
  return Span{from, to.value_or(Day::forever())};
}

Option person_option() {
  return {.name = "person",
          .help = M("Số bản ghi, số định danh hoặc số thẻ của người đó"),
          .take = Take::positional,
          .given = Given::required};
}

Option day_option(std::string name, Msg help) {
  return {
      .name = std::move(name), .help = help, .given = Given::required, .placeholder = "14/06/2021"};
}

Option unit_option(std::string name, Msg help) {
  return {.name = std::move(name), .help = help, .given = Given::required, .placeholder = M("MÃ")};
}

}  // namespace giaoban::member
