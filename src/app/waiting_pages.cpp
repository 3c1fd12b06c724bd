#include "app/waiting_pages.h"

#include <algorithm>
#include <array>
#include <charconv>

#include "app/home.h"
#include "base/text.h"
#include "setting/setting.h"
#include "web/components.h"
#include "web/form.h"
#include "web/page.h"

namespace giaoban::app {

namespace {

using inbox::Item;
using web::Html;
using web::Visit;
using web::Words;

constexpr std::size_t listed_whole_max = 12;  // more are grouped
constexpr std::size_t most_urgent = 10;
constexpr std::size_t groups_shown = 10;
constexpr std::size_t items_per_page = 50;

std::vector<Item> items_of(Visit const& visit, store::Snapshot& snapshot, Day today) {
  auto items = inbox::waiting_for(snapshot, inbox_sources(), visit.caller.actor, {today});
  // The sentences name persons.
  if (!items.empty()) {
    visit.store.log_access(visit.caller.actor.name, "inbox", std::nullopt);
  }
  return items;
}

// The day that is asked about, and from how many days before a deadline it is near.
struct Near {
  Day today;
  int days;
};

Html due_badge(Words const& words, Item const& item, Near const& near) {
  if (!item.due) return {};
  if (*item.due < near.today) {
    return web::badge(words(M("Quá hạn {day}"), {{"day", words.day(*item.due)}}), web::Tone::bad);
  }
  auto const tone = *item.due < near.today + near.days ? web::Tone::warning : web::Tone::neutral;
  return web::badge(words(M("Hạn {day}"), {{"day", words.day(*item.due)}}), tone);
}

std::string sentence_of(Words const& words, WaitingAsked const& asked, Item const& item) {
  return words(item.what, inbox::args_of(asked.snapshot, item, {asked.today}));
}

Html list_of(Words const& words, WaitingAsked const& asked, std::span<Item const> items) {
  std::vector<Html> lines;
  for (Item const& item : items) {
    Html line = web::link(web::Url::checked(item.path), sentence_of(words, asked, item));
    line.put(" ").add(due_badge(words, item, {asked.today, asked.urgent_days}));
    lines.push_back(std::move(line));
  }
  return web::bullets(lines);
}

// The caller's own unit, or the one directly under it through which the unit hangs.
UnitId branch_of(WaitingAsked const& asked, UnitId unit) {
  auto const& nodes = asked.tree.nodes();
  auto index = asked.tree.index_of(unit);
  if (!index) return unit;
  while (true) {
    auto const& node = nodes[*index];
    if (node.parent < 0 || std::ranges::find(asked.own, node.id) != asked.own.end()) return node.id;
    auto const& above = nodes[static_cast<std::size_t>(node.parent)];
    if (std::ranges::find(asked.own, above.id) != asked.own.end()) return node.id;
    index = static_cast<std::size_t>(node.parent);
  }
}

web::Url url_of(WaitingAsked const& asked, inbox::Group const& group) {
  auto const url = web::to("/inbox").with("kind", group.kind);
  auto const* const node = asked.tree.node(group.place);
  return node == nullptr ? url : url.with("unit", node->code);
}

Html groups_table(Words const& words, WaitingAsked const& asked,
                  std::vector<inbox::Group> const& groups) {
  Listing listing{.title = words(M("Đang chờ, theo loại việc và đơn vị")),
                  .columns = {{"kind", M("Loại việc"), CellType::text},
                              {"unit", M("Đơn vị"), CellType::text},
                              {"count", M("Số việc"), CellType::count},
                              {"overdue", M("Quá hạn"), CellType::count},
                              {"due", M("Hạn sớm nhất"), CellType::day}},
                  .rows = {}};
  for (std::size_t i = 0; i < std::min(groups_shown, groups.size()); ++i) {
    auto const& group = groups[i];
    auto const* const node = asked.tree.node(group.place);
    listing.rows.push_back(
        {words(group.label), node == nullptr ? std::string() : node->name, group.count,
         group.overdue,
         group.first_due ? Value{std::int64_t{group.first_due->number()}} : Value{}});
  }
  return web::table(words, listing,
                    {.link = [&](std::size_t row) { return url_of(asked, groups[row]); }});
}

// --- filters -------------------------------------------------------------------------------------

constexpr std::string_view overdue_only = "overdue";
constexpr std::string_view soon_only = "soon";
constexpr std::string_view undated_only = "none";

bool fits_due(Item const& item, std::string_view due, Near const& near) {
  Day const today = near.today;
  if (due == overdue_only) return item.due && *item.due < today;
  if (due == soon_only) return item.due && *item.due >= today && *item.due < today + near.days;
  if (due == undated_only) return !item.due;
  return true;
}

struct Filters {
  std::vector<Item> const& items;  // before any filter
  unit::Node const* unit;
  int urgent_days;
};

Html filters_of(Visit const& visit, Filters const& filters) {
  Words const words{visit.language()};
  std::vector<web::Pick> kinds;
  for (Item const& item : filters.items) {
    if (std::ranges::find(kinds, item.kind, &web::Pick::value) == kinds.end()) {
      kinds.push_back({std::string(item.kind), words(item.group)});
    }
  }
  std::vector<web::Pick> const dues{
      {std::string(overdue_only), words(M("Quá hạn"))},
      {std::string(soon_only),
       words(M("Đến hạn trong {days} ngày"), {{"days", words.count(filters.urgent_days)}})},
      {std::string(undated_only), words(M("Không có hạn"))}};
  auto const& query = visit.request.query;
  return web::filter_form(
      words, {.id = "inbox",
              .action = web::to("/inbox"),
              .groups = {{.fields = {{.name = "kind",
                                      .label = words(M("Loại việc")),
                                      .control = web::Control::choice,
                                      .picks = std::move(kinds),
                                      .value = query.text("kind")},
                                     {.name = "unit",
                                      .label = words(M("Đơn vị")),
                                      .control = web::Control::unit,
                                      .value = query.text("unit"),
                                      .shown = filters.unit != nullptr ? filters.unit->name : ""},
                                     {.name = "due",
                                      .label = words(M("Hạn")),
                                      .control = web::Control::choice,
                                      .picks = dues,
                                      .value = query.text("due")}}}},
              .submit = words(M("Lọc"))});
}

std::int64_t page_of(Visit const& visit) {
  constexpr std::size_t digits_max = 9;
  std::string const text = visit.request.query.text("page");
  std::int64_t page = 1;
  if (text.size() <= digits_max) std::from_chars(text.data(), text.data() + text.size(), page);
  return std::max<std::int64_t>(1, page);
}

Html items_table(Words const& words, WaitingAsked const& asked, std::span<Item const> items) {
  Listing listing{.title = words(M("Việc đang chờ")),
                  .columns = {{"what", M("Việc"), CellType::text},
                              {"unit", M("Đơn vị"), CellType::text},
                              {"since", M("Từ ngày"), CellType::day},
                              {"due", M("Hạn"), CellType::day}},
                  .rows = {}};
  for (Item const& item : items) {
    auto const* const node = asked.tree.node(item.unit);
    listing.rows.push_back({sentence_of(words, asked, item),
                            node == nullptr ? std::string() : node->name,
                            std::int64_t{item.since.number()},
                            item.due ? Value{std::int64_t{item.due->number()}} : Value{}});
  }
  web::TableOptions options;
  options.link = [&](std::size_t row) { return web::Url::checked(items[row].path); };
  options.cell = [&](std::size_t row, std::size_t column) -> std::optional<Html> {
    if (column != 3 || !items[row].due) return std::nullopt;
    return due_badge(words, items[row], {asked.today, asked.urgent_days});
  };
  options.empty = words(M("Không có việc nào đang chờ. Việc mới giao sẽ hiện ở đây."));
  options.caption_look = web::CaptionLook::heard;
  return web::table(words, listing, options);
}

}  // namespace

int urgent_days(store::Snapshot& snapshot, std::span<UnitId const> own, Day today) {
  if (own.empty()) return setting::urgent_days_unsaid;
  return setting::urgent_days(snapshot, own.front(), {today});
}

Html waiting_panel(Visit const& visit, WaitingAsked const& asked) {
  Words const words{visit.language()};
  auto const items = items_of(visit, asked.snapshot, asked.today);
  std::string const title = words(M("Chờ tôi làm"));
  if (items.empty()) {
    return web::panel(
        title,
        web::empty_state(words(M("Không có việc nào đang chờ. Việc mới giao sẽ hiện ở đây."))));
  }
  if (items.size() <= listed_whole_max) {
    return web::panel(title, list_of(words, asked, items));
  }
  auto const groups =
      inbox::groups_of(items, [&](UnitId unit) { return branch_of(asked, unit); }, asked.today);
  auto const all =
      web::button_link(web::to("/inbox"),
                       words(M("Xem cả {count} việc"), {{"count", words.count(std::ssize(items))}}),
                       web::ButtonLook::quiet);
  return web::panel(title,
                    web::join(web::element("h3", words(M("Gấp nhất"))),
                              list_of(words, asked, std::span(items).first(most_urgent)),
                              groups_table(words, asked, groups)),
                    all);
}

Result<web::Response> show_inbox(Visit& visit) {
  Words const words{visit.language()};
  auto const snapshot = visit.store.read();
  Day const today = visit.site.clock->today();
  auto const tree = unit::tree(*snapshot, {today});
  auto const all = items_of(visit, *snapshot, today);
  auto const own = own_units(visit.caller.actor, tree);
  WaitingAsked const asked{*snapshot, tree, own, today, urgent_days(*snapshot, own, today)};
  Near const near{today, asked.urgent_days};
  auto const& query = visit.request.query;
  std::string const kind = query.text("kind");
  std::string const code = normalise(query.text("unit"));
  auto const in_tree = std::ranges::find(tree.nodes(), code, &unit::Node::code);
  unit::Node const* const unit = in_tree == tree.nodes().end() ? nullptr : &*in_tree;
  if (unit == nullptr && !code.empty()) {
    return refuse(unit::beyond_reach, {{"unit", code}}, "unit");
  }
  std::vector<Item> fitting;
  std::ranges::copy_if(all, std::back_inserter(fitting), [&](Item const& item) {
    bool const there = code.empty() || (unit != nullptr && tree.within(item.unit, unit->id));
    return there && (kind.empty() || item.kind == kind) && fits_due(item, query.text("due"), near);
  });
  auto const pages =
      static_cast<std::int64_t>((fitting.size() + items_per_page - 1) / items_per_page);
  std::int64_t const page = std::min<std::int64_t>(page_of(visit), pages);
  auto const first = static_cast<std::size_t>(std::max<std::int64_t>(0, page - 1)) * items_per_page;
  auto const shown =
      std::span(fitting).subspan(first, std::min(items_per_page, fitting.size() - first));
  auto const here =
      web::to("/inbox").with("kind", kind).with("unit", code).with("due", query.text("due"));
  return web::page(
      visit, {.title = words(M("Chờ tôi làm")), .active = "/"},
      web::join(filters_of(visit, {all, unit, near.days}), items_table(words, asked, shown),
                web::pagination(
                    words, here,
                    {.page = page, .per_page = items_per_page, .total = std::ssize(fitting)})));
}

}  // namespace giaoban::app
