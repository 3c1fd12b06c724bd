#include "app/home.h"

#include <algorithm>
#include <set>

#include "app/waiting_pages.h"
#include "member/member.h"
#include "web/components.h"
#include "web/page.h"

namespace giaoban::app {

namespace {

using web::Html;
using web::Visit;
using web::Words;

constexpr std::size_t units_shown = 3;

}  // namespace

std::vector<UnitId> own_units(store::Actor const& actor, unit::Tree const& tree) {
  std::set<UnitId> units;
  for (auto const& grant : actor.grants) {
    if (grant.under && tree.node(UnitId{*grant.under}) != nullptr) {
      units.insert(UnitId{*grant.under});
    }
  }
  if (!units.empty()) return {units.begin(), units.end()};
  std::vector<UnitId> tops;
  for (auto const& node : tree.nodes()) {
    if (node.parent < 0) tops.push_back(node.id);
  }
  return tops;
}

namespace {

// Members and organisations of a unit and all under it, today.
Html unit_panel(Words const& words, unit::Node const& node, std::span<unit::Node const> below,
                std::int64_t members) {
  auto const units_of = [&](auto const& wanted) {
    return words.count(std::ranges::count_if(below, wanted));
  };
  std::vector<web::Figure> figures;
  figures.push_back({.label = words(M("Đảng viên")),
                     .value = words.count(members),
                     .records = web::to("/units/{}/roster", node.id.value)});
  if (below.size() > 1) {
    figures.push_back({.label = words(M("Tổ chức cơ sở đảng")),
                       .value = units_of([](unit::Node const& unit) {
                         return unit::grassroots_organisation(unit.unit_kind);
                       })});
    figures.push_back(
        {.label = words(M("Số chi bộ")), .value = units_of([](unit::Node const& unit) {
                                           return unit::holds_members(unit.unit_kind);
                                         })});
  }
  Html body = web::figures(figures);
  return web::panel(node.name, body,
                    web::button_link(web::to("/units/{}", node.id.value), words(M("Mở đơn vị")),
                                     web::ButtonLook::quiet));
}

Result<web::Response> show_home(Visit& visit) {
  Words const words{visit.language()};
  auto const snapshot = visit.store.read();
  Day const today = visit.site.clock->today();
  auto const tree = unit::tree(*snapshot, {today});
  auto const units = own_units(visit.caller.actor, tree);

  Html body =
      waiting_panel(visit, {*snapshot, tree, units, today, urgent_days(*snapshot, units, today)});
  if (visit.caller.actor.may(member::member_read)) {
    auto const reach = unit::reach_of(*snapshot, visit.caller.actor, member::member_read, {today});
    for (std::size_t i = 0; i < std::min(units_shown, units.size()); ++i) {
      auto const members = member::roster_size(*snapshot, reach, units[i], {today});
      body.add(unit_panel(words, *tree.node(units[i]), tree.subtree(units[i]), members));
    }
  }
  return web::page(visit,
                   {.title = words(M("Chào {name}"), {{"name", visit.caller.shown_name}}),
                    .lead = words(M("Hôm nay, {day}"), {{"day", words.day(today)}}),
                    .active = "/"},
                   body);
}

}  // namespace

std::vector<web::Route> home_routes() {
  return {
      {.path = "/", .handle = &show_home, .open = web::Open::to_signed_in},
      {.path = "/inbox",
       .handle = &show_inbox,
       .open = web::Open::to_signed_in,
       .query = {web::asks_word("kind", inbox_kinds()), web::asks_text("unit"),
                 web::asks_word("due", {"overdue", "soon", "none"}), web::asks_number("page")}}};
}

std::vector<web::MenuEntry> home_menu() {
  return {{.path = "/", .label = M("Trang chính")}};
}

}  // namespace giaoban::app
