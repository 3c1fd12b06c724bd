// The list of conferences, completeness of the yearly reviews, and the table of routes.
#include "briefing/web.h"

#include <algorithm>

#include "base/text.h"
#include "briefing/checks.h"
#include "briefing/web_parts.h"
#include "store/strange.h"
#include "web/form.h"
#include "web/paged.h"
#include "web/record_page.h"

namespace giaoban::briefing {

namespace {

using web::Html;
using web::to;
using web::Url;
using web::Visit;
using web::Words;

// --- the list ------------------------------------------------------------------------------------

Result<int> year_asked(Visit const& visit, Day today) {
  std::string const typed = normalise(visit.request.query.text("year"));
  if (typed.empty()) return today.year();
  auto const year = id_in(typed);
  if (year < 1930 || year > 9998) {
    return refuse(command::option_not_a_year, {{"option", "year"}, {"value", typed}}, "year");
  }
  return static_cast<int>(year);
}

struct Shown {
  std::string title;
  web::Paged paged;
};
Html table_of(Visit const& visit, store::Snapshot& snapshot, std::vector<Listed> const& all,
              Shown const& shown) {
  Words const words{visit.language()};
  Listing listing{.title = shown.title,
                  .columns = {{"name", M("Tên hội nghị"), CellType::text},
                              {"when", M("Thời gian"), CellType::text},
                              {"kind", M("Loại"), CellType::text},
                              {"host", M("Đơn vị tổ chức"), CellType::text}},
                  .rows = {}};
  for (Listed const& one : all) {
    listing.rows.push_back({one.conference.name, when_of(words, one.conference, one.from, one.to),
                            words(label(one.conference.conference_kind)),
                            name_on(snapshot, one.conference.host, one.from)});
  }
  web::TableOptions options;
  options.link = [&](std::size_t row) -> std::optional<Url> {
    return to("/briefings/{}", all[row].id.value);
  };
  options.empty = words(M("Không có hội nghị nào."));
  return web::paged_table(visit, listing, options, shown.paged);
}

Html year_chooser(Words const& words, int year) {
  return web::filter_form(words, {.id = "year",
                                  .action = to("/briefings"),
                                  .groups = {{.fields = {{.name = "year",
                                                          .label = words(M("Hội nghị của năm")),
                                                          .control = web::Control::integer,
                                                          .value = std::to_string(year)}}}},
                                  .submit = words(M("Xem năm này")),
                                  .look = web::ButtonLook::plain});
}

// --- who has finished the yearly review ----------------------------------------------------------

Html review_chooser(Words const& words, unit::Node const& node, int year) {
  return web::filter_form(words, {.id = "reviews",
                                  .action = to("/briefings/reviews"),
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

}  // namespace

Result<web::Response> show_conferences(Visit& visit) {
  Words const words{visit.language()};
  TRY_INTO(store::Moment const moment, visit.moment());
  auto const snapshot = visit.store.read();
  store::PassingOver const passing;
  auto const reach = unit::reach_of(*snapshot, visit.caller.actor, briefing_read, moment);
  Day const today = moment.as_of;
  TRY_INTO(int const year, year_asked(visit, today));
  auto const coming = conferences(*snapshot, reach, {today, Day::forever()}, moment.known_at);
  Day const first = *Day::from_ymd(year, 1, 1);
  Span const past_days{first, std::min(first.plus_years(1), today)};
  std::vector<Listed> past;
  if (!past_days.empty()) past = conferences(*snapshot, reach, past_days, moment.known_at);
  std::erase_if(past, [&](Listed const& one) { return one.to >= today; });
  std::ranges::reverse(past);

  auto const here = web::same_moment(visit, to("/briefings").with("year", year));
  Html body =
      table_of(visit, *snapshot, coming, {words(M("Hôm nay và sắp tới")), {here, "coming"}});
  body.add(year_chooser(words, year));
  body.add(table_of(
      visit, *snapshot, past,
      {words(M("Đã họp trong năm {year}"), {{"year", std::to_string(year)}}), {here, "page"}}));
  Html actions;
  if (visit.caller.actor.may(briefing_write)) {
    actions.add(web::button_link(web::verb_url("briefing call"), words(M("Triệu tập hội nghị")),
                                 web::ButtonLook::primary));
  }
  if (visit.caller.actor.may(figure::figure_read)) {
    actions.add(
        web::button_link(to("/briefings/reviews"), words(M("Đơn vị đã kiểm điểm, xếp loại"))));
  }
  return web::page(visit,
                   {.title = words(M("Hội nghị giao ban")),
                    .active = menu_path,
                    .as_of = web::AsOfBar{moment},
                    .actions = actions},
                   body);
}

Result<web::Response> show_reviews(Visit& visit) {
  Words const words{visit.language()};
  TRY_INTO(store::Moment const moment, visit.moment());
  auto const snapshot = visit.store.read();
  auto const reach = unit::reach_of(*snapshot, visit.caller.actor, figure::figure_read, moment);
  TRY_INTO(unit::Node const node,
           unit::in_reach(*snapshot, reach, normalise(visit.request.query.text("unit")), moment));
  // In the year that runs, the review is of the year before.
  TRY_INTO(int const year, year_asked(visit, moment.as_of.plus_years(-1)));
  auto const groups = review_finished(*snapshot, node.id, year, moment);
  Html body = review_chooser(words, node, year);
  body.add(groups.empty()
               ? web::empty_state(words(M("Dưới đơn vị này không có đơn vị nào phải kiểm điểm.")))
               : completeness_of(words, *snapshot, groups, moment.as_of));
  return web::page(
      visit,
      {.title = words(M("Kiểm điểm, xếp loại năm {year}: {unit}"),
                      {{"year", std::to_string(year)}, {"unit", node.name}}),
       .lead = words(M("Đơn vị trực thuộc nào đã có kết quả, hoặc đã ghi lý do không xếp loại.")),
       .active = menu_path,
       .crumbs = {{words(M("Hội nghị giao ban")), to("/briefings")}},
       .as_of = web::AsOfBar{moment}},
      body);
}

std::vector<web::Route> routes() {
  using web::Method;
  return {
      {.path = "/briefings",
       .handle = &show_conferences,
       .right = &briefing_read,
       .query = {web::asks_number("page"), web::asks_number("coming"), web::asks_number("year")}},
      {.path = "/briefings/reviews",
       .handle = &show_reviews,
       .right = &figure::figure_read,
       .query = {web::asks_text("unit"), web::asks_number("year")}},
      {.path = "/briefings/{conference}", .handle = &show_conference, .right = &briefing_read},
      {.path = "/briefings/{conference}/attendance",
       .handle = &show_attendance,
       .right = &briefing_write},
      {.method = Method::post,
       .path = "/briefings/{conference}/attendance",
       .handle = &save_attendance,
       .verb = &attend_verb},
      {.path = "/briefings/{conference}/hall", .handle = &show_hall, .right = &briefing_read},
      {.path = "/briefings/{conference}/follow/{place}",
       .handle = &show_follow,
       .right = &briefing_read},
      {.path = "/briefings/{conference}/screen",
       .handle = &show_screen,
       .right = &briefing_read,
       .query = {web::asks_number("change")}},
      {.method = Method::post,
       .path = "/briefings/{conference}/screen",
       .handle = &change_screen,
       .right = &briefing_write},
      {.path = "/briefings/{conference}/followers",
       .handle = &show_followers,
       .right = &briefing_write},
      {.path = "/briefings/{conference}/events",
       .handle = &open_events,
       .right = &briefing_read,
       .query = {web::asks_number("place")}},
      {.path = "/briefings/{conference}/minutes", .handle = &show_minutes, .right = &briefing_read},
      {.path = "/briefings/{conference}/minutes/document",
       .handle = &save_minutes,
       .right = &briefing_read,
       .gives = web::Gives::file}};
}

std::vector<web::MenuEntry> menu() {
  return {{.path = menu_path, .label = M("Hội nghị"), .right = &briefing_read}};
}

}  // namespace giaoban::briefing
