// Rounds as a list, and the routes of all pages of rounds.
#include "round/web.h"

#include <algorithm>

#include "round/web_parts.h"
#include "store/strange.h"
#include "web/verb_pages.h"

namespace giaoban::round {

namespace {

using web::Html;
using web::to;
using web::Visit;
using web::Words;

Html rounds_table(Words const& words, store::Snapshot& snapshot,
                  std::vector<RoundView> const& all) {
  Listing listing{.title = words(M("Các đợt kiểm điểm, xếp loại")),
                  .columns = {{"year", M("Năm được xếp loại"), CellType::number},
                              {"unit", M("Đơn vị mở đợt"), CellType::text},
                              {"roster_on", M("Ngày chốt danh sách"), CellType::day},
                              {"opened_on", M("Ngày mở"), CellType::day}},
                  .rows = {}};
  for (RoundView const& round : all) {
    listing.rows.push_back(
        {round.opening.year, name_of(snapshot, round.opening.unit, round.opening.roster_on),
         std::int64_t{round.opening.roster_on.number()}, std::int64_t{round.opened_on.number()}});
  }
  web::TableOptions options{};
  options.link = [&](std::size_t row) {
    return std::optional(to("/rounds/{}", all[row].round.value));
  };
  return web::table(words, listing, options);
}

Result<web::Response> show_rounds(Visit& visit) {
  Words const words{visit.language()};
  auto const snapshot = visit.store.read();
  store::Moment const now{visit.site.clock->today()};
  auto const reach = unit::reach_of(*snapshot, visit.caller.actor, round_read, now);
  store::PassingOver const passing;
  auto all = rounds(*snapshot, reach, now);
  std::ranges::reverse(all);
  Html actions;
  if (visit.caller.actor.may(round_open)) {
    actions = web::button_link(web::verb_url("round open"), words(M("Mở đợt mới")),
                               web::ButtonLook::primary);
  }
  Html const body =
      all.empty() ? web::empty_state(
                        words(M("Chưa có đợt nào. Cấp trên mở một đợt cho một năm; các cấp dưới "
                                "làm theo đợt đó.")))
                  : rounds_table(words, *snapshot, all);
  return web::page(visit,
                   {.title = words(M("Đợt kiểm điểm, xếp loại")),
                    .lead = words(M("Mỗi năm một đợt: tự đánh giá, đề xuất, quyết định, thông báo, "
                                    "theo quy định của năm đó.")),
                    .active = menu_path,
                    .actions = actions},
                   body);
}

}  // namespace

std::vector<web::Route> routes() {
  return {{.path = "/rounds", .handle = &show_rounds, .right = &round_read},
          {.path = "/rounds/{round}",
           .handle = &show_round,
           .right = &round_read,
           .query = {web::asks_text("unit"), web::asks_choice<unit::Level>("level"),
                     web::asks_choice<Listed>("show"), web::asks_number("page")}},
          {.path = "/rounds/{round}/units/{unit}", .handle = &show_sheet, .right = &round_read},
          {.method = web::Method::post,
           .path = "/rounds/{round}/units/{unit}",
           .handle = &save_sheet,
           .verb = &step_verb},
          {.path = "/rounds/{round}/units/{unit}/decision",
           .handle = &show_decision,
           .right = &round_read},
          {.method = web::Method::post,
           .path = "/rounds/{round}/units/{unit}/decision",
           .handle = &save_decision,
           .verb = &decide_verb},
          {.path = "/rounds/{round}/units/{unit}/papers/{paper}",
           .handle = &save_paper,
           .right = &round_read,
           .gives = web::Gives::file,
           .query = {web::asks_number("person")}},
          {.method = web::Method::post,
           .path = "/rounds/{round}/units/{unit}/papers/{paper}",
           .handle = &start_papers,
           .right = &round_read},
          {.path = "/rounds/{round}/units/{unit}/summary",
           .handle = &save_summary,
           .right = &round_read,
           .gives = web::Gives::file},
          {.path = "/rounds/{round}/units/{unit}/summary-paper",
           .handle = &save_summary_paper,
           .right = &round_read,
           .gives = web::Gives::file},
          {.path = "/rounds/{round}/units/{unit}/members",
           .handle = &show_members,
           .right = &round_read,
           .query = {web::asks_choice<Stage>("show"), web::asks_number("page")}},
          {.path = "/rounds/{round}/units/{unit}/members/file",
           .handle = &save_members,
           .right = &round_read,
           .gives = web::Gives::file,
           .query = {web::asks_choice<Stage>("show")}},
          {.path = "/rounds/{round}/units/{unit}/years",
           .handle = &show_years,
           .right = &round_read,
           .query = {web::asks_number("page")}},
          {.path = "/rounds/{round}/units/{unit}/commendable",
           .handle = &show_commendable,
           .right = &round_read,
           .query = {web::asks_number("page")}},
          {.path = "/rounds/{round}/units/{unit}/subjects/{part}/{subject}",
           .handle = &show_subject,
           .right = &round_read}};
}

std::vector<web::MenuEntry> menu() {
  return {{.path = menu_path, .label = M("Đợt xếp loại"), .right = &round_read}};
}

}  // namespace giaoban::round
