// Entry of a unit's yearly results: one row a person, all that changed written as one entry.
#include <algorithm>
#include <charconv>

#include "base/text.h"
#include "review/web_parts.h"
#include "web/components.h"
#include "web/grid.h"
#include "web/page.h"

namespace giaoban::review {

namespace {

using web::element;
using web::Html;
using web::to;
using web::Visit;
using web::Words;

constexpr std::string_view roster_field = "roster_on";
constexpr std::string_view decided_field = "decided_on";

// What stands for a reason where there is no room for it.
Msg sign_of(NotAssessed reason) {
  switch (reason) {
    case NotAssessed::exempt:
      return M("KXL: miễn");
    case NotAssessed::suspended:
      return M("KXL: đình chỉ");
    case NotAssessed::admitted_late:
      return M("KXL: mới kết nạp");
    case NotAssessed::founded_late:
      return M("KXL: mới lập");
    case NotAssessed::other:
      break;
  }
  return M("KXL: khác");
}

std::vector<web::Pick> result_picks(Words const& words) {
  std::vector<web::Pick> picks;
  for (Choice const& choice : choices_of(Grade{})) {
    picks.push_back({std::string(choice.code), words(choice.label),
                     std::string(sign(static_cast<Grade>(choice.value)))});
  }
  for (Choice const& choice : choices_of(NotAssessed{})) {
    picks.push_back({std::string(choice.code),
                     words(M("Không xếp loại: {reason}"), {{"reason", words(choice.label)}}),
                     words(sign_of(static_cast<NotAssessed>(choice.value)))});
  }
  return picks;
}

// Whether the year's rules ask for sick leave at all.
bool asks_for_sick_leave(int year) {
  return rule_for({.year = year, .roster_on = {}, .sick_months = 12}).ceiling.has_value();
}

std::vector<web::GridColumn> columns_of(Words const& words, int year) {
  std::vector<web::GridColumn> columns{{.name = "result",
                                        .label = words(M("Kết quả")),
                                        .control = web::Control::choice,
                                        .picks = result_picks(words)}};
  if (asks_for_sick_leave(year)) {
    columns.push_back({.name = "sick",
                       .label = words(M("Tháng nghỉ ốm")),
                       .control = web::Control::integer,
                       .note = words(M("chỉ ghi khi có"))});
  }
  return columns;
}

std::string code_of(std::optional<Grade> grade, std::optional<NotAssessed> reason) {
  if (grade) return std::string(code(*grade));
  return reason ? std::string(code(*reason)) : std::string();
}
// One a column: what a row that comes back is held against.
std::vector<std::string> standing_values(SheetLine const& line, int year) {
  std::vector<std::string> values{code_of(line.grade, line.not_assessed)};
  if (asks_for_sick_leave(year)) values.emplace_back();  // written once, never shown
  return values;
}
std::string key_of(SheetLine const& line) {
  return place_of(line.part, line.person);
}

std::string role_of(Words const& words, SheetLine const& line) {
  switch (line.part) {
    case SheetPart::organisation:
      return words(M("Tổ chức đảng"));
    case SheetPart::collective:
      return words(M("Tập thể lãnh đạo"));
    case SheetPart::leader:
      return words(M("Cán bộ: {title}"),
                   {{"title", line.title ? words(label(*line.title)) : std::string()}});
    case SheetPart::member:
      break;
  }
  if (!line.standing) return words(M("Đảng viên"));
  return words(M("Đảng viên {standing}"), {{"standing", words(label(*line.standing))}});
}

struct Asked {
  unit::Node unit;
  Round round;
  std::string typed_decision;  // as typed, or the one that is recorded
};

Result<Day> day_in(std::string const& typed, std::string_view field) {
  auto const day = Day::parse(typed);
  if (!day) return refuse(web::bad_moment, {{"value", typed}}, std::string(field));
  return *day;
}

Result<UnitId> unit_of(Visit const& visit) {
  std::string const text = visit.place("unit");
  UnitId unit;
  auto const read = std::from_chars(text.data(), text.data() + text.size(), unit.value);
  if (read.ec != std::errc{} || read.ptr != text.data() + text.size()) {
    return refuse(web::no_such_page, {{"path", visit.request.path}});
  }
  return unit;
}

// Which unit and list; the day of the decision is looked at when something is written.
Result<Asked> asked_of(Visit const& visit, store::Snapshot& snapshot, store::Right const& right,
                       web::Fields const& given) {
  TRY_INTO(UnitId const unit, unit_of(visit));
  TRY_INTO(int const year, year_of(visit.place("year")));
  Asked asked{.unit = {},
              .round = round_or_default(snapshot, year, visit.site.clock->today()),
              .typed_decision = {}};
  bool const known = round_of(snapshot, year, {Day::forever() - 1}).has_value();
  if (known) asked.typed_decision = asked.round.decided_on.vietnamese();
  if (std::string const typed = normalise(given.text(roster_field)); !typed.empty()) {
    TRY_INTO(asked.round.roster_on, day_in(typed, roster_field));
  }
  if (given.first(decided_field)) asked.typed_decision = normalise(given.text(decided_field));
  store::Moment const then{asked.round.roster_on};
  auto const reach = unit::reach_of(snapshot, visit.caller.actor, right, then);
  TRY_INTO(asked.unit, unit::in_reach(snapshot, reach, unit, then));
  return asked;
}

Result<Sheet> sheet_asked(Visit const& visit, store::Snapshot& snapshot, Asked const& asked) {
  auto const reach =
      unit::reach_of(snapshot, visit.caller.actor, review_read, {asked.round.roster_on});
  TRY_INTO(auto made, sheet(snapshot, reach, asked.unit.id, asked.round));
  visit.store.log_access(visit.caller.actor.name,
                         "review sheet " + std::to_string(asked.round.year), asked.unit.id.value);
  return made;
}

web::Url address_of(Asked const& asked) {
  return to("/units/{}/grades/{}", asked.unit.id.value, asked.round.year);
}

web::Grid grid_of(Words const& words, Asked const& asked, Sheet const& made) {
  web::Grid grid{.id = "grades-" + std::to_string(asked.unit.id.value) + "-" +
                       std::to_string(asked.round.year),
                 .action = address_of(asked),
                 .caption = words(M("Xếp loại năm {year}, danh sách chốt ngày {day}"),
                                  {{"year", std::to_string(asked.round.year)},
                                   {"day", words.day(asked.round.roster_on)}}),
                 .head_labels = {words(M("Họ và tên")), words(M("Đối tượng")),
                                 words(M("Ngày sinh")), words(M("Theo quy định"))},
                 .columns = columns_of(words, asked.round.year),
                 .rows = {},
                 .submit = words(M("Ghi kết quả")),
                 .groups = {{.fields = {{.name = std::string(roster_field),
                                         .label = {},
                                         .control = web::Control::hidden,
                                         .value = asked.round.roster_on.vietnamese()},
                                        {.name = std::string(decided_field),
                                         .label = words(M("Ngày quyết định kết quả")),
                                         .control = web::Control::day,
                                         .need = store::Need::required,
                                         .value = asked.typed_decision}}},
                            web::act_fields(words.language)}};
  for (SheetLine const& line : made.lines) {
    web::GridRow row{
        .key = key_of(line),
        .heads = {line.name.empty() ? words(M("(đã xóa)")) : line.name, role_of(words, line),
                  line.born ? line.born->vietnamese() : "", words_of(words, line.rule)},
        .values = standing_values(line, asked.round.year)};
    row.stands = row.values;
    grid.rows.push_back(std::move(row));
  }
  return grid;
}

Html roster_chooser(Words const& words, Asked const& asked) {
  return web::filter_form(words,
                          {.id = "roster",
                           .action = address_of(asked),
                           .groups = {{.fields = {{.name = std::string(roster_field),
                                                   .label = words(M("Ngày chốt danh sách")),
                                                   .control = web::Control::day,
                                                   .value = asked.round.roster_on.vietnamese()}}}},
                           .submit = words(M("Lập danh sách theo ngày này")),
                           .look = web::ButtonLook::plain});
}

web::PageHead head_of(Words const& words, Asked const& asked) {
  std::string const year = std::to_string(asked.round.year);
  return {
      .title = words(M("Xếp loại năm {year}: {unit}"), {{"year", year}, {"unit", asked.unit.name}}),
      .lead = words(M("Mỗi dòng một người; chỉ dòng có thay đổi được ghi, tất cả trong một bút "
                      "toán.")),
      .active = menu_path,
      .crumbs = {{words(M("Xếp loại")),
                  to("/grades").with("unit", asked.unit.code).with("year", year)}},
      .width = web::PageWidth::full};
}

// For whoever may look but not write.
Html read_only(Words const& words, web::Grid const& grid) {
  Listing listing{.title = grid.caption,
                  .columns = {{"name", M("Họ và tên"), CellType::text},
                              {"part", M("Đối tượng"), CellType::text},
                              {"born", M("Ngày sinh"), CellType::text},
                              {"rule", M("Theo quy định"), CellType::text},
                              {"result", M("Kết quả"), CellType::text}},
                  .rows = {}};
  for (web::GridRow const& row : grid.rows) {
    Row line(row.heads.begin(), row.heads.end());
    auto const& picks = grid.columns.front().picks;
    auto const pick = std::ranges::find(picks, row.values.front(), &web::Pick::value);
    line.emplace_back(pick == picks.end() ? std::string() : pick->label);
    listing.rows.push_back(std::move(line));
  }
  return web::table(words, listing);
}

// A sheet's rows by who may write them: whoever was moved away since is graded where they are now.
struct MergedLine {
  std::string name;
  std::string into_name;
  PersonId into;
};
struct Parted {
  Sheet own;
  Sheet elsewhere;
  std::vector<KeptLine> kept = {};
  std::vector<MergedLine> merged = {};
};

// Whom a duplicate's line is of; nullopt: no record was merged, or one that is not seen here.
std::optional<MergedLine> merged_line(store::Snapshot& snapshot, unit::Reach const& reach,
                                      SheetLine const& line) {
  if (line.part != SheetPart::leader && line.part != SheetPart::member) return std::nullopt;
  auto const merges = snapshot.history_of<member::PersonMerge>(line.person.value);
  if (merges.empty()) return std::nullopt;
  store::Moment const today{snapshot.today()};
  auto const into = merges.back().value.into;
  if (!reach.holds(snapshot, member::person_entity, into.value, today)) return std::nullopt;
  auto const kept = snapshot.fact<member::PersonParticulars>(into.value, today);
  return MergedLine{line.name, kept ? kept->value.full_name : std::string(), into};
}

Parted parted(store::Snapshot& snapshot, store::Actor const& actor, Sheet const& made) {
  store::Moment const today{snapshot.today()};
  auto const reach = unit::reach_of(snapshot, actor, review_write, today);
  Parted parts{made, made};
  auto const own = [&](SheetLine const& line) {
    bool const of_person = line.part == SheetPart::leader || line.part == SheetPart::member;
    return !of_person || reach.whole() ||
           reach.holds(snapshot, member::person_entity, line.person.value, today);
  };
  parts.elsewhere.lines.clear();
  std::erase_if(parts.own.lines, [&](SheetLine const& line) {
    if (own(line)) return false;
    if (auto merged = merged_line(snapshot, reach, line)) {
      parts.merged.push_back(*std::move(merged));
    } else {
      parts.elsewhere.lines.push_back(line);
    }
    return true;
  });
  parts.kept = take_kept(snapshot, actor, parts.own);
  return parts;
}

// What others write, below the grid.
Html of_elsewhere(Words const& words, Asked const& asked, Parted const& parts) {
  Html body = kept_panel(words, parts.kept);
  std::vector<Html> merged;
  for (MergedLine const& line : parts.merged) {
    merged.push_back(web::link(to("/members/{}", line.into.value),
                               words(M("{person}: hồ sơ này đã gộp vào hồ sơ của {kept}"),
                                     {{"person", line.name}, {"kept", line.into_name}})));
  }
  if (!merged.empty()) body.add(web::panel(words(M("Hồ sơ trùng đã gộp")), web::bullets(merged)));
  if (parts.elsewhere.lines.empty()) return body;
  body.add(web::panel(words(M("Nay thuộc nơi khác")),
                      element("p", words(M("Những người này đã chuyển đi sau ngày chốt danh sách; "
                                           "kết quả do nơi đang quản lý ghi."))),
                      read_only(words, grid_of(words, asked, parts.elsewhere))));
  return body;
}

}  // namespace

Result<web::Response> show_sheet(Visit& visit) {
  Words const words{visit.language()};
  auto const snapshot = visit.store.read();
  TRY_INTO(Asked const asked, asked_of(visit, *snapshot, review_read, visit.request.query));
  TRY_INTO(Sheet const made, sheet_asked(visit, *snapshot, asked));
  if (!visit.caller.actor.may(review_write)) {
    return web::page(
        visit, head_of(words, asked),
        web::join(roster_chooser(words, asked), read_only(words, grid_of(words, asked, made))));
  }
  Parted const parts = parted(*snapshot, visit.caller.actor, made);
  return web::page(
      visit, head_of(words, asked),
      web::join(
          roster_chooser(words, asked),
          parts.own.lines.empty() ? Html{} : web::grid(visit, grid_of(words, asked, parts.own)),
          of_elsewhere(words, asked, parts)));
}

namespace {

SheetLine const* line_of(Sheet const& made, std::string const& key) {
  auto const found = std::ranges::find(made.lines, key, &key_of);
  return found == made.lines.end() ? nullptr : &*found;
}

Outcome outcome_of(std::vector<std::string> const& typed) {
  Outcome outcome;
  outcome.grade = from_code<Grade>(typed.front());
  outcome.not_assessed = from_code<NotAssessed>(typed.front());
  if (typed.size() < 2) return outcome;
  std::string const& months = typed[1];
  std::from_chars(months.data(), months.data() + months.size(), outcome.sick_months);
  return outcome;
}

// The rows that their writer changed, and nobody else since.
Result<std::vector<SheetEntry>> changed_rows(Sheet const& made,
                                             std::vector<web::GridEntry> const& typed) {
  TRY_INTO(auto const changed, web::changed_of(typed, [&](std::string const& key) {
             SheetLine const* const line = line_of(made, key);
             return line == nullptr ? std::nullopt
                                    : std::optional(standing_values(*line, made.round.year));
           }));
  if (!changed.gone.empty()) {
    return refuse(not_on_roster, {{"person", changed.gone.front().key},
                                  {"roster_on", made.round.roster_on.vietnamese()}});
  }
  TRY_VOID(web::uncontested(changed));
  std::vector<SheetEntry> entries;
  for (web::GridEntry const& row : changed.rows) {
    SheetLine const* const line = line_of(made, row.key);
    entries.push_back({line->part, line->person, outcome_of(row.values)});
  }
  return entries;
}

// Of a page that was open while somebody was moved away.
Result<void> own_rows(Visit const& visit, Sheet const& made,
                      std::vector<SheetEntry> const& entries) {
  auto const others = parted(*visit.store.read(), visit.caller.actor, made).elsewhere;
  for (SheetEntry const& entry : entries) {
    std::string const key = place_of(entry.part, entry.person);
    SheetLine const* const line = line_of(others, key);
    if (line != nullptr) return refuse(graded_elsewhere, {{"person", line->name}}, key);
  }
  return {};
}

// Rows of units alone are a unit's verb; the right is the same.
store::Verb const& verb_for(std::vector<SheetEntry> const& entries) {
  bool const units_only =
      !entries.empty() && std::ranges::all_of(entries, [](SheetEntry const& entry) {
        return entry.part == SheetPart::organisation || entry.part == SheetPart::collective;
      });
  return units_only ? grade_unit_verb : grade_person_verb;
}

// A list that the page closed by itself on a day after the decision is closed by the decision,
// where the year's guideline lets that be.
void close_by_decision(Visit const& visit, store::Snapshot& snapshot, Asked& asked) {
  auto const decided_on = day_in(asked.typed_decision, decided_field);
  if (!decided_on || *decided_on >= asked.round.roster_on) return;
  int const year = asked.round.year;
  Day const usual = usual_roster(year, visit.site.clock->today());
  if (asked.round.roster_on != usual) return;
  asked.round.roster_on = default_roster(snapshot, year, *decided_on);
}

Result<store::Written> write(Visit const& visit, Asked asked,
                             std::vector<web::GridEntry> const& typed) {
  auto const snapshot = visit.store.read();
  close_by_decision(visit, *snapshot, asked);
  TRY_INTO(Sheet const made, sheet_asked(visit, *snapshot, asked));
  TRY_INTO(auto const entries, changed_rows(made, typed));
  TRY_VOID(own_rows(visit, made, entries));
  TRY_INTO(asked.round.decided_on, day_in(asked.typed_decision, decided_field));
  TRY_INTO(store::Act act, visit.act(verb_for(entries)));
  act.based_on = snapshot->head();
  return visit.store.write(
      act, [&](store::Tx& tx) { return grade_sheet(tx, asked.unit.id, asked.round, entries); });
}

void mark_row(web::Grid& grid, Refusal const& refusal, Language language) {
  for (web::GridRow& row : grid.rows) {
    if (row.key != refusal.where) continue;
    row.faults.assign(grid.columns.size(), {});
    row.faults.front() = refusal.text(language) + " " + refusal.remedy(language);
  }
}

struct Typed {
  Asked const& asked;
  Sheet const& made;
  std::vector<web::GridEntry> const& rows;
};

std::string words_of_code(Words const& words, std::string const& typed) {
  if (auto const grade = from_code<Grade>(typed)) return words(label(*grade));
  if (auto const reason = from_code<NotAssessed>(typed)) return words(label(*reason));
  return typed.empty() ? words(M("(để trống)")) : typed;
}

// Rows that their writer changed and that somebody has decided since: they have left the grid, so
// both values are told by name.
std::vector<Row> typed_but_kept(Words const& words, Parted const& parts,
                                std::vector<web::GridEntry> const& typed) {
  std::vector<Row> rows;
  for (KeptLine const& one : parts.kept) {
    auto const sent = std::ranges::find(typed, key_of(one.line), &web::GridEntry::key);
    if (sent == typed.end() || sent->values == sent->seen || sent->values.empty()) continue;
    std::string const stands = code_of(one.line.grade, one.line.not_assessed);
    if (sent->values.front() == stands) continue;
    rows.push_back({one.line.name, words(label(one.line.part)),
                    words_of_code(words, sent->values.front()), words_of_code(words, stands)});
  }
  return rows;
}

Html kept_meanwhile(Words const& words, std::vector<Row> rows) {
  if (rows.empty()) return {};
  Listing const listing{.title = words(M("Dòng đã gõ mà nay do nơi khác quyết định")),
                        .columns = {{"name", M("Họ và tên"), CellType::text},
                                    {"part", M("Đối tượng"), CellType::text},
                                    {"typed", M("Đã gõ ở đây"), CellType::text},
                                    {"stands", M("Kết quả hiện có"), CellType::text}},
                        .rows = std::move(rows)};
  return web::panel(words(M("Không ghi được các dòng này")),
                    web::paragraph(words(M("Các dòng này đã có người quyết định trong lúc trang "
                                           "đang mở, nên giữ kết quả hiện có. Ghi lại giá trị đã "
                                           "gõ nếu còn cần; các dòng khác vẫn ghi được."))),
                    web::table(words, listing));
}

// The grid once more, with what was typed.
web::Response sheet_again(Visit const& visit, store::Snapshot& snapshot, Typed const& typed,
                          std::optional<Refusal> refusal) {
  Words const words{visit.language()};
  Parted const parts = parted(snapshot, visit.caller.actor, typed.made);
  auto grid = grid_of(words, typed.asked, parts.own);
  web::show_returned(grid, typed.rows, words.language);
  for (web::GridRow& row : grid.rows) {
    if (row.seen) row.by_whom = web::who_wrote(snapshot, line_of(typed.made, row.key)->recorded_in);
  }
  auto head = head_of(words, typed.asked);
  Html body = kept_meanwhile(words, typed_but_kept(words, parts, typed.rows));
  for (web::FieldGroup& group : grid.groups) web::show_typed(group.fields, visit.request.form);
  if (refusal) {
    head.status = refusal->kind->http_status;
    mark_row(grid, *refusal, words.language);
    bool beside = line_of(typed.made, refusal->where) != nullptr;
    for (web::FieldGroup& group : grid.groups) {
      beside = web::show_fault(group.fields, *refusal, words.language) || beside;
    }
    if (SheetLine const* const line = line_of(typed.made, refusal->where)) {
      refusal->where = line->name;
    }
    // No red row is left to choose in where all of them are told above.
    bool const chosen_above =
        refusal->kind == &web::rows_meanwhile &&
        std::ranges::none_of(grid.rows, [](auto const& row) { return row.seen.has_value(); });
    if (!chosen_above) body.add(web::refusal_box(words, *refusal));
  } else {
    head.notices.push_back(
        {web::NoticeKind::told, words(M("Không có dòng nào thay đổi, nên không ghi gì thêm."))});
  }
  body.add(web::grid(visit, grid)).add(of_elsewhere(words, typed.asked, parts));
  return web::page(visit, head, body);
}

}  // namespace

Result<web::Response> save_sheet(Visit& visit) {
  Words const words{visit.language()};
  auto snapshot = visit.store.read();
  TRY_INTO(Asked const asked, asked_of(visit, *snapshot, review_write, visit.request.form));
  TRY_INTO(auto const rows,
           web::entries_of(visit.request.form, columns_of(words, asked.round.year)));
  auto const written = web::written_as_seen([&] { return write(visit, asked, rows); });
  // What stands now may be what somebody wrote meanwhile.
  snapshot = visit.store.read();
  if (!written) {
    TRY_INTO(Sheet const made, sheet_asked(visit, *snapshot, asked));
    return sheet_again(visit, *snapshot, {asked, made, rows}, written.error());
  }
  // A form sent twice finds nothing changed, and is answered as the first time by its nonce.
  auto const entry = store::entry(*snapshot, written->entry);
  std::string const nonce = normalise(visit.request.form.text(web::nonce_field));
  if (!entry || nonce.empty() || entry->nonce != nonce) {
    TRY_INTO(Sheet const made, sheet_asked(visit, *snapshot, asked));
    return sheet_again(visit, *snapshot, {asked, made, rows}, {});
  }
  return web::after_write(
      visit, address_of(asked).with(roster_field, words.day(asked.round.roster_on)), *written);
}

}  // namespace giaoban::review
