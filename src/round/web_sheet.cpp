// A unit's sheet: what each subject says of itself and what is proposed, by rows as in Excel; and
// the same rows to be decided on, with the proposals filled in.
#include <algorithm>
#include <charconv>

#include "base/text.h"
#include "round/web_parts.h"
#include "web/form.h"
#include "web/grid.h"
#include "web/record_page.h"

namespace giaoban::round {

namespace {

using web::Html;
using web::Visit;
using web::Words;

constexpr std::string_view on_field = "on";

// A page of rows: what differs between proposing and deciding.
enum class Rows { proposing, deciding };

struct Sheet {
  Asked asked;
  std::vector<SubjectView> views;
};

// What the rows that come back are held against. Names and what the rules say of each are for who
// looks, and are two thirds of the work, while hundreds save at once.
Result<Sheet> sheet_as_it_stands(Visit const& visit) {
  TRY_INTO(Asked asked, asked_of(visit));
  TRY_INTO(auto views,
           results_of(*asked.snapshot, asked.reach, asked.round, asked.unit.id, Members::nameless));
  return Sheet{std::move(asked), std::move(views)};
}

Result<Sheet> sheet_asked(Visit const& visit) {
  TRY_INTO(Asked asked, asked_of(visit));
  TRY_INTO(auto views, subjects_of(*asked.snapshot, asked.reach, asked.round, asked.unit.id));
  visit.store.log_access(visit.caller.actor.name,
                         "round sheet " + std::to_string(asked.round.opening.year),
                         asked.unit.id.value);
  return Sheet{std::move(asked), std::move(views)};
}

std::string key_of(SubjectView const& view) {
  return review::place_of(view.subject.part, view.subject.person);
}

template <class E>
void add_picks(Words const& words, std::vector<web::Pick>& picks) {
  for (Choice const& choice : choices_of(E{})) {
    picks.push_back({std::string(choice.code), words(choice.label)});
  }
}

std::vector<web::GridColumn> columns_of(Words const& words, Rows rows, int year) {
  std::vector<web::Pick> grades;
  add_picks<review::Grade>(words, grades);
  if (rows == Rows::deciding) {
    add_picks<review::NotAssessed>(words, grades);
    return {{.name = "result",
             .label = words(M("Quyết định")),
             .control = web::Control::choice,
             .picks = grades}};
  }
  std::vector<web::GridColumn> columns{{.name = "self",
                                        .label = words(M("Tự xếp loại")),
                                        .control = web::Control::choice,
                                        .picks = grades}};
  if (has_points(year)) {
    columns.push_back({.name = "common",
                       .label = words(M("Điểm chung")),
                       .control = web::Control::integer,
                       .note = words(M("tối đa 30"))});
    columns.push_back({.name = "points",
                       .label = words(M("Điểm kết quả")),
                       .control = web::Control::integer,
                       .note = words(M("tối đa 70"))});
  }
  columns.push_back({.name = "proposal",
                     .label = words(M("Đề xuất")),
                     .control = web::Control::choice,
                     .picks = grades});
  return columns;
}

std::string code_or_none(std::optional<review::Grade> grade) {
  return grade ? std::string(code(*grade)) : std::string();
}
std::string number_or_none(std::optional<std::int64_t> number) {
  return number ? std::to_string(*number) : std::string();
}

Assessment said_at(SubjectView const& view, Step step) {
  auto const found = std::ranges::find(view.steps, step, &StepTaken::step);
  return found == view.steps.end() ? Assessment{} : found->assessment;
}

// What stands of a row, one a column.
std::vector<std::string> standing_values(SubjectView const& view, Rows rows, int year) {
  if (rows == Rows::deciding) {
    if (view.grade) return {std::string(code(*view.grade))};
    return {view.not_assessed ? std::string(code(*view.not_assessed)) : std::string()};
  }
  Assessment const proposal = said_at(view, Step::proposal);
  std::vector<std::string> values{code_or_none(said_at(view, Step::self_grading).grade)};
  if (has_points(year)) {
    values.push_back(number_or_none(proposal.common_points));
    values.push_back(number_or_none(proposal.result_points));
  }
  values.push_back(code_or_none(proposal.grade));
  return values;
}

// What the row offers: where nothing is decided, the proposal, or the reason that a rule gives.
std::vector<std::string> offered_values(SubjectView const& view, Rows rows, int year) {
  auto values = standing_values(view, rows, year);
  if (rows == Rows::proposing || view.decided_on) return values;
  bool const excluded = view.rule.exclusion && view.rule.confidence == Confidence::confirmed;
  if (excluded) return {std::string(code(*view.rule.exclusion))};
  return {code_or_none(said_at(view, Step::proposal).grade)};
}

std::vector<std::string> heads_of(Words const& words, SubjectView const& view, Rows rows) {
  std::string state =
      view.rule.exclusion ? exclusion_words(words, view.rule) : words(M("chưa quyết định"));
  if (view.decided_on) {
    state = words(M("Đã quyết định: {result}, {day}"),
                  {{"result", result_words(words, view)}, {"day", words.day(*view.decided_on)}});
  }
  if (rows == Rows::proposing) return {shown_name(words, view), role_words(words, view), state};
  return {shown_name(words, view), role_words(words, view),
          grade_words(words, said_at(view, Step::self_grading).grade),
          grade_words(words, said_at(view, Step::proposal).grade), state};
}

web::Grid grid_of(Words const& words, Sheet const& sheet, Rows rows, Day today) {
  int const year = year_of(sheet.asked.round);
  bool const deciding = rows == Rows::deciding;
  std::vector<std::string> head_labels{words(M("Tên")), words(M("Đối tượng"))};
  if (deciding) {
    head_labels.push_back(words(M("Tự xếp loại")));
    head_labels.push_back(words(M("Đề xuất")));
  }
  head_labels.push_back(words(M("Tình trạng")));
  std::vector<web::FormField> day{
      {.name = std::string(on_field),
       .label = deciding ? words(M("Ngày quyết định")) : words(M("Ngày họp, ngày ghi")),
       .control = web::Control::day,
       .need = store::Need::required,
       .value = today.vietnamese()}};
  web::Grid grid{.id = (deciding ? "decision-" : "round-") +
                       std::to_string(sheet.asked.unit.id.value) + "-" + std::to_string(year),
                 .action = deciding ? decision_url(sheet.asked) : sheet_url(sheet.asked),
                 .caption = words(M("Danh sách chốt ngày {day}"),
                                  {{"day", words.day(sheet.asked.round.opening.roster_on)}}),
                 .head_labels = std::move(head_labels),
                 .columns = columns_of(words, rows, year),
                 .rows = {},
                 .submit = deciding ? words(M("Quyết định")) : words(M("Ghi")),
                 .groups = {{.fields = std::move(day)}}};
  // A decision rests on its document; a proposal is the meeting's own.
  if (deciding) grid.groups.push_back(web::act_fields(words.language));
  for (SubjectView const& view : sheet.views) {
    grid.rows.push_back({.key = key_of(view),
                         .heads = heads_of(words, view, rows),
                         .values = offered_values(view, rows, year),
                         .stands = standing_values(view, rows, year)});
  }
  return grid;
}

web::PageHead head_of(Words const& words, Visit const& visit, Sheet const& sheet, Rows rows) {
  Asked const& asked = sheet.asked;
  Args const args{{"year", std::to_string(asked.round.opening.year)}, {"unit", asked.unit.name}};
  Html actions;
  auto const paper = [&](std::string_view name, Msg label) {
    actions.add(web::button_link(web::to("/rounds/{}/units/{}/papers/{}", asked.round.round.value,
                                         asked.unit.id.value, std::string(name)),
                                 words(label)));
  };
  if (rows == Rows::proposing) {
    if (visit.caller.actor.may(round_decide)) {
      actions.add(web::button_link(decision_url(asked), words(M("Sang quyết định"))));
    }
    paper("review", M("Mẫu tự kiểm điểm (Word)"));
    paper("minutes", M("Biên bản (Word)"));
  } else {
    actions.add(web::button_link(sheet_url(asked), words(M("Về phiếu đề xuất"))));
    bool const decided = std::ranges::any_of(
        sheet.views, [](SubjectView const& view) { return view.decided_on.has_value(); });
    if (decided) {
      paper("decision", M("Quyết định (Word)"));
      paper("notice", M("Thông báo (Word)"));
      paper("regrading", M("Xếp loại lại (Word)"));
    }
  }
  return {.title = rows == Rows::deciding ? words(M("Quyết định xếp loại {year}: {unit}"), args)
                                          : words(M("Phiếu xếp loại {year}: {unit}"), args),
          .lead = rows == Rows::deciding
                      ? words(M("Mức đề xuất đã điền sẵn. Chỉ dòng khác với kết quả đã ghi được "
                                "quyết định, tất cả trong một bút toán theo một văn bản."))
                      : words(M("Mỗi dòng một đối tượng; chỉ dòng có thay đổi được ghi.")),
          .active = menu_path,
          .crumbs = crumbs_of(words, asked),
          .actions = std::move(actions),
          .width = web::PageWidth::full};
}

// Links to what is known of each subject, and for readers the whole of what stands.
Html subject_links(Words const& words, Sheet const& sheet) {
  Listing listing{.title = words(M("Từng đối tượng")),
                  .columns = {{"name", M("Tên"), CellType::text},
                              {"part", M("Đối tượng"), CellType::text},
                              {"self", M("Tự xếp loại"), CellType::text},
                              {"proposal", M("Đề xuất"), CellType::text},
                              {"result", M("Kết quả"), CellType::text}},
                  .rows = {}};
  for (SubjectView const& view : sheet.views) {
    std::string const result = result_words(words, view);
    listing.rows.push_back({shown_name(words, view), role_words(words, view),
                            grade_words(words, said_at(view, Step::self_grading).grade),
                            grade_words(words, said_at(view, Step::proposal).grade),
                            result.empty() ? exclusion_words(words, view.rule) : result});
  }
  web::TableOptions options{.numbered = true, .look = web::TableLook::dense};
  options.link = [&](std::size_t row) {
    return std::optional(subject_url(sheet.asked, sheet.views[row].subject));
  };
  return web::table(words, listing, options);
}

Html body_of(Visit const& visit, Sheet const& sheet, Rows rows, web::Grid const& grid) {
  Words const words{visit.language()};
  bool const writes = visit.caller.actor.may(rows == Rows::deciding ? round_decide : round_review);
  Html body = room_panel(words, sheet.asked, sheet.views);
  if (writes) body.add(web::grid(visit, grid));
  if (!writes || rows == Rows::proposing) body.add(subject_links(words, sheet));
  return body;
}

Result<web::Response> show(Visit& visit, Rows rows) {
  Words const words{visit.language()};
  TRY_INTO(Sheet const sheet, sheet_asked(visit));
  auto const grid = grid_of(words, sheet, rows, visit.site.clock->today());
  return web::page(visit, head_of(words, visit, sheet, rows), body_of(visit, sheet, rows, grid));
}

// --- writing -------------------------------------------------------------------------------------

SubjectView const* view_named(Sheet const& sheet, std::string const& key) {
  auto const found = std::ranges::find(sheet.views, key, &key_of);
  return found == sheet.views.end() ? nullptr : &*found;
}

// As the grid has read it.
std::optional<std::int64_t> points_in(std::string const& typed) {
  std::int64_t points = 0;
  auto const read = std::from_chars(typed.data(), typed.data() + typed.size(), points);
  return read.ec == std::errc{} ? std::optional(points) : std::nullopt;
}

// The rows that their writer changed, and nobody else since.
Result<std::vector<web::GridEntry>> changed_rows(Sheet const& sheet, Rows rows,
                                                 std::vector<web::GridEntry> const& typed) {
  int const year = year_of(sheet.asked.round);
  TRY_INTO(auto changed, web::changed_of(typed, [&](std::string const& key) {
             SubjectView const* const view = view_named(sheet, key);
             return view == nullptr ? std::nullopt
                                    : std::optional(standing_values(*view, rows, year));
           }));
  if (!changed.gone.empty()) {
    return refuse(review::not_on_roster,
                  {{"person", changed.gone.front().key},
                   {"roster_on", sheet.asked.round.opening.roster_on.vietnamese()}});
  }
  TRY_VOID(web::uncontested(changed));
  return std::move(changed.rows);
}

// The steps that the typed rows add to what stands.
std::vector<Taking> takings_of(Sheet const& sheet, std::vector<web::GridEntry> const& changed) {
  int const year = year_of(sheet.asked.round);
  std::vector<Taking> takings;
  for (web::GridEntry const& row : changed) {
    SubjectView const* const view = view_named(sheet, row.key);
    auto const stood = standing_values(*view, Rows::proposing, year);
    if (row.values.front() != stood.front()) {
      takings.push_back({view->subject,
                         Step::self_grading,
                         {.grade = from_code<review::Grade>(row.values.front())}});
    }
    if (std::equal(row.values.begin() + 1, row.values.end(), stood.begin() + 1, stood.end())) {
      continue;
    }
    Assessment proposal{.grade = from_code<review::Grade>(row.values.back())};
    if (has_points(year)) {
      proposal.common_points = points_in(row.values[1]);
      proposal.result_points = points_in(row.values[2]);
      if (!proposal.grade) proposal.grade = band_of(year, proposal);
    }
    takings.push_back({view->subject, Step::proposal, proposal});
  }
  return takings;
}

Result<std::vector<Decision>> decisions_of(Sheet const& sheet,
                                           std::vector<web::GridEntry> const& changed) {
  std::vector<Decision> decisions;
  for (web::GridEntry const& row : changed) {
    SubjectView const* const view = view_named(sheet, row.key);
    std::string const& value = row.values.front();
    // What is decided is decided otherwise, never left open again.
    if (value.empty()) return refuse(store::required_missing, {{"field", "result"}}, row.key);
    Decision decision{.subject = view->subject,
                      .not_assessed = from_code<review::NotAssessed>(value)};
    auto const grade = from_code<review::Grade>(value);
    Assessment const proposal = said_at(*view, Step::proposal);
    // Points and ratings of the proposal go with the grade that they led to.
    if (grade && grade == proposal.grade) decision.assessment = proposal;
    decision.assessment.words.clear();
    decision.assessment.grade = grade;
    decisions.push_back(std::move(decision));
  }
  return decisions;
}

Result<Day> day_typed(Visit const& visit) {
  std::string const typed = normalise(visit.request.form.text(on_field));
  auto const day = Day::parse(typed);
  if (!day) return refuse(web::bad_moment, {{"value", typed}}, std::string(on_field));
  return *day;
}

Result<store::Written> write(Visit const& visit, Rows rows,
                             std::vector<web::GridEntry> const& typed) {
  TRY_INTO(Sheet const sheet, sheet_as_it_stands(visit));
  TRY_INTO(Day const on, day_typed(visit));
  TRY_INTO(store::Act act, visit.act(rows == Rows::deciding ? decide_verb : step_verb));
  act.based_on = sheet.asked.snapshot->head();
  TRY_INTO(auto const changed, changed_rows(sheet, rows, typed));
  int const year = year_of(sheet.asked.round);
  if (rows == Rows::deciding) {
    TRY_INTO(auto const decisions, decisions_of(sheet, changed));
    return visit.store.write(act, [&](store::Tx& tx) { return decide(tx, year, on, decisions); });
  }
  auto const takings = takings_of(sheet, changed);
  return visit.store.write(act, [&](store::Tx& tx) { return take_steps(tx, year, on, takings); });
}

void mark_row(web::Grid& grid, Refusal const& refusal, Language language) {
  for (web::GridRow& row : grid.rows) {
    if (row.key != refusal.where) continue;
    row.faults.assign(grid.columns.size(), {});
    row.faults.back() = refusal.text(language) + " " + refusal.remedy(language);
  }
}

// The entry by which what is decided stands.
EntryNumber decided_in(store::Snapshot& snapshot, Subject const& subject, int year) {
  EntryNumber last = 0;
  auto const look = [&](auto const& facts, auto aspect) {
    for (auto const& fact : facts) {
      bool const stands = fact.head.year == year && fact.head.span.to == Day::forever();
      if (stands && fact.value.aspect == aspect) last = std::max(last, fact.head.recorded_in);
    }
  };
  if (of_unit(subject.part)) {
    look(snapshot.history_of<review::UnitGrade>(subject.unit.value), unit_aspect(subject.part));
  } else {
    look(snapshot.history_of<review::PersonGrade>(subject.person.value),
         person_aspect(subject.part));
  }
  return last;
}

// Of what stands in a row, whoever wrote last.
std::string who_wrote(Sheet const& sheet, SubjectView const& view, Rows rows) {
  store::Snapshot& snapshot = *sheet.asked.snapshot;
  EntryNumber last = 0;
  for (StepTaken const& step : view.steps) {
    if (rows == Rows::proposing) last = std::max(last, step.entry);
  }
  if (rows == Rows::deciding) last = decided_in(snapshot, view.subject, year_of(sheet.asked.round));
  return web::who_wrote(snapshot, last);
}

struct TypedRows {
  Rows rows;
  std::vector<web::GridEntry> const& entries;
};

// The rows once more, with what was typed and what is wrong with it.
web::Response again(Visit const& visit, Sheet const& sheet, TypedRows const& typed,
                    Refusal refusal) {
  Words const words{visit.language()};
  Rows const rows = typed.rows;
  auto grid = grid_of(words, sheet, rows, visit.site.clock->today());
  web::show_returned(grid, typed.entries, words.language);
  for (web::GridRow& row : grid.rows) {
    if (row.seen) row.by_whom = who_wrote(sheet, *view_named(sheet, row.key), rows);
  }
  auto head = head_of(words, visit, sheet, rows);
  head.status = refusal.kind->http_status;
  mark_row(grid, refusal, words.language);
  bool beside = false;
  for (web::FieldGroup& group : grid.groups) {
    web::show_typed(group.fields, visit.request.form);
    beside = web::show_fault(group.fields, refusal, words.language) || beside;
  }
  if (auto const* const view = view_named(sheet, refusal.where)) {
    refusal.where = shown_name(words, *view);
  }
  Html body = web::refusal_box(words, refusal);
  body.add(web::paragraph(
      words(M("Chưa dòng nào được ghi. Những gì đã điền còn nguyên trong bảng dưới đây: sửa chỗ "
              "trên rồi ghi lại."))));
  body.add(room_panel(words, sheet.asked, sheet.views));
  body.add(web::grid(visit, grid));
  return web::page(visit, head, body);
}

Result<web::Response> save(Visit& visit, Rows rows) {
  TRY_INTO(auto const asked, asked_of(visit));
  Words const words{visit.language()};
  auto const columns = columns_of(words, rows, year_of(asked.round));
  TRY_INTO(auto const typed, web::entries_of(visit.request.form, columns));
  auto const written = web::written_as_seen([&] { return write(visit, rows, typed); });
  if (!written) {
    // What stands now may be what somebody wrote meanwhile.
    TRY_INTO(Sheet const sheet, sheet_asked(visit));
    return again(visit, sheet, {rows, typed}, written.error());
  }
  return web::after_write(visit, rows == Rows::deciding ? decision_url(asked) : sheet_url(asked),
                          *written);
}

}  // namespace

Result<web::Response> show_sheet(Visit& visit) {
  return show(visit, Rows::proposing);
}
Result<web::Response> save_sheet(Visit& visit) {
  return save(visit, Rows::proposing);
}
Result<web::Response> show_decision(Visit& visit) {
  return show(visit, Rows::deciding);
}
Result<web::Response> save_decision(Visit& visit) {
  return save(visit, Rows::deciding);
}

}  // namespace giaoban::round
