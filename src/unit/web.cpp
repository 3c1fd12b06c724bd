// The tree, search and pickers.
#include "unit/web.h"

#include <ranges>

#include "base/likeness.h"
#include "base/spelling.h"
#include "base/text.h"
#include "unit/chronicle.h"
#include "unit/store.h"
#include "unit/web_unit.h"
#include "web/paged.h"
#include "web/record_page.h"

namespace giaoban::unit {

using store::Moment;
using web::Html;
using web::Response;
using web::to;
using web::Url;
using web::Visit;
using web::Words;

namespace {

constexpr std::size_t picks_max = 20;
constexpr std::string_view cells_only = "cells";

// --- the tree ------------------------------------------------------------------------------------

web::TreeNode leaf_of(Visit const& visit, Node const& node, bool has_children) {
  web::TreeNode shown{.label = node.name,
                      .url = web::same_moment(visit, to("/units/{}", node.id.value)),
                      .note = node.code + " · " + say(visit.language(), label(node.unit_kind))};
  if (has_children) {
    shown.children = web::same_moment(visit, to("/units/{}/children", node.id.value));
  }
  return shown;
}

// Of a day to come a unit may hold another's by then: that one is not shown.
std::vector<web::TreeNode> children_of(Visit const& visit, Tree const& tree, Reach const& reach,
                                       std::size_t parent) {
  std::vector<web::TreeNode> children;
  for (std::size_t at = parent + 1; at < tree.subtree_end(parent); at = tree.subtree_end(at)) {
    if (!reach.holds(tree.at(at).id)) continue;
    bool const has_children = tree.subtree_end(at) > at + 1;
    children.push_back(leaf_of(visit, tree.at(at), has_children));
  }
  return children;
}

std::vector<web::TreeNode> roots_of(Visit const& visit, Tree const& tree, Reach const& reach) {
  std::vector<web::TreeNode> roots;
  for (std::size_t const at : reach.tops(tree)) {
    auto root = leaf_of(visit, tree.at(at), false);
    root.nodes = children_of(visit, tree, reach, at);
    root.open = true;
    roots.push_back(std::move(root));
  }
  return roots;
}

// --- search --------------------------------------------------------------------------------------

struct Wanted {
  explicit Wanted(std::string_view text)
      : code(fold(text)),
        folded(one_spelling(plain_letters(text))),
        marked(one_spelling(marked_letters(text))) {}
  std::string code;
  std::string folded;
  std::string marked;
  bool cells = false;
  std::size_t most = 0;
};

// By a part of code or name, marks or none; who bears the very code comes first, then who bears the
// marks as they were typed.
std::vector<std::size_t> found_in(Tree const& tree, Reach const& reach, Wanted const& wanted) {
  std::vector<std::size_t> by_code;
  std::vector<std::size_t> as_typed;
  std::vector<std::size_t> others;
  auto const& nodes = tree.nodes();
  for (std::size_t at = 0; at < nodes.size(); ++at) {
    Node const& node = nodes[at];
    if (as_typed.size() >= wanted.most) break;
    if (!reach.holds(node.id) || (wanted.cells && !holds_members(node.unit_kind))) continue;
    std::string const code = fold(node.code);
    bool const coded = code.find(wanted.code) != code.npos;
    if (code == wanted.code) {
      by_code.push_back(at);
    } else if (coded ||
               one_spelling(plain_letters(node.name)).find(wanted.folded) != std::string::npos) {
      bool const marked =
          one_spelling(marked_letters(node.name)).find(wanted.marked) != std::string::npos;
      (coded || marked ? as_typed : others).push_back(at);
    }
  }
  by_code.insert(by_code.end(), as_typed.begin(), as_typed.end());
  by_code.insert(by_code.end(), others.begin(), others.end());
  by_code.resize(std::min(by_code.size(), wanted.most));
  return by_code;
}

std::string parent_name(Tree const& tree, Node const& node) {
  return node.parent < 0 ? std::string() : tree.nodes()[static_cast<std::size_t>(node.parent)].name;
}

Html found_table(Visit const& visit, Tree const& tree, std::vector<std::size_t> const& found,
                 std::string const& asked) {
  Words const words{visit.language()};
  Listing listing{.title = words(M("Đơn vị tìm thấy")),
                  .columns = {{"name", M("Tên đơn vị"), CellType::text},
                              {"code", M("Mã đơn vị"), CellType::text},
                              {"kind", M("Loại tổ chức"), CellType::text},
                              {"parent", M("Trực thuộc"), CellType::text}},
                  .rows = {}};
  for (std::size_t const at : found) {
    Node const& node = tree.nodes()[at];
    listing.rows.push_back(
        {node.name, node.code, words(label(node.unit_kind)), parent_name(tree, node)});
  }
  auto const page_of = [&](std::size_t row) -> std::optional<Url> {
    return web::same_moment(visit, to("/units/{}", tree.nodes()[found[row]].id.value));
  };
  return web::paged_table(
      visit, std::move(listing),
      {.link = page_of, .empty = words(M("Không có đơn vị nào mang tên hay mã như vậy."))},
      {.here = web::same_moment(visit, to("/units").with("q", asked))});
}

Html search_form(Visit const& visit, std::string const& asked) {
  Words const words{visit.language()};
  web::Form form{.id = "unit-search",
                 .action = to("/units"),
                 .groups = {{.fields = {{.name = "q",
                                         .label = words(M("Tìm đơn vị theo tên hoặc mã")),
                                         .value = asked}}}},
                 .submit = words(M("Tìm"))};
  for (char const* kept : {"as_of", "known_at"}) {
    auto const value = visit.request.query.text(kept);
    if (value.empty()) continue;
    form.groups.front().fields.push_back(
        {.name = kept, .label = {}, .control = web::Control::hidden, .value = value});
  }
  return web::filter_form(words, form);
}

// --- handlers ------------------------------------------------------------------------------------

Html founding_link(Visit const& visit) {
  if (!visit.caller.actor.may(unit_write)) return {};
  return web::button_link(web::verb_url("unit found"),
                          say(visit.language(), M("Thành lập đơn vị")));
}

// Of those that the reader may see.
std::vector<web::Notice> damage_notices(Visit const& visit, store::Snapshot& snapshot,
                                        Reach const& reach, Moment moment) {
  auto units = strange_units(snapshot, moment);
  std::erase_if(units, [&](UnitId unit) { return !reach.holds(unit); });
  if (units.empty()) return {};
  constexpr std::size_t named_max = 20;
  std::string numbers;
  for (UnitId const unit : units | std::views::take(named_max)) {
    numbers += (numbers.empty() ? "" : ", ") + std::to_string(unit.value);
  }
  Words const words{visit.language()};
  auto const text =
      words(M("Có đơn vị mang bản ghi bị hỏng, số {units}. Đơn vị ấy có thể không hiện ra, hoặc "
              "đứng ngoài cấp trên của nó; số liệu của cấp trên khi đó thiếu phần này. Đề nghị "
              "người quản trị chạy giaoban check để biết là bản ghi nào."),
            {{"units", numbers}});
  return {{web::NoticeKind::fault, Html(text)}};
}

Result<Response> show_tree(Visit& visit) {
  Words const words{visit.language()};
  TRY_INTO(Moment const moment, visit.moment());
  auto const snapshot = visit.store.read();
  if (auto const slid = slid_to(visit, *snapshot)) return Response::redirect(slid->text());
  auto const reach = reach_of(*snapshot, visit.caller.actor, unit_read, moment);
  auto const whole = tree(*snapshot, moment);
  std::string const asked = normalise(visit.request.query.text("q"));
  Html body = search_form(visit, asked);
  body.add(slider_of(visit, *snapshot, moment));
  if (asked.empty()) {
    auto const roots = roots_of(visit, whole, reach);
    std::string const label = words(M("Cây tổ chức"));
    body.add(roots.empty() ? web::empty_state(words(M("Ngày này chưa có đơn vị nào để xem.")))
                           : web::tree(label, roots));
  } else {
    Wanted wanted(asked);
    wanted.most = whole.size();
    body.add(found_table(visit, whole, found_in(whole, reach, wanted), asked));
  }
  return web::page(visit,
                   {.title = words(M("Tổ chức đảng")),
                    .lead = words(M("Hệ thống tổ chức như ở cuối ngày đang xem.")),
                    .active = "/units",
                    .as_of = web::AsOfBar{moment},
                    .notices = damage_notices(visit, *snapshot, reach, moment),
                    .actions = founding_link(visit)},
                   body);
}

Result<Response> show_children(Visit& visit) {
  auto const snapshot = visit.store.read();
  TRY_INTO(Seen const seen, seen_unit(visit, *snapshot));
  auto const whole = tree(*snapshot, seen.moment);
  auto const at = whole.index_of(seen.unit);
  auto const children =
      at ? children_of(visit, whole, seen.reach, *at) : std::vector<web::TreeNode>{};
  if (web::asks_for(visit.request)) return web::fragment(web::tree_children(children));
  return web::page(visit, head_of(visit, seen), web::tree(seen.node.name, children));
}

Result<Response> pick(Visit& visit) {
  Words const words{visit.language()};
  auto const snapshot = visit.store.read();
  Moment const today{visit.site.clock->today()};
  auto const reach = reach_of(*snapshot, visit.caller.actor, unit_read, today);
  auto const whole = tree(*snapshot, today);
  Wanted wanted(normalise(visit.request.query.text(web::pick_field)));
  wanted.cells = !visit.request.query.text(cells_only).empty();
  wanted.most = picks_max;
  auto const found = found_in(whole, reach, wanted);
  std::vector<web::Found> lines;
  for (std::size_t const index : found) {
    Node const& node = whole.nodes()[index];
    lines.push_back({.value = node.code,
                     .label = node.name,
                     .note = node.code + " · " + parent_name(whole, node)});
  }
  return web::picks(words, lines);
}

}  // namespace

Url cell_search() {
  return to("/pick/units").with(cells_only, "1");
}

std::vector<web::Route> routes() {
  return {{.path = "/units",
           .handle = &show_tree,
           .right = &unit_read,
           .query = {web::asks_number("page"), web::asks_text("q"), web::asks_number("step")}},
          {.path = "/units/changes",
           .handle = &show_changes,
           .right = &unit_read,
           .query = {web::asks_number("new"), web::asks_number("gone"), web::asks_number("changed"),
                     web::asks_day("first"), web::asks_day("second")}},
          {.path = "/units/{unit}/children", .handle = &show_children, .right = &unit_read},
          {.path = "/units/{unit}/history",
           .handle = &show_history,
           .right = &unit_read,
           .tab = {M("Lịch sử"), 90}},
          {.path = "/pick/units",
           .handle = &pick,
           .right = &unit_read,
           .query = {web::asks_text("q"), web::asks_word(std::string(cells_only), {"1"})}}};
}

std::vector<web::MenuEntry> menu() {
  return {{.path = "/units", .label = M("Tổ chức đảng"), .right = &unit_read}};
}

}  // namespace giaoban::unit
