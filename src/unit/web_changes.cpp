// The tree through time: a slider over the days on which it changed, and two days side by side with
// what came, went and changed.
#include <algorithm>

#include "unit/chronicle.h"
#include "unit/web_unit.h"
#include "web/components.h"
#include "web/form.h"
#include "web/page.h"
#include "web/paged.h"
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

// Of three lists on one page: each is turned by a name of its own.
struct Shown {
  web::Visit const& visit;
  web::Url here;
};
struct Turned {
  std::string parameter;
  Day on;  // on which its units stand
};
Html table_shown(Shown const& on_page, Listing listing, std::vector<UnitId> const& units,
                 Turned const& turned) {
  if (listing.rows.empty()) return {};
  Words const words{on_page.visit.language()};
  std::string const title = listing.title + " (" + words.count(std::ssize(listing.rows)) + ")";
  auto const leads = [&](std::size_t row) -> std::optional<web::Url> {
    return to("/units/{}", units[row].value).with("as_of", turned.on.iso());
  };
  return web::panel(
      title,
      web::paged_table(on_page.visit, std::move(listing),
                       {.link = leads, .numbered = true, .caption_look = web::CaptionLook::heard},
                       {.here = on_page.here, .parameter = turned.parameter}));
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
  Turned turned;
};
Html only_in(Shown const& on_page, OneSided const& side) {
  Listing listing = units_listing(Words{on_page.visit.language()}, side.title, M("Trực thuộc"));
  std::vector<UnitId> units;
  for (Node const& node : side.tree.nodes()) {
    if (!side.reach.holds(node.id) || side.other.index_of(node.id)) continue;
    listing.rows.push_back({node.name, node.code, parent_in(side.tree, node)});
    units.push_back(node.id);
  }
  return table_shown(on_page, std::move(listing), units, side.turned);
}

Html changed_in(Shown const& on_page, Compared const& both, Day on) {
  Words const words{on_page.visit.language()};
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
  return table_shown(on_page, std::move(listing), units, {"changed", on});
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
  Shown const on_page{
      visit,
      to("/units/changes").with("first", first.vietnamese()).with("second", second.vietnamese())};
  Html lists =
      only_in(on_page, {M("Mới có"), both.after, both.reach_after, both.before, {"new", second}});
  lists.add(only_in(on_page,
                    {M("Không còn"), both.before, both.reach_before, both.after, {"gone", first}}));
  lists.add(changed_in(on_page, both, second));
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
  std::string const step = normalise(visit.request.query.text("step"));
  if (step.empty()) return std::nullopt;
  auto const days = chronicle(snapshot)->change_days(store::standing - 1);
  if (days.empty()) return std::nullopt;
  std::size_t at = 0;
  std::from_chars(step.data(), step.data() + step.size(), at);
  at = std::min(at, days.size() - 1);
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
