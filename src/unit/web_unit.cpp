// What pages say of one unit.
#include "unit/web_unit.h"

#include <algorithm>
#include <charconv>

#include "unit/fact_words.h"
#include "unit/web.h"
#include "web/record_page.h"

namespace giaoban::unit {

using store::Moment;
using store::Snapshot;
using web::Html;
using web::to;
using web::Url;
using web::Visit;
using web::Words;

namespace {

UnitId unit_in(std::string_view text) {
  UnitId unit;
  auto const* const end = text.data() + text.size();
  auto const [stopped, error] = std::from_chars(text.data(), end, unit.value);
  return error == std::errc{} && stopped == end ? unit : UnitId{};
}

// The days on which the unit stands that are nearest to the day; nullopt for no unit.
std::optional<Day> day_standing(Snapshot& snapshot, UnitId unit, Moment moment) {
  auto const lives = snapshot.history(UnitExistence::kind, unit.value, moment.known_at);
  auto const* const life = store::nearest(lives, moment.as_of);
  return life == nullptr ? std::nullopt : std::optional(life->head.span.nearest(moment.as_of));
}

std::unexpected<Refusal> out_of_reach(std::string_view unit) {
  return refuse(beyond_reach, {{"unit", std::string(unit)}});
}

std::vector<Node> nodes_above(Snapshot& snapshot, UnitId unit, Moment moment) {
  std::vector<Node> above;
  for (std::int64_t const id : chain(snapshot, unit.value, moment)) {
    if (id == unit.value) continue;
    if (auto node = node_of(snapshot, UnitId{id}, moment)) above.push_back(*std::move(node));
  }
  std::ranges::reverse(above);
  return above;
}

}  // namespace

Result<Seen> seen_unit(Visit const& visit, Snapshot& snapshot) {
  TRY_INTO(Moment const asked, visit.moment());
  std::string const text = visit.place("unit");
  UnitId const unit = unit_in(text);
  auto const day = day_standing(snapshot, unit, asked);
  // That a unit exists is no secret, but one message serves both.
  if (!day) return out_of_reach(text);
  Moment const moment{*day, asked.known_at};
  auto reach = reach_of(snapshot, visit.caller.actor, unit_read, moment);
  if (!reach.holds(snapshot, unit_entity, unit.value, moment)) return out_of_reach(text);
  auto node = node_of(snapshot, unit, moment);
  if (!node) return out_of_reach(text);
  return Seen{.unit = unit,
              .moment = moment,
              .stands_that_day = *day == asked.as_of,
              .asked_day = asked.as_of,
              .node = *std::move(node),
              .above = nodes_above(snapshot, unit, moment),
              .reach = std::move(reach)};
}

web::PageHead head_of(Visit const& visit, Seen const& seen) {
  Words const words{visit.language()};
  web::PageHead head{
      .title = seen.node.name,
      .lead = words(M("{kind}, mã {code}"),
                    {{"kind", words(label(seen.node.unit_kind))}, {"code", seen.node.code}}),
      .active = "/units",
      .as_of = web::AsOfBar{{seen.asked_day, seen.moment.known_at}}};
  for (Node const& node : seen.above) {
    if (!seen.reach.holds(node.id)) continue;
    head.crumbs.push_back(
        {.label = node.name, .to = web::same_moment(visit, to("/units/{}", node.id.value))});
  }
  if (!seen.stands_that_day) {
    head.notices.push_back(
        {.kind = web::NoticeKind::warning,
         .text = words(
             M("Ngày {asked} đơn vị này chưa thành lập hoặc đã giải thể. Dưới đây là "
               "đơn vị vào ngày {shown}."),
             {{"asked", words.day(seen.asked_day)}, {"shown", words.day(seen.moment.as_of)}})});
  }
  return head;
}

// --- tabs ----------------------------------------------------------------------------------------

Html tabs_of(Visit const& visit, Seen const& seen, std::string_view active_route) {
  return web::record_tabs(visit, {.page = "/units/{unit}",
                                  .id = seen.unit.value,
                                  .active = active_route,
                                  .label = M("Các trang về đơn vị")});
}

// --- facts ---------------------------------------------------------------------------------------

Html particulars_of(Visit const& visit, Snapshot& snapshot, Seen const& seen) {
  Words const words{visit.language()};
  std::vector<web::Term> terms;
  for (HistoryRow const& row : history_rows(snapshot, seen.unit, seen.moment.known_at)) {
    bool const stands = row.head.superseded_in > seen.moment.known_at;
    if (!stands || !row.head.span.contains(seen.moment.as_of)) continue;
    Html value = value_words(snapshot, row, visit.language());
    if (row.parent && seen.reach.holds(*row.parent)) {
      value = web::link(web::same_moment(visit, to("/units/{}", row.parent->value)), value);
    }
    terms.push_back(
        {.label = words(row.kind->label), .value = value, .note = words.span(row.head.span)});
  }
  terms.push_back({.label = words(M("Cấp")), .value = words(label(level_of(seen.node.unit_kind)))});
  return web::panel(words(M("Về đơn vị")), web::description_list(terms));
}

Html history_of(Visit const& visit, Snapshot& snapshot, Seen const& seen) {
  Words const words{visit.language()};
  std::vector<web::TimelineItem> items;
  for (HistoryRow const& row : history_rows(snapshot, seen.unit, seen.moment.known_at)) {
    bool const stands = row.head.superseded_in > seen.moment.known_at;
    items.push_back(
        {.span = row.head.span,
         .what = words(row.kind->label) + ": " + value_words(snapshot, row, visit.language()),
         .recorded_in = row.head.recorded_in,
         .superseded_in = stands ? std::nullopt : std::optional(row.head.superseded_in)});
  }
  return web::panel(words(M("Lịch sử của đơn vị")), web::timeline(words, items));
}

Result<web::Response> show_history(Visit& visit) {
  auto const snapshot = visit.store.read();
  TRY_INTO(Seen const seen, seen_unit(visit, *snapshot));
  Html body = tabs_of(visit, seen, "/units/{unit}/history");
  body.add(history_of(visit, *snapshot, seen));
  return web::page(visit, head_of(visit, seen), body);
}

// --- actions -------------------------------------------------------------------------------------

Html actions_of(Visit const& visit, Snapshot& snapshot, Seen const& seen) {
  if (!visit.caller.actor.may(unit_write)) return {};
  auto const reach = reach_of(snapshot, visit.caller.actor, unit_write, seen.moment);
  if (!reach.holds(snapshot, unit_entity, seen.unit.value, seen.moment)) return {};
  Words const words{visit.language()};
  std::string const next = to("/units/{}", seen.unit.value).text();
  auto const about = [&](std::string_view command, std::string_view field) {
    return web::verb_url(command).with(field, seen.node.code).with(web::next_field, next);
  };
  Html actions;
  if (!holds_members(seen.node.unit_kind)) {
    actions.add(
        web::button_link(about("unit found", "parent"), words(M("Thành lập đơn vị trực thuộc"))));
  }
  actions.add(web::button_link(about("unit rename", "unit"), words(M("Đổi tên"))));
  actions.add(web::button_link(about("unit recode", "unit"), words(M("Đổi mã"))));
  actions.add(web::button_link(about("unit change-kind", "unit"), words(M("Đổi loại"))));
  actions.add(web::button_link(about("unit move", "unit"), words(M("Chuyển cấp trên"))));
  actions.add(web::button_link(about("unit dissolve", "unit"), words(M("Giải thể")),
                               web::ButtonLook::danger));
  return element("div", {{"class", "actions"}}, actions);
}

}  // namespace giaoban::unit
