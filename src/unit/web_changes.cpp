// The tree through time: a slider over the days on which it changed, and two days side by side with
// what came, went and changed.
#include <algorithm>

#include "unit/chronicle.h"
#include "unit/web_unit.h"
#include "web/components.h"
#include "web/form.h"
#include "web/page.h"
#include "web/record_page.h"

namespace giaoban::unit {

namespace {

using web::element;
using web::Html;
using web::to;
using web::Words;

struct Compared {
  Tree before;
  Tree after;
  Reach reach_before;
  Reach reach_after;
};

std::string parent_in(Tree const& tree, Node const& node) {
  if (node.parent < 0) return {};
  Node const& above = tree.nodes()[static_cast<std::size_t>(node.parent)];
  return above.name + " (" + above.code + ")";
}

// What changed of a unit that stands on both days, a sentence each.
std::vector<std::string> changes_of(Words const& words, Compared const& both, Node const& old,
                                    Node const& now) {
  std::vector<std::string> changes;
  if (old.name != now.name) {
    changes.push_back(words(M("đổi tên thành {name}"), {{"name", now.name}}));
  }
  if (old.code != now.code) {
    changes.push_back(words(M("đổi mã thành {code}"), {{"code", now.code}}));
  }
  if (old.unit_kind != now.unit_kind) {
    changes.push_back(words(M("thành {kind}"), {{"kind", words(label(now.unit_kind))}}));
  }
  auto const above = [](Tree const& tree, Node const& node) {
    return node.parent < 0 ? UnitId{} : tree.nodes()[static_cast<std::size_t>(node.parent)].id;
  };
  if (above(both.before, old) != above(both.after, now)) {
    changes.push_back(words(M("chuyển về {parent}"), {{"parent", parent_in(both.after, now)}}));
  }
  return changes;
}

constexpr std::size_t lines_shown_max = 500;

Html table_shown(Words const& words, Listing listing, std::vector<UnitId> const& units,
                 Day shown_on) {
  if (listing.rows.empty()) return {};
  std::size_t const all = listing.rows.size();
  if (all > lines_shown_max) listing.rows.resize(lines_shown_max);
  auto const leads = [&](std::size_t row) -> std::optional<web::Url> {
    return to("/units/{}", units[row].value).with("as_of", shown_on.iso());
  };
  Html html = web::table(
      words, listing, {.link = leads, .numbered = true, .caption_look = web::CaptionLook::heard});
  if (all > lines_shown_max) {
    html.add(web::paragraph(words(M("Chỉ nêu {shown} trong {count} đơn vị."),
                                  {{"shown", words.count(lines_shown_max)},
                                   {"count", words.count(static_cast<std::int64_t>(all))}})));
  }
  return web::panel(listing.title + " (" + words.count(static_cast<std::int64_t>(all)) + ")", html);
}

Listing units_listing(Words const& words, Msg title, Msg third) {
  return {.title = words(title),
          .columns = {{"name", M("Tên đơn vị"), CellType::text},
                      {"code", M("Mã đơn vị"), CellType::text},
                      {"third", third, CellType::text}},
          .rows = {}};
}

// Units of one tree that the other does not have.
struct OneSided {
  Msg title;
  Tree const& tree;
  Reach const& reach;
  Tree const& other;
  Day on;
};
Html only_in(Words const& words, OneSided const& side) {
  Listing listing = units_listing(words, side.title, M("Trực thuộc"));
  std::vector<UnitId> units;
  for (Node const& node : side.tree.nodes()) {
    if (!side.reach.holds(node.id) || side.other.index_of(node.id)) continue;
    listing.rows.push_back({node.name, node.code, parent_in(side.tree, node)});
    units.push_back(node.id);
  }
  return table_shown(words, std::move(listing), units, side.on);
}

Html changed_in(Words const& words, Compared const& both, Day on) {
  Listing listing = units_listing(words, M("Thay đổi"), M("Điều thay đổi"));
  std::vector<UnitId> units;
  for (Node const& old : both.before.nodes()) {
    Node const* const now = both.after.node(old.id);
    if (now == nullptr || !(both.reach_before.holds(old.id) || both.reach_after.holds(old.id))) {
      continue;
    }
    std::string told;
    for (std::string const& one : changes_of(words, both, old, *now)) {
      told += (told.empty() ? "" : "; ") + one;
    }
    if (told.empty()) continue;
    listing.rows.push_back({old.name, old.code, told});
    units.push_back(old.id);
  }
  return table_shown(words, std::move(listing), units, on);
}

web::FormField field_of_day(std::string name, std::string label, Day day) {
  return {.name = std::move(name),
          .label = std::move(label),
          .control = web::Control::day,
          .value = day.vietnamese()};
}

}  // namespace

Result<web::Response> show_changes(web::Visit& visit) {
  Words const words{visit.language()};
  TRY_INTO(Day const second, visit.day("second", visit.site.clock->today()));
  TRY_INTO(Day const first, visit.day("first", second.plus_years(-1)));
  auto const snapshot = visit.store.read();
  auto const reach_on = [&](Day day) {
    return reach_of(*snapshot, visit.caller.actor, unit_read, {day});
  };
  Compared const both{tree(*snapshot, {first}), tree(*snapshot, {second}), reach_on(first),
                      reach_on(second)};
  Html body = web::filter_form(
      words, {.id = "changes",
              .action = to("/units/changes"),
              .groups = {{.fields = {field_of_day("first", words(M("Ngày trước")), first),
                                     field_of_day("second", words(M("Ngày sau")), second)}}},
              .submit = words(M("So sánh"))});
  Html lists = only_in(words, {M("Mới có"), both.after, both.reach_after, both.before, second});
  lists.add(only_in(words, {M("Không còn"), both.before, both.reach_before, both.after, first}));
  lists.add(changed_in(words, both, second));
  body.add(lists.empty()
               ? web::empty_state(words(M("Giữa hai ngày này cây tổ chức không thay đổi.")))
               : lists);
  return web::page(visit,
                   {.title = words(M("Cây tổ chức của hai ngày")),
                    .lead = words(M("Từ hết ngày {first} đến hết ngày {second}."),
                                  {{"first", words.day(first)}, {"second", words.day(second)}}),
                    .active = "/units",
                    .crumbs = {{words(M("Tổ chức đảng")), to("/units")}}},
                   body);
}

// --- the slider ----------------------------------------------------------------------------------

namespace {

// The last change by the day: its place among the days, -1 before all of them.
std::ptrdiff_t place_of(std::vector<Day> const& days, Day on) {
  return std::ranges::upper_bound(days, on) - days.begin() - 1;
}

}  // namespace

std::optional<web::Url> slid_to(web::Visit const& visit, store::Snapshot& snapshot) {
  std::string const step = visit.request.query.text("step");
  if (step.empty() || step.size() > 6 || step.find_first_not_of("0123456789") != step.npos) {
    return std::nullopt;
  }
  auto const days = chronicle(snapshot)->change_days(store::standing - 1);
  auto const at = std::stoul(step);
  if (at >= days.size()) return std::nullopt;
  return to("/units").with("as_of", days[at].vietnamese());
}

Html slider_of(web::Visit const& visit, store::Snapshot& snapshot, store::Moment moment) {
  auto const days = chronicle(snapshot)->change_days(moment.known_at);
  if (days.size() < 2) return {};
  Words const words{visit.language()};
  auto const at = place_of(days, moment.as_of);
  auto const day_link = [&](std::ptrdiff_t place, std::string_view sign) -> Html {
    if (place < 0 || place >= std::ssize(days)) return {};
    Day const day = days[static_cast<std::size_t>(place)];
    return web::button_link(to("/units").with("as_of", day.vietnamese()),
                            std::string(sign) + words.day(day), web::ButtonLook::quiet);
  };
  std::string const label = words(M("Các ngày cây tổ chức thay đổi"));
  Html slider = element("input", {{"type", "range"},
                                  {"name", "step"},
                                  {"min", 0},
                                  {"max", static_cast<std::int64_t>(days.size()) - 1},
                                  {"value", std::max<std::ptrdiff_t>(0, at)},
                                  {"aria-label", label}});
  Html form;
  form.open("form", {{"method", "get"}, {"action", to("/units")}, {"class", "tree-slider"}});
  form.add(element("span", {{"class", "note"}}, label));
  form.add(day_link(at - 1, "‹ ")).add(slider).add(day_link(at + 1, "› "));
  form.add(element("button", {{"class", "button"}}, words(M("Xem ngày này"))));
  Day const shown = moment.as_of;
  Day const before = at > 0 ? days[static_cast<std::size_t>(at)] - 1 : shown.plus_years(-1);
  form.add(web::button_link(
      to("/units/changes").with("first", before.vietnamese()).with("second", shown.vietnamese()),
      words(M("Có gì thay đổi")), web::ButtonLook::quiet));
  form.close("form");
  return form;
}

}  // namespace giaoban::unit
