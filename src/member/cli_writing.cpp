// The commands that write: each reads its options, resolves codes inside the write and calls one
// verb.
#include <algorithm>
#include <set>
#include <utility>

#include "member/cli_arguments.h"

namespace giaoban::member {

namespace {

using command::Arguments;
using command::Command;
using command::Context;
using command::Given;
using command::Option;
using store::Tx;

std::string text_or_blank(Arguments const& arguments, std::string_view option) {
  return arguments.text(option).value_or("");
}

Result<void> done(Result<EntryNumber> const& written) {
  if (!written) return std::unexpected(written.error());
  return {};
}

void tell_person(Context& context, PersonId person) {
  context.tell(M("Hồ sơ số {person}."), {{"person", std::to_string(person.value)}});
}

// --- into the register -------------------------------------------------------------------------

Result<void> run_admit(Context& context, Arguments const& arguments) {
  Admission admission;
  TRY_VOID(command::fill(PersonParticulars::kind, arguments, &admission.particulars));
  TRY_VOID(command::fill(PersonTraits::kind, arguments, &admission.traits));
  admission.citizen_number = text_or_blank(arguments, "citizen-number");
  TRY_INTO(auto const namesake, arguments.choice<Namesake>("namesake"));
  admission.namesake = namesake.value_or(Namesake::ask);
  TRY_INTO(admission.ceremony, arguments.need_day("ceremony"));
  TRY_INTO(admission.decided_on, arguments.day("decided-on"));
  PersonId person;
  TRY_VOID(done(context.write(admit_verb, arguments, [&](Tx& tx) -> Result<void> {
    TRY_INTO(admission.cell, unit_needed(tx, arguments, "cell", admission.ceremony));
    TRY_INTO(person, admit(tx, admission));
    return {};
  })));
  tell_person(context, person);
  return {};
}

Result<void> run_receive(Context& context, Arguments const& arguments) {
  Arrival arrival;
  TRY_VOID(command::fill(PersonParticulars::kind, arguments, &arrival.particulars));
  TRY_VOID(command::fill(PersonTraits::kind, arguments, &arrival.traits));
  arrival.citizen_number = text_or_blank(arguments, "citizen-number");
  arrival.card_number = text_or_blank(arguments, "card-number");
  arrival.from_place = text_or_blank(arguments, "from-place");
  TRY_INTO(arrival.on, arguments.need_day("on"));
  TRY_INTO(arrival.joined, arguments.need_day("joined"));
  TRY_INTO(arrival.recognised, arguments.day("recognised"));
  TRY_INTO(arrival.decided_on, arguments.day("decided-on"));
  TRY_INTO(auto const standing, arguments.choice<Standing>("standing"));
  arrival.standing = standing.value_or(Standing::full);
  TRY_INTO(auto const namesake, arguments.choice<Namesake>("namesake"));
  arrival.namesake = namesake.value_or(Namesake::ask);
  PersonId person;
  TRY_VOID(done(context.write(receive_verb, arguments, [&](Tx& tx) -> Result<void> {
    TRY_INTO(arrival.cell, unit_needed(tx, arguments, "cell", arrival.on));
    TRY_INTO(person, receive(tx, arrival));
    return {};
  })));
  tell_person(context, person);
  return {};
}

Result<void> run_recognise(Context& context, Arguments const& arguments) {
  TRY_INTO(Day const from, arguments.need_day("from"));
  return done(context.write(recognise_verb, arguments, [&](Tx& tx) -> Result<void> {
    TRY_INTO(PersonId const person, person_given(tx, arguments, "person", from));
    return recognise(tx, person, from);
  }));
}

// Verbs that take a person, a cell and a day.
using ToCell = Result<void> (*)(Tx&, PersonId, UnitId, Day);
struct ToCellCommand {
  store::Verb const& verb;
  ToCell run;
  std::string_view day_option;
};
Result<void> run_to_cell(Context& context, Arguments const& arguments, ToCellCommand const& asked) {
  TRY_INTO(Day const on, arguments.need_day(asked.day_option));
  return done(context.write(asked.verb, arguments, [&](Tx& tx) -> Result<void> {
    TRY_INTO(PersonId const person, person_given(tx, arguments, "person", on));
    TRY_INTO(UnitId const cell, cell_to_go_to(tx, arguments, "cell", on));
    return asked.run(tx, person, cell, on);
  }));
}

Result<void> run_transfer(Context& context, Arguments const& arguments) {
  return run_to_cell(context, arguments, {transfer_verb, &transfer, "on"});
}
Result<void> run_readmit(Context& context, Arguments const& arguments) {
  return run_to_cell(context, arguments, {readmit_verb, &readmit, "ceremony"});
}
Result<void> run_restore(Context& context, Arguments const& arguments) {
  return run_to_cell(context, arguments, {restore_verb, &restore, "on"});
}

Result<void> run_leave(Context& context, Arguments const& arguments) {
  TRY_VOID(arguments.need("cause"));
  Leaving leaving{.on = {}, .cause = {}, .place = text_or_blank(arguments, "place")};
  TRY_INTO(leaving.on, arguments.need_day("on"));
  TRY_INTO(auto const cause, arguments.choice<Cause>("cause"));
  leaving.cause = cause.value_or(Cause::opening);
  return done(context.write(leave_verb, arguments, [&](Tx& tx) -> Result<void> {
    TRY_INTO(PersonId const person, person_given(tx, arguments, "person", leaving.on));
    return leave(tx, person, leaving);
  }));
}

// --- states ------------------------------------------------------------------------------------

using Over = Result<void> (*)(Tx&, PersonId, Span, std::string const&);
Result<void> run_over(Context& context, Arguments const& arguments, store::Verb const& verb,
                      Over run) {
  TRY_INTO(Span const span, span_given(arguments));
  return done(context.write(verb, arguments, [&](Tx& tx) -> Result<void> {
    TRY_INTO(PersonId const person, person_given(tx, arguments, "person", span.from));
    return run(tx, person, span, text_or_blank(arguments, "reason"));
  }));
}

Result<void> run_exempt(Context& context, Arguments const& arguments) {
  return run_over(context, arguments, exempt_verb, &exempt);
}
Result<void> run_suspend(Context& context, Arguments const& arguments) {
  return run_over(context, arguments, suspend_verb, &suspend);
}

Result<void> run_host(Context& context, Arguments const& arguments) {
  TRY_INTO(Span const span, span_given(arguments));
  TemporaryActivity activity{.host = {}, .host_place = text_or_blank(arguments, "host-place")};
  return done(context.write(host_verb, arguments, [&](Tx& tx) -> Result<void> {
    TRY_INTO(PersonId const person, person_given(tx, arguments, "person", span.from));
    TRY_INTO(activity.host, unit_given(tx, arguments, "host", span.from));
    return host(tx, person, span, activity);
  }));
}

Result<void> run_card(Context& context, Arguments const& arguments) {
  TRY_INTO(Day const from, arguments.need_day("from"));
  TRY_INTO(auto const number, arguments.need("number"));
  return done(context.write(card_verb, arguments, [&](Tx& tx) -> Result<void> {
    TRY_INTO(PersonId const person, person_given(tx, arguments, "person", from));
    return set_card(tx, person, number, from);
  }));
}

// --- correction --------------------------------------------------------------------------------

// Starts from what is in force on the first day; options given replace its fields.
template <class F>
Result<void> correct_as(Tx& tx, PersonId person, Span span, Arguments const& arguments) {
  F fact{};
  if (auto standing = tx.fact<F>(person.value, {span.from})) fact = std::move(standing->value);
  TRY_VOID(command::fill(F::kind, arguments, &fact));
  for (store::Field const& field : F::kind.fields) {
    if (field.options.refers != &unit::unit_entity) continue;
    auto const text = arguments.text(field.column);
    if (!text) continue;
    TRY_INTO(auto const unit, unit_given(tx, arguments, field.column, span.from));
    field.save(&fact, unit ? Value{unit->value} : Value{});
  }
  if constexpr (std::is_same_v<F, PersonParticulars>) {
    TRY_INTO(auto const namesake, arguments.choice<Namesake>("namesake"));
    return correct_particulars(tx, person, span, fact, namesake.value_or(Namesake::ask));
  } else {
    return correct(tx, person, F::kind, span, &fact);
  }
}

struct Correctable {
  store::Kind const* kind;
  Result<void> (*run)(Tx&, PersonId, Span, Arguments const&);
};
template <class F>
Correctable correctable() {
  return {&F::kind, &correct_as<F>};
}
// A merge is undone, not corrected.
std::vector<Correctable> correctables() {
  return {correctable<PersonParticulars>(), correctable<PersonIdentity>(),
          correctable<PartyCard>(),         correctable<PersonContact>(),
          correctable<PersonTraits>(),      correctable<MemberStanding>(),
          correctable<MemberCell>(),        correctable<Exemption>(),
          correctable<Suspension>(),        correctable<TemporaryActivity>()};
}

Result<void> run_correct(Context& context, Arguments const& arguments) {
  TRY_INTO(Span const span, span_given(arguments));
  TRY_INTO(auto const name, arguments.need("kind"));
  auto const all = correctables();
  auto const asked =
      std::ranges::find(all, name, [](Correctable const& one) { return one.kind->table; });
  if (asked == all.end()) {
    std::string names;
    for (auto const& one : all) names += " " + std::string(one.kind->table);
    return refuse(command::usage,
                  {{"what", say(Language::vietnamese, M("--kind là một trong:{names}"),
                                {{"names", names}})}});
  }
  return done(context.write(correct_verb, arguments, [&](Tx& tx) -> Result<void> {
    TRY_INTO(PersonId const person, person_given(tx, arguments, "person", span.from));
    return asked->run(tx, person, span, arguments);
  }));
}

Result<void> run_merge(Context& context, Arguments const& arguments) {
  Day const now = context.clock().today();
  return done(context.write(merge_verb, arguments, [&](Tx& tx) -> Result<void> {
    TRY_INTO(PersonId const duplicate, person_given(tx, arguments, "person", now));
    TRY_INTO(PersonId const into, person_given(tx, arguments, "into", now));
    return merge(tx, duplicate, into);
  }));
}

// --- the table ---------------------------------------------------------------------------------

// Without what is there already by name: `reason` is both the act's and an exemption's.
std::vector<Option> joined(std::initializer_list<std::vector<Option>> parts) {
  std::vector<Option> all;
  std::set<std::string> names;
  for (auto const& part : parts) {
    for (auto const& option : part) {
      if (names.insert(option.name).second) all.push_back(option);
    }
  }
  return all;
}

Option plain(std::string name, Msg help) {
  return {.name = std::move(name), .help = help, .placeholder = "..."};
}

Option maybe_day(std::string name, Msg help) {
  auto option = day_option(std::move(name), help);
  option.given = Given::optional;
  return option;
}

Option maybe_unit(std::string name, Msg help) {
  auto option = unit_option(std::move(name), help);
  option.given = Given::optional;
  return option;
}

Command writing(std::string_view path, Msg help, store::Verb const& verb, std::vector<Option> own) {
  return {.path = std::string(path),
          .help = help,
          .options = joined({std::move(own), command::act_options()}),
          .verb = &verb};
}

std::vector<Option> span_options() {
  return {day_option("from", M("Từ ngày")),
          maybe_day("to", M("Đến trước ngày (để trống nếu chưa có hạn)"))};
}

std::vector<Option> all_fields() {
  std::vector<Option> all;
  for (auto const& one : correctables()) {
    for (auto& option : command::options_of(*one.kind)) all.push_back(std::move(option));
  }
  all.push_back(maybe_unit("cell", M("Mã chi bộ")));
  all.push_back(maybe_unit("host", M("Mã chi bộ nơi sinh hoạt tạm thời")));
  return all;
}

Option with_choices(Option option, std::span<Choice const> choices) {
  option.choices = choices;
  return option;
}

Option namesake_option() {
  return with_choices(plain("namesake", M("Người trùng họ tên, ngày sinh")),
                      choices_of(Namesake{}));
}

std::vector<Command> arrivals() {
  auto const cell = unit_option("cell", M("Mã chi bộ"));
  auto const papers =
      joined({command::options_of(PersonParticulars::kind), command::options_of(PersonTraits::kind),
              command::options_of(PersonIdentity::kind)});
  auto const decided = maybe_day("decided-on", M("Ngày quyết định kết nạp"));
  auto const namesake = namesake_option();
  auto admit_command = writing(
      "member admit", M("Kết nạp một người vào chi bộ"), admit_verb,
      joined({papers, {cell, day_option("ceremony", M("Ngày lễ kết nạp")), decided, namesake}}));
  admit_command.run = &run_admit;
  admit_command.example =
      "member admit --full-name \"Nguyễn Văn Ước\" --born 14/06/1995 --cell PT0101 "
      "--ceremony 03/06/2023 --document 12-QĐ/HU --document-date 20/05/2023";
  auto receive_command = writing(
      "member receive", M("Tiếp nhận đảng viên từ nơi khác chuyển đến"), receive_verb,
      joined(
          {papers,
           {cell, day_option("on", M("Ngày chuyển đến")), day_option("joined", M("Ngày vào Đảng")),
            maybe_day("recognised", M("Ngày công nhận chính thức")), decided,
            with_choices(plain("standing", M("Dự bị hay chính thức")), choices_of(Standing{})),
            plain("card-number", M("Số thẻ đảng viên")), plain("from-place", M("Nơi chuyển đi")),
            namesake}}));
  receive_command.run = &run_receive;
  return {std::move(admit_command), std::move(receive_command)};
}

std::vector<Command> changes() {
  auto const person = person_option();
  auto const cell = unit_option("cell", M("Mã chi bộ"));
  auto cause = plain("cause", M("Lý do rời sổ"));
  cause.given = Given::required;
  cause.choices = choices_of(Cause{}).subspan(static_cast<std::size_t>(Cause::transferred_out));
  std::vector<Command> all{
      writing("member recognise", M("Công nhận đảng viên chính thức"), recognise_verb,
              {person, day_option("from", M("Ngày được tính là chính thức"))}),
      writing("member transfer", M("Chuyển sinh hoạt chính thức sang chi bộ khác"), transfer_verb,
              {person, unit_option("cell", M("Mã chi bộ chuyển đến")),
               day_option("on", M("Ngày đầu tiên ở chi bộ mới"))}),
      writing("member leave", M("Đưa ra khỏi sổ: chuyển đi, từ trần, xóa tên, khai trừ, xin ra"),
              leave_verb,
              {person, day_option("on", M("Ngày đầu tiên không còn trong sổ")), cause,
               plain("place", M("Nơi chuyển đến"))}),
      writing("member readmit", M("Kết nạp lại, dự bị từ đầu"), readmit_verb,
              {person, cell, day_option("ceremony", M("Ngày lễ kết nạp lại"))}),
      writing("member restore", M("Phục hồi người bị đưa ra sai, tuổi đảng liên tục"), restore_verb,
              {person, cell, day_option("on", M("Ngày phục hồi"))})};
  all[0].run = &run_recognise;
  all[1].run = &run_transfer;
  all[2].run = &run_leave;
  all[3].run = &run_readmit;
  all[4].run = &run_restore;
  return all;
}

std::vector<Command> states_and_corrections() {
  std::vector<Option> const person{person_option()};
  auto number = plain("number", M("Số thẻ đảng viên"));
  number.given = Given::required;
  auto kind = plain("kind", M("Nội dung cần sửa"));
  kind.placeholder = "member_cell";
  kind.given = Given::required;
  auto into = plain("into", M("Hồ sơ còn dùng"));
  into.input = command::Input::person;
  into.given = Given::required;
  std::vector<Command> all{
      writing("member exempt", M("Miễn công tác và sinh hoạt đảng"), exempt_verb,
              joined({person, span_options()})),
      writing("member suspend", M("Đình chỉ sinh hoạt đảng"), suspend_verb,
              joined({person, span_options()})),
      writing("member host", M("Sinh hoạt đảng tạm thời ở nơi khác, vẫn tính ở nơi chính thức"),
              host_verb,
              joined({person,
                      span_options(),
                      {maybe_unit("host", M("Mã chi bộ nơi sinh hoạt tạm thời")),
                       plain("host-place", M("Nơi sinh hoạt tạm thời ngoài hệ thống"))}})),
      writing("member card", M("Ghi số thẻ đảng viên"), card_verb,
              joined({person, {number, day_option("from", M("Từ ngày"))}})),
      writing("member correct", M("Sửa một dữ kiện trong một khoảng thời gian"), correct_verb,
              joined({person, {kind}, span_options(), all_fields(), {namesake_option()}})),
      writing("member merge", M("Gộp một hồ sơ trùng vào hồ sơ còn dùng"), merge_verb,
              joined({person, {into}}))};
  all[0].run = &run_exempt;
  all[1].run = &run_suspend;
  all[2].run = &run_host;
  all[3].run = &run_card;
  all[4].run = &run_correct;
  all[5].run = &run_merge;
  return all;
}

}  // namespace

std::vector<Command> writing_commands() {
  std::vector<Command> all;
  for (auto const& part : {arrivals(), changes(), states_and_corrections()}) {
    all.insert(all.end(), part.begin(), part.end());
  }
  return all;
}

}  // namespace giaoban::member
