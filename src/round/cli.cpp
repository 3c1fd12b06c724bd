// What the commands share, and those that read.
#include "round/cli.h"

#include "base/share.h"
#include "command/tables.h"
#include "print/whole_file.h"
#include "round/checks.h"
#include "round/cli_parts.h"
#include "round/paper.h"
#include "store/strange.h"

namespace giaoban::round {

using command::Arguments;
using command::Context;
using command::Given;
using command::Option;
using store::Moment;
using store::Snapshot;

std::vector<command::Command> commands() {
  return command::joined(command::joined(writing_commands(), reading_commands()),
                         following_commands());
}

Option year_option() {
  return {.name = "year",
          .help = M("Năm được xếp loại"),
          .given = Given::required,
          .placeholder = "2020",
          .input = command::Input::integer};
}
Option unit_option(Given given) {
  return {.name = "unit",
          .help = M("Mã đơn vị"),
          .given = given,
          .placeholder = M("MÃ"),
          .input = command::Input::unit};
}
Option person_option() {
  return {.name = "person",
          .help = M("Cán bộ hoặc đảng viên: số định danh, số thẻ hoặc số hồ sơ"),
          .placeholder = M("SỐ"),
          .input = command::Input::person};
}
Option part_option() {
  return {.name = "part",
          .help = M("Xếp loại với tư cách gì; không ghi thì là đảng viên"),
          .choices = review::choices_of(Part{})};
}
std::vector<Option> operator+(std::vector<Option> own, std::vector<Option> const& more) {
  return command::with(std::move(own), more);
}

Result<Part> part_asked(Arguments const& arguments) {
  TRY_INTO(auto const part, arguments.choice<Part>("part"));
  return part.value_or(Part::member);
}

Result<int> year_asked(Arguments const& arguments) {
  return arguments.need_year("year");
}

Result<Subject> subject_asked(store::Tx& tx, Arguments const& arguments, RoundView const& round) {
  TRY_INTO(Part const part, part_asked(arguments));
  Day const roster_on = round.opening.roster_on;
  if (of_unit(part)) {
    TRY_INTO(auto const code, arguments.need("unit"));
    TRY_INTO(UnitId const unit, unit::to_write(tx, code, roster_on));
    return Subject{part, unit, {}};
  }
  TRY_INTO(auto const number, arguments.need("person"));
  TRY_INTO(PersonId const person, member::person_to_write(tx, number, roster_on));
  TRY_INTO(Subject subject, subject_of(tx, part, person, roster_on));
  // Who names the unit as well means it.
  if (auto const code = arguments.text("unit")) {
    TRY_INTO(subject.unit, unit::to_write(tx, *code, roster_on));
  }
  return subject;
}

namespace {

struct AskedRound {
  std::unique_ptr<Snapshot> snapshot;
  unit::Reach reach;
  RoundView round;
  unit::Node unit;
};

// The round of --year over --unit, within reach.
Result<AskedRound> round_asked(Context& context, Arguments const& arguments) {
  TRY_INTO(auto* const open_store, context.store());
  TRY_INTO(int const year, year_asked(arguments));
  auto snapshot = open_store->read();
  Moment const then{within(year + 1) - 1};
  auto reach = unit::reach_of(*snapshot, context.actor(), round_read, then);
  TRY_INTO(unit::Node node,
           unit::in_reach(*snapshot, reach, arguments.text("unit").value_or(""), then));
  TRY_INTO(RoundView found, round_to_write(*snapshot, node.id, year));
  return AskedRound{std::move(snapshot), std::move(reach), std::move(found), std::move(node)};
}

Value day_or_none(std::optional<Day> day) {
  return day ? Value{std::int64_t{day->number()}} : Value{};
}

Result<void> run_list(Context& context, Arguments const& arguments) {
  TRY_INTO(auto* const open_store, context.store());
  TRY_INTO(Moment const moment, context.moment(arguments));
  auto const snapshot = open_store->read();
  store::PassingOver const passing;
  auto const reach = unit::reach_of(*snapshot, context.actor(), round_read, moment);
  Listing listing{.title = say(context.language(), M("Các đợt kiểm điểm, xếp loại")),
                  .columns = {{"round", M("Số đợt"), CellType::number},
                              {"year", M("Năm được xếp loại"), CellType::number},
                              {"unit", M("Mã đơn vị"), CellType::text},
                              {"name", M("Tên đơn vị"), CellType::text},
                              {"roster_on", M("Ngày chốt danh sách"), CellType::day},
                              {"opened_on", M("Ngày mở"), CellType::day}},
                  .rows = {}};
  for (RoundView const& round : rounds(*snapshot, reach, moment)) {
    auto const node = unit::node_of(*snapshot, round.opening.unit, {round.opening.roster_on});
    listing.rows.push_back({round.round.value, round.opening.year, node ? node->code : "",
                            node ? node->name : "", std::int64_t{round.opening.roster_on.number()},
                            std::int64_t{round.opened_on.number()}});
  }
  context.show(listing);
  return {};
}

Result<void> run_progress(Context& context, Arguments const& arguments) {
  TRY_INTO(AskedRound const asked, round_asked(context, arguments));
  Listing listing{.title = say(context.language(), M("Tiến độ đợt kiểm điểm, xếp loại")),
                  .columns = {{"code", M("Mã đơn vị"), CellType::text},
                              {"name", M("Tên đơn vị"), CellType::text},
                              {"members", M("Đảng viên trong danh sách chốt"), CellType::count},
                              {"excluded", M("Không xếp loại theo quy định"), CellType::count},
                              {"proposed", M("Đã đề xuất"), CellType::count},
                              {"decided", M("Đã quyết định"), CellType::count},
                              {"units", M("Tổ chức đảng"), CellType::count},
                              {"units_decided", M("Tổ chức đã quyết định"), CellType::count},
                              {"deadline", M("Hạn"), CellType::day}},
                  .rows = {}};
  for (Progress const& one : progress(*asked.snapshot, asked.reach, asked.round, asked.unit.id)) {
    listing.rows.push_back({one.unit.code, one.unit.name, one.members, one.excluded,
                            one.members_proposed, one.members_decided, one.units, one.units_decided,
                            day_or_none(one.deadline)});
  }
  context.show(listing);
  return {};
}

// A unit's paper as a Word file.
Result<void> run_paper(Context& context, Arguments const& arguments) {
  TRY_INTO(AskedRound const asked, round_asked(context, arguments));
  TRY_INTO(auto const path, arguments.need_path("out"));
  std::string const& out = path.text();
  TRY_INTO(Paper const paper, arguments.need_choice<Paper>("paper"));
  TRY_INTO(auto* const open_store, context.store());
  PaperAsked wanted{asked.round, asked.unit, paper, context.clock().today()};
  if (auto const person = arguments.text("person")) {
    Moment const then{asked.round.opening.roster_on};
    TRY_INTO(PersonId const only,
             member::person_named(*asked.snapshot, asked.reach, *person, then));
    wanted.only = only;
  }
  open_store->log_access(context.settings().user, "round paper", asked.unit.id.value);
  TRY_INTO(auto const bytes, paper_of(*asked.snapshot, asked.reach, wanted));
  if (!bytes) return refuse(nothing_to_print, {{"unit", asked.unit.name}});
  print::write_file(out, *bytes);
  context.tell(M("Đã ghi {file}."), {{"file", out}});
  return {};
}

// The members behind a number of the progress.
Result<void> run_members(Context& context, Arguments const& arguments) {
  TRY_INTO(AskedRound const asked, round_asked(context, arguments));
  TRY_INTO(auto const show, arguments.choice<Stage>("show"));
  Stage const stage = show.value_or(Stage::all);
  TRY_INTO(auto* const open_store, context.store());
  open_store->log_access(context.settings().user, "round members", asked.unit.id.value);
  auto const sink = context.sink();
  sink->begin(member_list(stage, context.language()));
  TRY_VOID(each_member(
      *asked.snapshot, asked.reach, asked.round, {.unit = asked.unit.id, .stage = stage},
      [&](MemberLine const& line) { sink->row(row_of(line, context.language())); }));
  sink->end();
  return {};
}

// Who is late, at every level or at one; with --show another of the lists.
Result<void> run_late(Context& context, Arguments const& arguments) {
  TRY_INTO(AskedRound const asked, round_asked(context, arguments));
  TRY_INTO(auto const level, arguments.choice<unit::Level>("level"));
  TRY_INTO(auto const show, arguments.choice<Listed>("show"));
  Listed const which = show.value_or(Listed::late);
  Day const today = context.clock().today();
  Language const language = context.language();
  Listing listing{.title = say(language, M("Đơn vị trong đợt kiểm điểm, xếp loại: {list}"),
                               {{"list", say(language, label(which))}}),
                  .columns = {{"code", M("Mã đơn vị"), CellType::text},
                              {"name", M("Tên đơn vị"), CellType::text},
                              {"level", M("Cấp"), CellType::text},
                              {"under", M("Thuộc"), CellType::text},
                              {"members_left", M("Đảng viên chưa quyết định"), CellType::count},
                              {"units_left", M("Tổ chức chưa quyết định"), CellType::count},
                              {"deadline", M("Hạn"), CellType::day},
                              {"days_late", M("Quá hạn (ngày)"), CellType::count}},
                  .rows = {}};
  auto const all = progress_throughout(*asked.snapshot, asked.reach, asked.round, asked.unit.id);
  // A unit that does not stand on the round's day has none.
  auto const below = std::span(all).subspan(all.empty() ? 0 : 1);
  for (Progress const& one : below) {
    unit::Level const own = unit::level_of(one.unit.unit_kind);
    if ((level && own != *level) || !listed(one, which, today)) continue;
    listing.rows.push_back({one.unit.code, one.unit.name, say(language, organisations_at(own)),
                            one.under, one.members - one.members_decided,
                            one.units - one.units_decided, day_or_none(one.deadline),
                            one.days_late(today)});
  }
  context.show(listing);
  for (LevelProgress const& one : by_level(below, today)) {
    if (level && one.level != *level) continue;
    context.tell(
        M("Đã xong {share}; quá hạn {late}."),
        {{"share", Share(one.complete, one.all, organisations_at(one.level)).text(language)},
         {"late", format_count(one.late, language)}});
  }
  return {};
}

std::string result_words(SubjectView const& view, Language language) {
  if (view.grade) return say(language, label(*view.grade));
  return view.not_assessed ? say(language, label(*view.not_assessed)) : std::string();
}

std::string step_grade(SubjectView const& view, Step step, Language language) {
  for (StepTaken const& taken : view.steps) {
    if (taken.step == step && taken.assessment.grade) {
      return say(language, label(*taken.assessment.grade));
    }
  }
  return {};
}

Result<void> run_subjects(Context& context, Arguments const& arguments) {
  TRY_INTO(AskedRound const asked, round_asked(context, arguments));
  TRY_INTO(auto const views, subjects_of(*asked.snapshot, asked.reach, asked.round, asked.unit.id));
  Language const language = context.language();
  Listing listing{.title = say(language, M("Đối tượng kiểm điểm, xếp loại")),
                  .columns = {{"part", M("Đối tượng"), CellType::text},
                              {"name", M("Tên"), CellType::text},
                              {"rule", M("Theo quy định"), CellType::text},
                              {"self", M("Tự xếp loại"), CellType::text},
                              {"proposal", M("Đề xuất"), CellType::text},
                              {"result", M("Quyết định"), CellType::text},
                              {"decided_on", M("Ngày quyết định"), CellType::day}},
                  .rows = {}};
  for (SubjectView const& view : views) {
    listing.rows.push_back(
        {say(language, label(view.subject.part)), view.name,
         view.rule.exclusion ? say(language, label(*view.rule.exclusion)) : std::string(),
         step_grade(view, Step::self_grading, language), step_grade(view, Step::proposal, language),
         result_words(view, language), day_or_none(view.decided_on)});
  }
  // Names stand in it, so reading it is logged.
  TRY_INTO(auto* const open_store, context.store());
  open_store->log_access(context.settings().user, "round subjects", asked.unit.id.value);
  context.show(listing);
  return {};
}

Result<void> run_room(Context& context, Arguments const& arguments) {
  TRY_INTO(AskedRound const asked, round_asked(context, arguments));
  TRY_INTO(Part const part, part_asked(arguments));
  Language const language = context.language();
  Listing listing{.title = say(language, M("Mức khống chế xuất sắc")),
                  .columns = {{"group", M("Nhóm"), CellType::text},
                              {"base", M("Mẫu số"), CellType::text},
                              {"of", M("Trên"), CellType::count},
                              {"percent", M("Mức %"), CellType::count},
                              {"allowed", M("Được tối đa"), CellType::count},
                              {"excellent", M("Đã xuất sắc"), CellType::count},
                              {"left", M("Còn lại"), CellType::count},
                              {"rule", M("Căn cứ"), CellType::text}},
                  .rows = {}};
  auto const put = [&](std::string const& group, Room const& made) {
    listing.rows.push_back({group, say(language, label(made.base)), made.of, made.percent,
                            made.allowed, made.excellent, made.left(), std::string(made.citation)});
  };
  auto const views = subjects_of(*asked.snapshot, asked.reach, asked.round, asked.unit.id);
  TRY_VOID(views);
  Subject subject{part, asked.unit.id, {}};
  for (SubjectView const& view : *views) {
    if (view.subject.part == part) subject = view.subject;
  }
  if (auto const found = room_of(*asked.snapshot, asked.round, subject)) {
    put(found->name, found->now);
    for (CapBase const base : {CapBase::good_only, CapBase::assessed, CapBase::total}) {
      auto const other = room_read_as(year_of(asked.round), part, found->decided, base);
      if (other) put(found->name, *other);
    }
  }
  context.show(listing);
  return {};
}

Result<void> run_history(Context& context, Arguments const& arguments) {
  TRY_INTO(auto* const open_store, context.store());
  TRY_INTO(Moment const moment, context.moment(arguments));
  auto const snapshot = open_store->read();
  auto const reach = unit::reach_of(*snapshot, context.actor(), round_read, moment);
  TRY_INTO(Part const part, part_asked(arguments));
  Subject subject{part, {}, {}};
  if (of_unit(part)) {
    TRY_INTO(unit::Node const node,
             unit::in_reach(*snapshot, reach, arguments.text("unit").value_or(""), moment));
    subject.unit = node.id;
  } else {
    TRY_INTO(auto const number, arguments.need("person"));
    TRY_INTO(subject.person, member::person_named(*snapshot, reach, number, moment));
    open_store->log_access(context.settings().user, "round history", subject.person.value);
  }
  Language const language = context.language();
  Listing listing{.title = say(language, M("Kết quả xếp loại qua các năm")),
                  .columns = {{"year", M("Năm"), CellType::number},
                              {"grade", M("Xếp loại"), CellType::text},
                              {"not_assessed", M("Lý do không xếp loại"), CellType::text},
                              {"decided_on", M("Ngày quyết định"), CellType::day}},
                  .rows = {}};
  auto const years = years_of(*snapshot, subject, moment);
  for (YearGrade const& one : years) {
    listing.rows.push_back(
        {std::int64_t{one.year}, one.grade ? Value{say(language, label(*one.grade))} : Value{},
         one.not_assessed ? Value{say(language, label(*one.not_assessed))} : Value{},
         std::int64_t{one.decided_on.number()}});
  }
  context.show(listing);
  constexpr int commended = 5;
  if (years_running(years, review::Grade::excellent) >= commended) {
    context.tell(M("Hoàn thành xuất sắc nhiệm vụ 5 năm liền: đủ điều kiện xét khen thưởng."));
  }
  if (years_running(years, review::Grade::failed) >= 2) {
    context.tell(M("Không hoàn thành nhiệm vụ 2 năm liền."));
  }
  return {};
}

Result<void> run_commendable(Context& context, Arguments const& arguments) {
  TRY_INTO(AskedRound const asked, round_asked(context, arguments));
  Language const language = context.language();
  Listing listing{.title = say(language, M("Đủ điều kiện xét khen thưởng")),
                  .columns = {{"part", M("Đối tượng"), CellType::text},
                              {"name", M("Tên"), CellType::text},
                              {"years", M("Số năm xuất sắc liền"), CellType::count},
                              {"commendation", M("Hình thức xét"), CellType::text},
                              {"rule", M("Căn cứ"), CellType::text}},
                  .rows = {}};
  for (Commendable const& one :
       commendable(*asked.snapshot, asked.reach, asked.round, asked.unit.id)) {
    listing.rows.push_back({say(language, label(one.subject.part)), one.name,
                            std::int64_t{one.years}, say(language, label(one.commendation)),
                            std::string(one.citation)});
  }
  TRY_INTO(auto* const open_store, context.store());
  open_store->log_access(context.settings().user, "round commendable", asked.unit.id.value);
  context.show(listing);
  return {};
}

Result<std::vector<int>> years_asked(Arguments const& arguments) {
  TRY_INTO(int const year, year_asked(arguments));
  std::vector<int> years{year};
  TRY_INTO(int const with, arguments.need_year("with"));
  years.push_back(with);
  return years;
}

Result<void> run_compare(Context& context, Arguments const& arguments) {
  TRY_INTO(auto* const open_store, context.store());
  TRY_INTO(auto const years, years_asked(arguments));
  TRY_INTO(Moment const moment, context.moment(arguments));
  auto const snapshot = open_store->read();
  auto const reach = unit::reach_of(*snapshot, context.actor(), round_read, moment);
  TRY_INTO(unit::Node const node,
           unit::in_reach(*snapshot, reach, arguments.text("unit").value_or(""), moment));
  context.show(comparison(compare(*snapshot, reach, node.id, years, moment), context.language()));
  return {};
}

}  // namespace

Listing comparison(std::vector<Compared> const& compared, Language language) {
  Listing listing{
      .title = say(language, M("Kết quả xếp loại đảng viên giữa các năm")),
      .columns = {{"code", M("Mã đơn vị"), CellType::text},
                  {"name", M("Tên đơn vị"), CellType::text},
                  {"year", M("Năm"), CellType::number},
                  {"members", M("Đảng viên"), CellType::count},
                  {"assessed", M("Được xếp loại"), CellType::count},
                  {"excellent", M("Hoàn thành xuất sắc nhiệm vụ"), CellType::count},
                  {"good", M("Hoàn thành tốt nhiệm vụ"), CellType::count},
                  {"fair", M("Hoàn thành nhiệm vụ"), CellType::count},
                  {"failed", M("Không hoàn thành nhiệm vụ"), CellType::count},
                  {"excellent_share", M("Xuất sắc (% số được xếp loại)"), CellType::text}},
      .rows = {}};
  for (Compared const& one : compared) {
    for (YearCounts const& of_year : one.years) {
      Counts const& c = of_year.members;
      Share const share(c.excellent, c.assessed(), M("số đảng viên được xếp loại"));
      listing.rows.push_back({one.unit.code, one.unit.name, std::int64_t{of_year.year}, c.total,
                              c.assessed(), c.excellent, c.good, c.fair, c.failed,
                              share.percent_beside_base(language).value_or("")});
    }
  }
  return listing;
}

Listing member_list(Stage stage, Language language) {
  return {.title = say(language, M("Đảng viên trong đợt xếp loại: {list}"),
                       {{"list", say(language, label(stage))}}),
          .columns = {{"person", M("Số hồ sơ"), CellType::number},
                      {"full_name", M("Họ và tên"), CellType::text},
                      {"cell", M("Mã chi bộ"), CellType::text},
                      {"cell_name", M("Chi bộ"), CellType::text},
                      {"excluded", M("Không xếp loại theo quy định"), CellType::text},
                      {"proposal", M("Đề xuất"), CellType::text},
                      {"result", M("Quyết định"), CellType::text},
                      {"decided_on", M("Ngày quyết định"), CellType::day}},
          .rows = {}};
}

Row row_of(MemberLine const& line, Language language) {
  SubjectView const& view = line.view;
  return {view.subject.person.value,
          view.name,
          line.cell.code,
          line.cell.name,
          line.excluded ? say(language, label(*line.excluded)) : std::string(),
          step_grade(view, Step::proposal, language),
          result_words(view, language),
          day_or_none(view.decided_on)};
}

std::vector<command::Command> reading_commands() {
  std::vector<Option> const of_unit{unit_option(Given::required), year_option()};
  return {
      {.path = "round list",
       .help = M("Các đợt kiểm điểm, xếp loại"),
       .options = command::moment_options(),
       .example = "giaoban round list",
       .run = &run_list,
       .right = &round_read},
      {.path = "round subjects",
       .help = M("Đối tượng kiểm điểm, xếp loại của một đơn vị, từng bước và kết quả"),
       .options = of_unit,
       .example = "giaoban round subjects --unit PT-01-01-01 --year 2020",
       .run = &run_subjects,
       .right = &round_read},
      {.path = "round room",
       .help = M("Còn được bao nhiêu xuất sắc trong nhóm, theo từng cách hiểu mẫu số"),
       .options = std::vector<Option>{unit_option(Given::required), year_option(), part_option()},
       .example = "giaoban round room --unit PT-01-01-01 --year 2020 --part member",
       .run = &run_room,
       .right = &round_read},
      {.path = "round history",
       .help = M("Kết quả xếp loại qua các năm của một người hoặc một đơn vị"),
       .options =
           std::vector<Option>{unit_option(Given::optional), person_option(), part_option()} +
           command::moment_options(),
       .example = "giaoban round history --person 025081001234",
       .run = &run_history,
       .right = &round_read},
      {.path = "round commendable",
       .help = M("Ai, tổ chức nào đủ điều kiện xét khen thưởng trong năm hoặc 5 năm liền"),
       .options = of_unit,
       .example = "giaoban round commendable --unit PT-01-01 --year 2020",
       .run = &run_commendable,
       .right = &round_read},
      {.path = "round compare",
       .help = M("So kết quả đảng viên của hai năm trên cùng một cây tổ chức, kể cả qua sáp nhập"),
       .options = std::vector<Option>{unit_option(Given::required),
                                      year_option(),
                                      {.name = "with",
                                       .help = M("Năm đem so"),
                                       .given = Given::required,
                                       .placeholder = "2019",
                                       .input = command::Input::integer}} +
                  command::moment_options(),
       .example = "giaoban round compare --unit PT --year 2020 --with 2019",
       .run = &run_compare,
       .right = &round_read}};
}

std::vector<command::Command> following_commands() {
  std::vector<Option> const of_unit{unit_option(Given::required), year_option()};
  return {
      {.path = "round progress",
       .help = M("Đợt xếp loại đến đâu, theo từng đơn vị trực thuộc"),
       .options = of_unit,
       .example = "giaoban round progress --unit PT --year 2020",
       .run = &run_progress,
       .right = &round_read},
      {.path = "round paper",
       .help = M("Viết một văn bản của đơn vị thành tệp Word: quyết định, thông báo, biên bản, xếp "
                 "loại lại, mẫu kiểm điểm"),
       .options = of_unit + std::vector<Option>{{.name = "paper",
                                                 .help = M("Văn bản nào"),
                                                 .given = Given::required,
                                                 .choices = choices_of(Paper{})},
                                                {.name = "person",
                                                 .help = M("Chỉ mẫu kiểm điểm của một người"),
                                                 .placeholder = M("SỐ"),
                                                 .input = command::Input::person},
                                                {.name = "out",
                                                 .help = M("Tệp Word sẽ ghi"),
                                                 .given = Given::required,
                                                 .placeholder = "FILE.docx",
                                                 .input = command::Input::file_written}},
       .example =
           "giaoban round paper --unit PT-01-01-01 --year 2020 --paper review --out mau.docx",
       .run = &run_paper,
       .right = &round_read},
      {.path = "round members",
       .help = M("Đảng viên trong danh sách chốt của một đơn vị, hoặc chỉ một phần: chưa quyết "
                 "định, đã đề xuất, không xếp loại"),
       .options = of_unit + std::vector<Option>{{.name = "show",
                                                 .help = M("Phần nào; không ghi thì là tất cả"),
                                                 .choices = choices_of(Stage{})}},
       .example = "giaoban round members --unit PT-01-01 --year 2020 --show undecided",
       .run = &run_members,
       .right = &round_read},
      {.path = "round late",
       .help = M("Đơn vị nào quá hạn trong đợt xếp loại, ở mọi cấp; hoặc đã xong, chưa xong"),
       .options =
           of_unit + std::vector<Option>{{.name = "level",
                                          .help = M("Chỉ một cấp"),
                                          .choices = unit::choices_of(unit::Level{})},
                                         {.name = "show",
                                          .help = M("Danh sách nào; không ghi thì là quá hạn"),
                                          .choices = choices_of(Listed{})}},
       .example = "giaoban round late --unit PT --year 2020 --level cell",
       .run = &run_late,
       .right = &round_read}};
}

}  // namespace giaoban::round
