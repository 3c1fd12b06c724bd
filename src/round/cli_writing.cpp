// The commands that write.
#include <array>

#include "base/text.h"
#include "command/tables.h"
#include "round/checks.h"
#include "round/cli_parts.h"

namespace giaoban::round {

namespace {

using command::Arguments;
using command::Context;
using command::Given;
using command::Option;
using store::Tx;

Option day_on() {
  return {.name = "on",
          .help = M("Ngày diễn ra; không ghi thì là hôm nay"),
          .placeholder = "14/06/2021",
          .input = command::Input::day};
}

struct DeadlineOption {
  char const* name;
  unit::Level level;
  Msg help;
};
constexpr std::array deadline_options{
    DeadlineOption{"deadline-cell", unit::Level::cell, M("Hạn quyết định xong của chi bộ")},
    DeadlineOption{"deadline-sub", unit::Level::sub, M("Hạn của đảng bộ bộ phận")},
    DeadlineOption{"deadline-grassroots", unit::Level::grassroots, M("Hạn của tổ chức cơ sở đảng")},
    DeadlineOption{"deadline-above", unit::Level::above_grassroots,
                   M("Hạn của cấp trên trực tiếp cơ sở")},
    DeadlineOption{"deadline-province", unit::Level::province, M("Hạn của cấp tỉnh")},
};

Result<Day> on_asked(Context& context, Arguments const& arguments) {
  TRY_INTO(auto const on, arguments.day("on"));
  return on.value_or(context.clock().today());
}

Result<void> run_open(Context& context, Arguments const& arguments) {
  Opening opening;
  TRY_INTO(opening.year, year_asked(arguments));
  TRY_INTO(opening.on, on_asked(context, arguments));
  TRY_INTO(auto const code, arguments.need("unit"));
  TRY_INTO(auto const roster_on, arguments.day("roster-on"));
  std::optional<Day> first;
  for (DeadlineOption const& option : deadline_options) {
    TRY_INTO(auto const deadline, arguments.day(option.name));
    if (!deadline) continue;
    opening.deadlines.push_back({option.level, *deadline});
    first = std::min(first.value_or(*deadline), *deadline);
  }
  opening.roster_on = roster_on.value_or(opened_roster(
      opening.year, review::usual_roster(opening.year, opening.on), opening.on, first));
  auto const body = [&](Tx& tx) -> Result<void> {
    TRY_INTO(opening.unit, unit::to_write(tx, code, opening.on));
    TRY_VOID(open(tx, opening));
    return {};
  };
  TRY_VOID(context.write(open_verb, arguments, body));
  return {};
}

Result<void> run_deadline(Context& context, Arguments const& arguments) {
  TRY_INTO(int const year, year_asked(arguments));
  TRY_INTO(auto const code, arguments.need("unit"));
  TRY_INTO(Day const on, on_asked(context, arguments));
  TRY_INTO(auto const level, arguments.need_choice<unit::Level>("level"));
  TRY_INTO(Day const deadline, arguments.need_day("deadline"));
  TRY_VOID(context.write(deadline_verb, arguments, [&](Tx& tx) -> Result<void> {
    TRY_INTO(UnitId const unit, unit::to_write(tx, code, on));
    TRY_INTO(RoundView const round, round_to_write(tx, unit, year));
    return set_deadline(tx, round.round, {level, deadline}, on);
  }));
  return {};
}

Result<void> run_close(Context& context, Arguments const& arguments) {
  Ending ending;
  TRY_INTO(ending.year, year_asked(arguments));
  TRY_INTO(ending.on, on_asked(context, arguments));
  TRY_INTO(auto const code, arguments.need("unit"));
  TRY_VOID(context.write(close_verb, arguments, [&](Tx& tx) -> Result<void> {
    TRY_INTO(ending.unit, unit::to_write(tx, code, ending.on));
    return close(tx, ending);
  }));
  return {};
}

// Points, ratings, words and the grade; the sign of a grade (HTT) stands for its name.
Result<Assessment> assessment_asked(Arguments const& arguments) {
  Assessment said;
  if (auto const text = arguments.text("grade")) {
    said.grade = review::grade_of(*text);
    if (!said.grade) {
      return refuse(command::usage, {{"what", words_of(M("--grade phải là HTXS, HTT, HT hoặc "
                                                         "KHT"))}});
    }
  }
  TRY_INTO(said.common_points, arguments.integer("common-points"));
  TRY_INTO(said.result_points, arguments.integer("result-points"));
  TRY_INTO(said.common_rating, arguments.choice<Rating>("common-rating"));
  TRY_INTO(said.result_rating, arguments.choice<Rating>("result-rating"));
  said.words = arguments.text("words").value_or("");
  return said;
}

// The subject, among those that the round of the year covers.
Result<Subject> subject_to_write(Tx& tx, Arguments const& arguments, int year) {
  RoundView asked_on;
  asked_on.opening.roster_on = within(year + 1) - 1;
  TRY_INTO(Subject const found, subject_asked(tx, arguments, asked_on));
  TRY_INTO(RoundView const round, round_to_write(tx, found.unit, year));
  return subject_asked(tx, arguments, round);
}

Result<void> run_step(Context& context, Arguments const& arguments) {
  Taking taking;
  TRY_INTO(int const year, year_asked(arguments));
  TRY_INTO(Day const on, on_asked(context, arguments));
  TRY_INTO(taking.step, arguments.need_choice<Step>("step"));
  TRY_INTO(taking.assessment, assessment_asked(arguments));
  TRY_VOID(context.write(step_verb, arguments, [&](Tx& tx) -> Result<void> {
    TRY_INTO(taking.subject, subject_to_write(tx, arguments, year));
    return take_steps(tx, year, on, {taking});
  }));
  return {};
}

Result<void> run_state(Context& context, Arguments const& arguments) {
  Stating stating;
  TRY_INTO(stating.year, year_asked(arguments));
  TRY_INTO(stating.on, on_asked(context, arguments));
  TRY_INTO(stating.condition, arguments.need_choice<Condition>("condition"));
  TRY_INTO(stating.amount, arguments.need_integer("amount"));
  stating.evidence = arguments.text("evidence").value_or("");
  TRY_VOID(context.write(condition_verb, arguments, [&](Tx& tx) -> Result<void> {
    TRY_INTO(Subject const subject, subject_to_write(tx, arguments, stating.year));
    return state_condition(tx, subject, stating);
  }));
  return {};
}

Result<void> run_discipline(Context& context, Arguments const& arguments) {
  Disciplining disciplining;
  TRY_INTO(disciplining.on, on_asked(context, arguments));
  TRY_INTO(disciplining.measure, arguments.need_choice<Measure>("measure"));
  disciplining.violation = arguments.text("violation").value_or("");
  TRY_VOID(context.write(discipline_verb, arguments, [&](Tx& tx) -> Result<void> {
    Subject subject{Part::organisation, {}, {}};
    if (auto const code = arguments.text("unit")) {
      TRY_INTO(subject.unit, unit::to_write(tx, *code, disciplining.on));
      return discipline(tx, subject, disciplining);
    }
    subject.part = Part::member;
    TRY_INTO(auto const number, arguments.need("person"));
    TRY_INTO(subject.person, member::person_to_write(tx, number, disciplining.on));
    return discipline(tx, subject, disciplining);
  }));
  return {};
}

Result<void> run_decide(Context& context, Arguments const& arguments) {
  TRY_INTO(int const year, year_asked(arguments));
  TRY_INTO(Day const on, on_asked(context, arguments));
  Decision decision;
  TRY_INTO(decision.assessment, assessment_asked(arguments));
  TRY_INTO(decision.not_assessed, arguments.choice<review::NotAssessed>("not-assessed"));
  TRY_VOID(context.write(decide_verb, arguments, [&](Tx& tx) -> Result<void> {
    TRY_INTO(decision.subject, subject_to_write(tx, arguments, year));
    return decide(tx, year, on, {decision});
  }));
  return {};
}

Result<void> run_decide_unit(Context& context, Arguments const& arguments) {
  TRY_INTO(int const year, year_asked(arguments));
  TRY_INTO(Day const on, on_asked(context, arguments));
  TRY_INTO(auto const code, arguments.need("unit"));
  TRY_VOID(context.write(decide_verb, arguments, [&](Tx& tx) -> Result<void> {
    TRY_INTO(UnitId const unit, unit::to_write(tx, code, within(year + 1) - 1));
    TRY_INTO(RoundView const round, round_to_write(tx, unit, year));
    TRY_INTO(auto const decisions, as_proposed(tx, round, unit));
    return decide(tx, year, on, decisions);
  }));
  return {};
}

Result<void> run_allow(Context& context, Arguments const& arguments) {
  Allowing allowing;
  TRY_INTO(allowing.year, year_asked(arguments));
  TRY_INTO(allowing.on, on_asked(context, arguments));
  TRY_INTO(allowing.allowance.part, part_asked(arguments));
  TRY_INTO(allowing.allowance.percent, arguments.need_integer("percent"));
  TRY_INTO(auto const code, arguments.need("unit"));
  allowing.allowance.reason = normalise(arguments.text("reason").value_or(""));
  if (allowing.allowance.reason.empty()) {
    return refuse(command::option_missing, {{"option", "--reason"}}, "reason");
  }
  TRY_VOID(context.write(allow_verb, arguments, [&](Tx& tx) -> Result<void> {
    TRY_INTO(UnitId const unit, unit::to_write(tx, code, within(allowing.year + 1) - 1));
    return allow_more(tx, unit, allowing);
  }));
  return {};
}

// --- the table -----------------------------------------------------------------------------------

Option integer_option(std::string name, Msg help, Given given) {
  return {.name = std::move(name),
          .help = help,
          .given = given,
          .placeholder = "N",
          .input = command::Input::integer};
}
Option choice_option(std::string name, Msg help, std::span<Choice const> choices) {
  return {.name = std::move(name), .help = help, .given = Given::required, .choices = choices};
}
Option text_option(std::string name, Msg help) {
  return {.name = std::move(name),
          .help = help,
          .placeholder = "...",
          .input = command::Input::long_text};
}
std::vector<Option> subject_options() {
  return {year_option(), part_option(), person_option(), unit_option(Given::optional)};
}
std::vector<Option> assessment_options() {
  auto rating = [](std::string name, Msg help) {
    return Option{.name = std::move(name), .help = help, .choices = choices_of(Rating{})};
  };
  return {{.name = "grade",
           .help = M("Mức xếp loại"),
           .placeholder = "HTXS|HTT|HT|KHT",
           .choices = review::choices_of(review::Grade{}),
           .also = [](std::string_view typed) { return review::grade_of(typed).has_value(); }},
          integer_option("common-points", M("Điểm tiêu chí chung, tối đa 30 (từ năm 2025)"),
                         Given::optional),
          integer_option("result-points", M("Điểm kết quả nhiệm vụ, tối đa 70 (từ năm 2025)"),
                         Given::optional),
          rating("common-rating", M("Mức thấp nhất của tiêu chí chung (đến năm 2024)")),
          rating("result-rating", M("Mức thấp nhất của tiêu chí kết quả (đến năm 2024)")),
          text_option("words", M("Ý kiến, nhận xét"))};
}

std::vector<Option> open_options() {
  std::vector<Option> options{unit_option(Given::required),
                              year_option(),
                              {.name = "roster-on",
                               .help = M("Ngày chốt danh sách; không ghi thì là ngày mở đợt (từ "
                                         "năm 2023, mở trong năm), hoặc 31/12 của năm"),
                               .placeholder = "31/12/2020",
                               .input = command::Input::day},
                              day_on()};
  for (DeadlineOption const& option : deadline_options) {
    options.push_back({.name = option.name,
                       .help = option.help,
                       .placeholder = "31/12/2020",
                       .input = command::Input::day});
  }
  return options;
}

// NOLINTNEXTLINE(readability-function-size): one table, a row per command.
std::vector<command::Command> stepping_commands() {
  std::vector<Option> const& act = command::act_options();
  return {
      {.path = "round open",
       .help = M("Mở đợt kiểm điểm, xếp loại của một năm cho một đơn vị và các đơn vị ở dưới"),
       .options = open_options() + act,
       .example =
           "giaoban round open --unit PT --year 2020 --on 15/11/2020 --deadline-cell 10/12/2020 "
           "--document 12-HD/BTCTU --document-date 01/11/2020",
       .run = &run_open,
       .verb = &open_verb},
      {.path = "round set-deadline",
       .help = M("Đặt hạn của một cấp trong đợt xếp loại"),
       .options =
           std::vector<Option>{unit_option(Given::required),
                               year_option(),
                               choice_option("level", M("Cấp"), unit::choices_of(unit::Level{})),
                               {.name = "deadline",
                                .help = M("Ngày cuối cùng còn đúng hạn"),
                                .given = Given::required,
                                .placeholder = "31/12/2020",
                                .input = command::Input::day},
                               day_on()} +
           act,
       .example = "giaoban round set-deadline --unit PT --year 2020 --level cell --deadline "
                  "10/12/2020",
       .run = &run_deadline,
       .verb = &deadline_verb},
      {.path = "round close",
       .help =
           M("Khép năm xếp loại của một đơn vị và các đơn vị ở dưới: từ ngày ấy số liệu lấy năm "
             "này"),
       .options = std::vector<Option>{unit_option(Given::required), year_option(), day_on()} + act,
       .example = "giaoban round close --unit PT --year 2020 --on 31/01/2021",
       .run = &run_close,
       .verb = &close_verb},
      {.path = "round step",
       .help = M("Ghi một bước: tự xếp loại, nhận xét, đề xuất, thẩm định, thông báo"),
       .options =
           subject_options() +
           std::vector<Option>{choice_option("step", M("Bước"), choices_of(Step{})), day_on()} +
           assessment_options() + act,
       .example =
           "giaoban round step --person 025081001234 --year 2020 --step proposal --grade HTT",
       .run = &run_step,
       .verb = &step_verb},
      {.path = "round state",
       .help = M("Ghi căn cứ mà quy định hỏi đến và trong sổ chưa có"),
       .options =
           subject_options() +
           std::vector<Option>{
               choice_option("condition", M("Điều kiện"), choices_of(Condition{})),
               integer_option("amount", M("Mức"), Given::required),
               text_option("evidence", M("Căn cứ: văn bản, số liệu, người xác nhận")), day_on()} +
           act,
       .example = "giaoban round state --person 025081001234 --year 2025 --condition "
                  "tasks_done_percent --amount 100 --evidence \"Báo cáo 12\"",
       .run = &run_state,
       .verb = &condition_verb},
      {.path = "round discipline",
       .help = M("Ghi hình thức kỷ luật của một người hoặc một tổ chức, theo văn bản; năm bị kỷ "
                 "luật và các đơn vị trên đó tự tính theo"),
       .options =
           std::vector<Option>{
               person_option(), unit_option(Given::optional),
               choice_option("measure", M("Hình thức kỷ luật"), choices_of(Measure{})),
               text_option("violation", M("Vi phạm; cùng một vi phạm ghi cùng lời")), day_on()} +
           act,
       .example = "giaoban round discipline --person 025081001234 --measure warning --violation "
                  "\"Vi phạm quy chế làm việc\" --document 7-QĐ/UBKT --document-date 10/11/2020",
       .run = &run_discipline,
       .verb = &discipline_verb}};
}

std::vector<command::Command> deciding_commands() {
  std::vector<Option> const& act = command::act_options();
  return {
      {.path = "round decide",
       .help = M("Quyết định xếp loại một đối tượng, theo văn bản"),
       .options = subject_options() + assessment_options() +
                  std::vector<Option>{{.name = "not-assessed",
                                       .help = M("Lý do không xếp loại, thay cho mức"),
                                       .choices = review::choices_of(review::NotAssessed{})},
                                      day_on()} +
                  act,
       .example = "giaoban round decide --person 025081001234 --year 2020 --grade HTT --document "
                  "15-QĐ/ĐU --document-date 20/12/2020",
       .run = &run_decide,
       .verb = &decide_verb},
      {.path = "round decide-unit",
       .help = M("Quyết định đúng như đề xuất cho mọi đối tượng đã đề xuất của một đơn vị"),
       .options = std::vector<Option>{unit_option(Given::required), year_option(), day_on()} + act,
       .example = "giaoban round decide-unit --unit PT-01-01-01 --year 2020 --document 15-QĐ/ĐU "
                  "--document-date 20/12/2020",
       .run = &run_decide_unit,
       .verb = &decide_verb},
      {.path = "round allow",
       .help = M("Cấp có thẩm quyền cho một nhóm vượt mức khống chế, theo văn bản; lý do ghi ở "
                 "--reason"),
       .options =
           std::vector<Option>{unit_option(Given::required), year_option(), part_option(),
                               integer_option("percent", M("Tỷ lệ cho phép (%)"), Given::required),
                               day_on()} +
           act,
       .example = "giaoban round allow --unit PT-01-01 --year 2025 --percent 25 --reason \"Kết quả "
                  "nổi trội\" --document 20-QĐ/TU --document-date 20/12/2025",
       .run = &run_allow,
       .verb = &allow_verb}};
}

}  // namespace

std::vector<command::Command> writing_commands() {
  return command::joined(stepping_commands(), deciding_commands());
}

}  // namespace giaoban::round
