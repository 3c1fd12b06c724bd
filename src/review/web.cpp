#include "review/web.h"

#include <charconv>

#include "base/text.h"
#include "review/web_parts.h"
#include "web/components.h"
#include "web/form.h"
#include "web/page.h"
#include "web/paged.h"

namespace giaoban::review {

namespace {

using web::Html;
using web::to;
using web::Visit;
using web::Words;

// The year that is being graded: the last with results, else the year before.
int usual_year(store::Snapshot& snapshot, Day today) {
  auto const last = last_round(snapshot, {today});
  return last ? last->year : today.year() - 1;
}

Html chooser(Words const& words, unit::Node const& node, int year) {
  return web::filter_form(words, {.id = "grades",
                                  .action = to("/grades"),
                                  .groups = {{.fields = {{.name = "unit",
                                                          .label = words(M("Đơn vị")),
                                                          .control = web::Control::unit,
                                                          .value = node.code,
                                                          .shown = node.name},
                                                         {.name = "year",
                                                          .label = words(M("Năm được xếp loại")),
                                                          .control = web::Control::integer,
                                                          .value = std::to_string(year)}}}},
                                  .submit = words(M("Xem"))});
}

Html state_of(Words const& words, Completeness const& one) {
  bool const members_done = one.recorded == one.members;
  bool const units_done = one.units_recorded == one.units;
  if (members_done && units_done) return web::badge(words(M("đã đủ")), web::Tone::good);
  if (one.recorded == 0 && one.units_recorded == 0) {
    return web::badge(words(M("chưa nhập")), web::Tone::warning);
  }
  return web::badge(words(M("còn thiếu")), web::Tone::accent);
}

Html progress_table(Visit const& visit, std::vector<Completeness> const& all, int year) {
  Words const words{visit.language()};
  Listing listing{.title = words(M("Đã nhập đến đâu")),
                  .columns = {{"code", M("Mã đơn vị"), CellType::text},
                              {"name", M("Tên đơn vị"), CellType::text},
                              {"members", M("Đảng viên trong danh sách chốt"), CellType::count},
                              {"recorded", M("Đã có kết quả"), CellType::count},
                              {"missing", M("Còn thiếu"), CellType::count},
                              {"units", M("Đơn vị đã xếp loại"), CellType::text},
                              {"state", M("Tình trạng"), CellType::text}},
                  .rows = {}};
  for (Completeness const& one : all) {
    listing.rows.push_back(
        {one.unit.code, one.unit.name, one.members, one.recorded, one.members - one.recorded,
         words.count(one.units_recorded) + "/" + words.count(one.units), std::string(" ")});
  }
  web::TableOptions options{.link_column = 1};
  options.link = [&](std::size_t row) {
    auto const& one = all[row];
    // The unit itself and what stands lowest open their sheet, others what is under them.
    if (row == 0 || one.units <= 1) {
      return std::optional(to("/units/{}/grades/{}", one.unit.id.value, year));
    }
    return std::optional(to("/grades").with("unit", one.unit.code).with("year", year));
  };
  options.cell = [&](std::size_t row, std::size_t column) -> std::optional<Html> {
    if (listing.columns[column].id != "state") return std::nullopt;
    return state_of(words, all[row]);
  };
  return web::paged_table(
      visit, listing, options,
      {.here = to("/grades").with("unit", all.front().unit.code).with("year", year)});
}

Result<web::Response> show_grades(Visit& visit) {
  Words const words{visit.language()};
  auto const snapshot = visit.store.read();
  Day const today = visit.site.clock->today();
  std::string const typed = normalise(visit.request.query.text("year"));
  int year = usual_year(*snapshot, today);
  if (!typed.empty()) {
    TRY_INTO(year, year_of(typed));
  }
  if (year > today.year()) {
    return refuse(year_to_come, {{"year", std::to_string(year)}, {"today", today.vietnamese()}},
                  "year");
  }
  Round const round = round_or_default(*snapshot, year, today);
  store::Moment const then{round.roster_on};
  auto const reach = unit::reach_of(*snapshot, visit.caller.actor, review_read, then);
  TRY_INTO(unit::Node const node,
           unit::in_reach(*snapshot, reach, normalise(visit.request.query.text("unit")), then));
  auto const all = completeness(*snapshot, reach, node.id, round);
  Html body = chooser(words, node, year);
  if (all.empty()) {
    body.add(web::empty_state(words(M("Ngày chốt danh sách {day}, đơn vị này chưa thành lập hoặc "
                                      "đã giải thể."),
                                    {{"day", words.day(round.roster_on)}})));
  } else {
    body.add(progress_table(visit, all, year));
  }
  return web::page(
      visit,
      {.title = words(M("Xếp loại năm {year}"), {{"year", std::to_string(year)}}),
       .lead = words(M("{unit}: danh sách chốt ngày {day}"),
                     {{"unit", node.name}, {"day", words.day(round.roster_on)}}),
       .active = menu_path,
       .actions = web::button_link(to("/units/{}/grades/{}", node.id.value, year),
                                   words(M("Nhập cho đơn vị này")), web::ButtonLook::primary)},
      body);
}

}  // namespace

Result<int> year_of(std::string_view text) {
  int year = 0;
  auto const read = std::from_chars(text.data(), text.data() + text.size(), year);
  bool const whole = read.ec == std::errc{} && read.ptr == text.data() + text.size();
  if (!whole || text.size() != 4 || year < 1930) {  // the Party's first year
    return refuse(command::option_not_a_year, {{"option", "year"}, {"value", std::string(text)}},
                  "year");
  }
  return year;
}

Round round_or_default(store::Snapshot& snapshot, int year, Day today) {
  if (auto const known = round_of(snapshot, year, {Day::forever() - 1})) return *known;
  Day const closed_on = usual_roster(year, today);
  return {.year = year, .roster_on = closed_on, .decided_on = closed_on};
}

std::string words_of(Words const& words, SubjectRule const& rule) {
  std::string text;
  if (rule.exclusion) {
    text = words(
        M("Không xếp loại: {reason} ({citation})"),
        {{"reason", words(label(*rule.exclusion))}, {"citation", std::string(rule.citation)}});
  } else if (rule.ceiling) {
    text = words(M("Không quá “{grade}” ({citation})"), {{"grade", words(label(*rule.ceiling))},
                                                         {"citation", std::string(rule.citation)}});
  }
  if (!text.empty() && rule.confidence == Confidence::unconfirmed) {
    text += " – " + words(M("chưa đối chiếu văn bản, chỉ để lưu ý"));
  }
  return text;
}

std::vector<web::Route> routes() {
  return {{.path = "/grades",
           .handle = &show_grades,
           .right = &review_read,
           .query = {web::asks_number("page"), web::asks_text("unit"), web::asks_number("year")}},
          {.path = "/units/{unit}/grades/{year}",
           .handle = &show_sheet,
           .right = &review_read,
           .query = {web::asks_day("roster_on")}},
          {.method = web::Method::post,
           .path = "/units/{unit}/grades/{year}",
           .handle = &save_sheet,
           .verb = &grade_person_verb}};
}

std::vector<web::MenuEntry> menu() {
  return {{.path = menu_path, .label = M("Xếp loại"), .right = &review_read}};
}

}  // namespace giaoban::review
