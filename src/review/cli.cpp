#include "review/cli.h"

#include <algorithm>

#include "base/text.h"
#include "review/store.h"

namespace giaoban::review {

namespace {

using command::Arguments;
using command::Context;
using command::Given;
using command::Option;
using store::Moment;
using store::Snapshot;
using store::Tx;

// Which list is meant where none is named is found where it is written (roster.cpp).
struct RoundAsked {
  int year = 0;
  std::optional<Day> roster_on;
  Day decided_on;
  [[nodiscard]] Round over(Snapshot& snapshot) const {
    return {.year = year,
            .roster_on = roster_on ? *roster_on : default_roster(snapshot, year, decided_on),
            .decided_on = decided_on};
  }
};

Result<RoundAsked> round_asked(Arguments const& arguments) {
  RoundAsked asked;
  TRY_INTO(asked.year, arguments.need_year("year"));
  TRY_INTO(asked.roster_on, arguments.day("roster-on"));
  TRY_INTO(asked.decided_on, arguments.need_day("decided-on"));
  return asked;
}

// What is given of a fact's own fields; the sign of a grade (HTT) stands for its name.
template <class F>
Result<F> fact_asked(Arguments const& given) {
  F fact;
  Arguments arguments = given;
  if (auto const words = arguments.text("grade")) {
    if (auto const grade = grade_of(*words)) {
      arguments = Arguments{};
      for (char const* name : {"aspect", "not-assessed"}) {
        if (auto const value = given.text(name)) arguments.set(name, *value);
      }
      arguments.set("grade", std::string(code(*grade)));
    }
  }
  TRY_VOID(command::fill(F::kind, arguments, &fact));
  return fact;
}

Result<void> run_grade_unit(Context& context, Arguments const& arguments) {
  TRY_INTO(auto const unit_code, arguments.need("unit"));
  TRY_INTO(RoundAsked const asked, round_asked(arguments));
  TRY_INTO(auto const fact, fact_asked<UnitGrade>(arguments));
  TRY_VOID(context.write(grade_unit_verb, arguments, [&](Tx& tx) -> Result<void> {
    Round const round = asked.over(tx);
    TRY_INTO(UnitId const unit, unit::to_write(tx, unit_code, round.roster_on));
    return grade_unit(tx, unit, fact.aspect, round, {fact.grade, fact.not_assessed});
  }));
  return {};
}

Result<void> run_grade_person(Context& context, Arguments const& arguments) {
  TRY_INTO(auto const given, arguments.need("person"));
  TRY_INTO(RoundAsked const asked, round_asked(arguments));
  TRY_INTO(auto const fact, fact_asked<PersonGrade>(arguments));
  TRY_INTO(auto const sick_months, arguments.integer("sick-months"));
  Outcome const outcome{fact.grade, fact.not_assessed, static_cast<int>(sick_months.value_or(0))};
  TRY_VOID(context.write(grade_person_verb, arguments, [&](Tx& tx) -> Result<void> {
    TRY_INTO(PersonId const person, member::person_to_write(tx, given, asked.decided_on));
    return grade_person(tx, person, fact.aspect, asked.over(tx), outcome);
  }));
  return {};
}

// --- list ----------------------------------------------------------------------------------------

struct Asked {
  Snapshot& snapshot;
  Moment moment;
  unit::Reach reach;  // of review_read
  UnitId top;
  int year;
  Language language;
};

Listing empty_list(Asked const& asked, std::vector<Column> columns) {
  columns.insert(columns.end(), {{"grade", M("Xếp loại"), CellType::text},
                                 {"not_assessed", M("Lý do không xếp loại"), CellType::text},
                                 {"decided_on", M("Ngày quyết định"), CellType::day},
                                 {"roster_on", M("Ngày chốt danh sách"), CellType::day},
                                 {"answering", M("Nay tính vào đơn vị"), CellType::text}});
  return {.title = say(asked.language, M("Kết quả xếp loại năm {year}"),
                       {{"year", std::to_string(asked.year)}}),
          .columns = std::move(columns),
          .rows = {}};
}

void add_result(Row& row, ResultLine const& line, Language language) {
  row.emplace_back(line.grade ? Value{say(language, label(*line.grade))} : Value{});
  row.emplace_back(line.not_assessed ? Value{say(language, label(*line.not_assessed))} : Value{});
  row.emplace_back(std::int64_t{line.decided_on.number()});
  row.emplace_back(std::int64_t{line.roster_on.number()});
}

// One result, where it counts: at the unit that answers by now for the one that was graded, as
// figures count it.
struct PlacedResult {
  std::pair<std::size_t, std::string> place;  // of who answers; then by code
  unit::Node unit;                            // as on the roster date
  std::string answering;                      // the code of who answers, where another does
  ResultLine line;
};

// What was divided gave its members to several: each counts where he or she went.
UnitId cell_followed(Asked const& asked, unit::Lineage const& lineage, ResultLine const& line,
                     Day until) {
  UnitId cell = *line.unit;
  if (lineage.after(cell).empty()) return cell;
  auto stays = asked.snapshot.history_of<member::MemberCell>(line.subject, asked.moment.known_at);
  std::ranges::sort(stays, {}, [](auto const& stay) { return stay.head.span.from; });
  for (auto const& stay : stays) {
    Day const from = stay.head.span.from;
    bool const later = line.roster_on < from && from <= until && stay.value.cell;
    if (later && lineage.divided(cell, from)) cell = *stay.value.cell;
  }
  return cell;
}

enum class Placing { by_unit, by_member };

// What is outside the asked unit or out of reach is left out. Of a day to come, results stay with
// who answers today. A unit that stands no more is asked by the tree of the roster date.
std::vector<PlacedResult> in_tree_order(Asked const& asked, std::vector<ResultLine> lines,
                                        Placing placing) {
  std::vector<PlacedResult> placed;
  if (lines.empty()) return placed;
  Moment const then{lines.front().roster_on, asked.moment.known_at};
  auto const [now, roster] = unit::trees(asked.snapshot, asked.moment, then);
  bool const stands = now.index_of(asked.top).has_value();
  unit::Tree const& tree = stands ? now : roster;
  auto const lineage = unit::lineage(asked.snapshot, asked.moment.known_at);
  Day const today = std::min(asked.moment.as_of, asked.snapshot.today());
  for (ResultLine& line : lines) {
    if (!line.unit) continue;
    UnitId const followed = stands && placing == Placing::by_member
                                ? cell_followed(asked, *lineage, line, today)
                                : *line.unit;
    auto const own = stands ? lineage->answers(followed, today) : followed;
    if (!own || !tree.within(*own, asked.top) || !asked.reach.holds(*own)) continue;
    auto const* const known = roster.node(*line.unit);
    auto const unit = known != nullptr ? *known
                                       : unit::node_of(asked.snapshot, *line.unit,
                                                       {line.roster_on, asked.moment.known_at});
    if (!unit) continue;
    std::size_t const place = *tree.index_of(*own);
    placed.push_back({{place, *own == *line.unit ? std::string() : unit->code},
                      *unit,
                      *own == *line.unit ? std::string() : tree.at(place).code,
                      std::move(line)});
  }
  std::ranges::stable_sort(placed, {}, &PlacedResult::place);
  return placed;
}

Listing list_units(Asked const& asked, UnitAspect aspect) {
  auto listing = empty_list(
      asked, {{"code", M("Mã đơn vị"), CellType::text}, {"name", M("Tên đơn vị"), CellType::text}});
  auto lines = unit_results(asked.snapshot, aspect, asked.year, asked.moment);
  for (auto const& [place, unit, answering, line] :
       in_tree_order(asked, std::move(lines), Placing::by_unit)) {
    Row row{unit.code, unit.name};
    add_result(row, line, asked.language);
    row.emplace_back(answering.empty() ? Value{} : Value{answering});
    listing.rows.push_back(std::move(row));
  }
  return listing;
}

// The unit of a leader is that of the first post held on the roster date.
void place_leaders(Snapshot& snapshot, std::vector<ResultLine>& lines, EntryNumber known_at) {
  for (ResultLine& line : lines) {
    line.unit.reset();
    for (auto const& held : post::of_person(snapshot, PersonId{line.subject}, known_at)) {
      if (line.unit || !held.span.contains(line.roster_on)) continue;
      line.unit = held.holding.unit;
    }
  }
}

Listing list_persons(Asked const& asked, PersonAspect aspect) {
  auto lines = person_results(asked.snapshot, aspect, asked.year, asked.moment);
  if (aspect == PersonAspect::leader) {
    place_leaders(asked.snapshot, lines, asked.moment.known_at);
  }
  auto const placing = aspect == PersonAspect::member ? Placing::by_member : Placing::by_unit;
  auto listing = empty_list(asked, {{"person", M("Số hồ sơ"), CellType::number},
                                    {"full_name", M("Họ và tên"), CellType::text},
                                    {"unit", M("Mã đơn vị"), CellType::text}});
  for (auto const& [place, unit, answering, line] :
       in_tree_order(asked, std::move(lines), placing)) {
    auto const known = asked.snapshot.fact<member::PersonParticulars>(
        line.subject, {asked.moment.as_of, asked.moment.known_at});
    Row row{line.subject, known ? known->value.full_name : "", unit.code};
    add_result(row, line, asked.language);
    row.emplace_back(answering.empty() ? Value{} : Value{answering});
    listing.rows.push_back(std::move(row));
  }
  return listing;
}

Result<void> run_list(Context& context, Arguments const& arguments) {
  TRY_INTO(auto* const open_store, context.store());
  TRY_INTO(Moment const moment, context.moment(arguments));
  TRY_INTO(auto const unit_code, arguments.need("unit"));
  TRY_INTO(int const year, arguments.need_year("year"));
  auto const aspect = arguments.text("aspect").value_or("organisation");
  auto const snapshot = open_store->read();
  auto reach = unit::reach_of(*snapshot, context.actor(), review_read, moment);
  TRY_INTO(unit::Node const top, unit::in_reach(*snapshot, reach, unit_code, moment));
  Asked const asked{*snapshot, moment, std::move(reach), top.id, year, context.language()};
  if (auto const of_units = from_code<UnitAspect>(aspect)) {
    context.show(list_units(asked, *of_units));
    return {};
  }
  auto const of_persons = from_code<PersonAspect>(aspect);
  if (!of_persons) {
    return refuse(command::usage,
                  {{"what", say(context.language(), M("--aspect phải là organisation, collective, "
                                                      "member hoặc leader"))}});
  }
  auto const listing = list_persons(asked, *of_persons);
  open_store->log_access(context.actor().name, "review list", std::nullopt);
  context.show(listing);
  return {};
}

// --- the table -----------------------------------------------------------------------------------

std::vector<Option> round_options() {
  return {{.name = "year",
           .help = M("Năm được xếp loại"),
           .given = Given::required,
           .placeholder = "2020",
           .input = command::Input::integer},
          {.name = "decided-on",
           .help = M("Ngày quyết định kết quả"),
           .given = Given::required,
           .placeholder = "20/01/2021",
           .input = command::Input::day},
          {.name = "roster-on",
           .help = M("Ngày chốt danh sách; không ghi thì theo các kết quả khác của năm, hoặc "
                     "31/12; quyết định "
                     "trong năm từ năm 2023 thì là ngày quyết định"),
           .placeholder = "31/12/2020",
           .input = command::Input::day}};
}

// The kind's own fields, without the roster date, which belongs to the round.
std::vector<Option> result_options(store::Kind const& kind) {
  auto options = command::options_of(kind);
  std::erase_if(options, [](Option const& option) { return option.name == "roster-on"; });
  for (Option& option : options) {
    if (option.name != "grade") continue;
    option.also = [](std::string_view typed) { return grade_of(typed).has_value(); };
  }
  return options;
}

Option unit_option() {
  return {.name = "unit",
          .help = M("Mã đơn vị"),
          .given = Given::required,
          .placeholder = M("MÃ"),
          .input = command::Input::unit};
}

std::vector<Option> operator+(std::vector<Option> own, std::vector<Option> const& more) {
  return command::with(std::move(own), more);
}

}  // namespace

std::vector<command::Command> commands() {
  return {
      {.path = "review list",
       .help = M("Kết quả xếp loại một năm của một đơn vị và các đơn vị ở dưới"),
       .options = std::vector<Option>{unit_option(),
                                      {.name = "year",
                                       .help = M("Năm được xếp loại"),
                                       .given = Given::required,
                                       .placeholder = "2020",
                                       .input = command::Input::integer},
                                      {.name = "aspect",
                                       .help = M("Ai được xếp loại; không ghi thì là tổ chức đảng"),
                                       .placeholder = "organisation|collective|member|leader"}} +
                  command::moment_options(),
       .example = "giaoban review list --unit PT --year 2020 --aspect organisation",
       .run = &run_list,
       .right = &review_read},
      {.path = "review grade-unit",
       .help = M("Ghi xếp loại năm của tổ chức đảng hoặc tập thể lãnh đạo, hoặc lý do không xếp "
                 "loại"),
       .options = std::vector<Option>{unit_option()} + round_options() +
                  result_options(UnitGrade::kind) + command::act_options(),
       .example = "giaoban review grade-unit --unit PT-01 --year 2020 --grade HTT --decided-on "
                  "20/01/2021",
       .run = &run_grade_unit,
       .verb = &grade_unit_verb},
      {.path = "review grade-person",
       .help = M("Ghi xếp loại năm của đảng viên hoặc cán bộ, hoặc lý do không xếp loại"),
       .options =
           std::vector<Option>{
               {.name = "person",
                .help = M("Người: số định danh cá nhân, số thẻ đảng viên hoặc số hồ sơ"),
                .given = Given::required,
                .placeholder = M("SỐ"),
                .input = command::Input::person}} +
           round_options() + result_options(PersonGrade::kind) +
           std::vector<Option>{{.name = "sick-months",
                                .help = M("Tổng số tháng nghỉ ốm trong năm, nếu có"),
                                .placeholder = "N",
                                .input = command::Input::integer}} +
           command::act_options(),
       .example = "giaoban review grade-person --person 025081001234 --year 2020 --not-assessed "
                  "exempt --decided-on 20/01/2021",
       .run = &run_grade_person,
       .verb = &grade_person_verb},
  };
}

std::vector<std::string> graded_off_the_roster(store::Snapshot& snapshot, Language language) {
  std::vector<std::string> sentences;
  for (OffRoster const& one : off_the_roster(snapshot)) {
    auto const known = snapshot.fact<member::PersonParticulars>(one.person.value, {one.roster_on});
    std::string const name = known ? known->value.full_name : std::string();
    sentences.push_back(
        say(language,
            M("{person} (số hồ sơ {id}) có kết quả năm {year}, nhưng theo sổ đảng viên hiện nay, "
              "ngày chốt danh sách {roster_on} không còn ở chi bộ nào."),
            {{"person", name.empty() ? say(language, M("(đã xóa)")) : name},
             {"id", std::to_string(one.person.value)},
             {"year", std::to_string(one.year)},
             {"roster_on", one.roster_on.vietnamese()}}));
  }
  return sentences;
}

}  // namespace giaoban::review
