#include "app/home.h"

#include <algorithm>
#include <set>

#include "member/member.h"
#include "task/task.h"
#include "web/components.h"
#include "web/page.h"

namespace giaoban::app {

namespace {

using web::Html;
using web::Visit;
using web::Words;

constexpr std::size_t items_shown = 12;
constexpr std::size_t units_shown = 3;

// The units that the caller's roles name; the tops of the tree for whom everything is open to.
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

Html due_badge(Words const& words, inbox::Item const& item, Day today) {
  if (!item.due) return {};
  if (*item.due < today) {
    return web::badge(words(M("Quá hạn {day}"), {{"day", words.day(*item.due)}}), web::Tone::bad);
  }
  auto const tone = *item.due < today + 7 ? web::Tone::warning : web::Tone::neutral;
  return web::badge(words(M("Hạn {day}"), {{"day", words.day(*item.due)}}), tone);
}

Html waiting_list(Words const& words, std::vector<inbox::Item> const& items, Day today,
                  std::size_t shown) {
  if (items.empty()) {
    return web::empty_state(words(M("Không có việc nào đang chờ. Việc mới giao sẽ hiện ở đây.")));
  }
  std::vector<Html> lines;
  for (std::size_t i = 0; i < std::min(shown, items.size()); ++i) {
    auto const& item = items[i];
    Html line = web::link(web::Url::checked(item.path), words(item.what, item.args));
    line.put(" ").add(due_badge(words, item, today));
    lines.push_back(std::move(line));
  }
  return web::bullets(lines);
}

std::vector<inbox::Item> waiting(Visit const& visit, store::Snapshot& snapshot, Day today) {
  return inbox::waiting_for(snapshot, inbox_sources(), visit.caller.actor, {today});
}

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
    figures.push_back({.label = words(M("Chi bộ")), .value = units_of([](unit::Node const& unit) {
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
  auto const items = waiting(visit, *snapshot, today);

  Html more;
  if (items.size() > items_shown) {
    more = web::button_link(
        web::to("/inbox"),
        words(M("Xem cả {count} việc"), {{"count", words.count(std::ssize(items))}}),
        web::ButtonLook::quiet);
  }
  Html body =
      web::panel(words(M("Chờ tôi làm")), waiting_list(words, items, today, items_shown), more);
  if (visit.caller.actor.may(member::member_read)) {
    auto const reach = unit::reach_of(*snapshot, visit.caller.actor, member::member_read, {today});
    auto const units = own_units(visit.caller.actor, tree);
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

Result<web::Response> show_inbox(Visit& visit) {
  Words const words{visit.language()};
  auto const snapshot = visit.store.read();
  Day const today = visit.site.clock->today();
  auto const items = waiting(visit, *snapshot, today);
  return web::page(visit, {.title = words(M("Chờ tôi làm")), .active = "/"},
                   waiting_list(words, items, today, items.size()));
}

}  // namespace

std::vector<web::Route> home_routes() {
  return {{.path = "/", .handle = &show_home, .open = web::Open::to_signed_in},
          {.path = "/inbox", .handle = &show_inbox, .open = web::Open::to_signed_in}};
}

std::vector<web::MenuEntry> home_menu() {
  return {{.path = "/", .label = M("Trang chính")}};
}

}  // namespace giaoban::app
