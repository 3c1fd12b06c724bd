// The table of pages, and the list and search of members.
#include "member/web.h"

#include "base/text.h"
#include "member/web_parts.h"
#include "unit/web.h"
#include "web/paged.h"
#include "web/record_page.h"

namespace giaoban::member {

using store::Moment;
using store::Snapshot;
using web::Html;
using web::Response;
using web::to;
using web::Url;
using web::Visit;
using web::Words;

namespace {

constexpr std::int64_t picks_max = 12;

Value partial(std::optional<PartialDay> const& day) {
  return day ? Value{day->packed()} : Value{};
}

std::string unit_name(unit::Tree const& tree, std::optional<UnitId> unit) {
  auto const* const node = unit ? tree.node(*unit) : nullptr;
  return node == nullptr ? std::string() : node->name;
}

// --- what is asked -------------------------------------------------------------------------------

struct Question {
  Moment moment;
  std::string words;
  std::string unit_code;
  std::optional<UnitId> unit;
};

Result<Question> question_of(Visit const& visit, Snapshot& snapshot) {
  Question question;
  TRY_INTO(question.moment, visit.moment());
  question.words = normalise(visit.request.query.text("q"));
  question.unit_code = normalise(visit.request.query.text("unit"));
  if (!question.unit_code.empty()) {
    TRY_INTO(question.unit, unit::named(snapshot, {visit.caller.actor, member_read},
                                        question.unit_code, question.moment));
  }
  return question;
}

Url address_of(Visit const& visit, Question const& question) {
  return web::same_moment(visit, to("/members"))
      .with("q", question.words)
      .with("unit", question.unit_code);
}

Html filter(Visit const& visit, Question const& question, unit::Tree const& tree) {
  Words const words{visit.language()};
  web::Form form{.id = "member-search",
                 .action = to("/members"),
                 .groups = {{.fields = {{.name = "q",
                                         .label = words(M("Tên, số thẻ hoặc số định danh")),
                                         .value = question.words},
                                        {.name = "unit",
                                         .label = words(M("Trong đơn vị")),
                                         .control = web::Control::unit,
                                         .value = question.unit_code,
                                         .shown = unit_name(tree, question.unit)}}}},
                 .submit = words(M("Tìm"))};
  for (char const* kept : {"as_of", "known_at"}) {
    auto const value = visit.request.query.text(kept);
    if (value.empty()) continue;
    form.groups.front().fields.push_back(
        {.name = kept, .label = {}, .control = web::Control::hidden, .value = value});
  }
  return web::filter_form(words, form);
}

// --- by name or number ---------------------------------------------------------------------------

bool has_digit(std::string_view text) {
  return text.find_first_of("0123456789") != std::string_view::npos;
}

std::vector<Found> found_by(Snapshot& snapshot, unit::Reach const& reach, std::string_view words,
                            Moment moment, Page page) {
  if (!has_digit(words)) return search(snapshot, reach, words, moment, page);
  auto const person = by_number(snapshot, reach, words, moment);
  if (!person) return {};
  auto const whole = view(snapshot, reach, *person, moment);
  if (!whole) return {};
  Found found{.person = *person, .full_name = {}, .born = {}, .cell = {}};
  if (whole->particulars) {
    found.full_name = whole->particulars->full_name;
    found.born = whole->particulars->born;
  }
  if (whole->cell) found.cell = whole->cell->value.cell;
  return {std::move(found)};
}

Html found_table(Visit const& visit, unit::Tree const& tree, std::vector<Found> const& found,
                 std::int64_t first_number) {
  Words const words{visit.language()};
  Listing listing{.title = words(M("Người tìm thấy")),
                  .columns = {{"full_name", M("Họ và tên"), CellType::text},
                              {"born", M("Ngày sinh"), CellType::partial},
                              {"cell", M("Chi bộ"), CellType::text}},
                  .rows = {}};
  for (Found const& one : found) {
    listing.rows.push_back({one.full_name, partial(one.born), unit_name(tree, one.cell)});
  }
  auto const page_of_row = [&](std::size_t row) -> std::optional<Url> {
    return web::same_moment(visit, to("/members/{}", found[row].person.value));
  };
  return web::table(words, listing,
                    {.link = page_of_row,
                     .empty = words(M("Không có ai mang tên hay số như vậy trong phạm vi được xem. "
                                      "Gõ tên không dấu cũng được.")),
                     .numbered = true,
                     .first_number = static_cast<std::size_t>(first_number)});
}

Result<Html> search_page(Visit const& visit, Snapshot& snapshot, Question const& question,
                         unit::Reach const& reach, unit::Tree const& tree) {
  Words const words{visit.language()};
  visit.store.log_access(visit.caller.actor.name, "member search", std::nullopt);
  std::vector<Found> found;
  auto const read = [&](std::int64_t page) -> Result<std::int64_t> {
    Page const asked = page_of(page);
    found = found_by(snapshot, reach, question.words, question.moment, asked);
    if (has_digit(question.words)) return std::ssize(found);
    bool const last = !found.empty() && std::ssize(found) < asked.limit;
    return last ? asked.offset + std::ssize(found)
                : search_size(snapshot, reach, question.words, question.moment);
  };
  TRY_INTO(auto const where, web::page_read(visit, lines_per_page, read));
  Html html = found_table(visit, tree, found, page_of(where.page).offset + 1);
  html.add(web::pagination(words, address_of(visit, question), where));
  return html;
}

// --- by unit -------------------------------------------------------------------------------------

std::vector<unit::Node> roots_of(unit::Tree const& tree, unit::Reach const& reach) {
  std::vector<unit::Node> roots;
  for (std::size_t const at : reach.tops(tree)) roots.push_back(tree.at(at));
  return roots;
}

Html roots_list(Visit const& visit, std::vector<unit::Node> const& roots) {
  Words const words{visit.language()};
  if (roots.empty()) {
    return web::empty_state(words(M("Ngày này chưa có đơn vị nào để xem đảng viên.")));
  }
  std::vector<Html> lines;
  for (unit::Node const& root : roots) {
    lines.push_back(
        web::link(web::same_moment(visit, to("/members")).with("unit", root.code), root.name));
  }
  return join(web::paragraph(words(M("Chọn đơn vị, hoặc gõ tên để tìm:"))), web::bullets(lines));
}

Html roster_page(Visit const& visit, Snapshot& snapshot, Question const& question,
                 unit::Reach const& reach, unit::Tree const& tree) {
  Words const words{visit.language()};
  auto const roots = roots_of(tree, reach);
  if (!question.unit && roots.size() != 1) return roots_list(visit, roots);
  UnitId const unit = question.unit.value_or(roots.empty() ? UnitId{} : roots.front().id);
  visit.store.log_access(visit.caller.actor.name, "member list", unit.value);
  web::PageOf where{.per_page = lines_per_page,
                    .total = roster_size(snapshot, reach, unit, question.moment)};
  where.page = web::page_asked(visit, where.last());
  Page const page = page_of(where.page);
  Html html = roster_table(visit, tree, roster(snapshot, reach, unit, question.moment, page),
                           page.offset + 1);
  html.add(web::pagination(words, address_of(visit, question), where));
  return html;
}

Html actions(Visit const& visit) {
  if (!visit.caller.actor.may(member_write)) return {};
  Words const words{visit.language()};
  return join(web::button_link(web::verb_url("member admit"), words(M("Kết nạp")),
                               web::ButtonLook::primary),
              web::button_link(web::verb_url("member receive"), words(M("Tiếp nhận chuyển đến"))));
}

}  // namespace

Result<Response> show_members(Visit& visit) {
  Words const words{visit.language()};
  auto const snapshot = visit.store.read();
  TRY_INTO(Question const question, question_of(visit, *snapshot));
  auto const tree = unit::tree(*snapshot, question.moment);
  auto reach = unit::reach_of(*snapshot, visit.caller.actor, member_read, question.moment);
  if (question.unit) {
    if (!reach.holds(*question.unit)) {
      return refuse(unit::beyond_reach, {{"unit", question.unit_code}});
    }
    reach = reach.narrowed(tree, *question.unit);
  }
  Html body = filter(visit, question, tree);
  if (question.words.empty()) {
    body.add(roster_page(visit, *snapshot, question, reach, tree));
  } else {
    TRY_INTO(auto const found, search_page(visit, *snapshot, question, reach, tree));
    body.add(found);
  }
  return web::page(visit,
                   {.title = words(M("Đảng viên")),
                    .lead = words(M("Gõ một phần của tên, có dấu hay không dấu đều được.")),
                    .active = "/members",
                    .as_of = web::AsOfBar{question.moment},
                    .actions = actions(visit)},
                   body);
}

Result<Response> pick_persons(Visit& visit) {
  Words const words{visit.language()};
  auto const snapshot = visit.store.read();
  Moment const today{visit.site.clock->today()};
  auto const reach = unit::reach_of(*snapshot, visit.caller.actor, member_read, today);
  std::string const asked = normalise(visit.request.query.text(web::pick_field));
  visit.store.log_access(visit.caller.actor.name, "member search", std::nullopt);
  std::vector<web::Found> lines;
  if (asked.empty()) return web::picks(words, lines);
  for (Found const& one : found_by(*snapshot, reach, asked, today, {.limit = picks_max})) {
    auto const cell = one.cell ? unit::node_of(*snapshot, *one.cell, today) : std::nullopt;
    std::string const born = one.born ? one.born->vietnamese() : std::string();
    lines.push_back({.value = std::to_string(one.person.value),
                     .label = one.full_name,
                     .note = born + (cell ? " · " + cell->name : std::string())});
  }
  return web::picks(words, lines);
}

std::vector<web::Route> routes() {
  return {{.path = "/members",
           .handle = &show_members,
           .right = &member_read,
           .query = {web::asks_text("q"), web::asks_text("unit"), web::asks_number("page")}},
          {.path = "/members/{person}",
           .handle = &show_person,
           .right = &member_read,
           .tab = {M("Hồ sơ"), 0}},
          {.path = "/members/{person}/history",
           .handle = &show_person_history,
           .right = &member_read,
           .tab = {M("Lịch sử"), 90}},
          {.path = "/members/{person}/facts/{kind}",
           .handle = &ask_what_changes,
           .right = &member_write,
           .query = {web::asks_day("on")}},
          {.path = "/pick/persons",
           .handle = &pick_persons,
           .right = &member_read,
           .query = {web::asks_text("q")}},
          {.path = "/units/{unit}",
           .handle = &show_unit,
           .right = &unit::unit_read,
           .query = {web::asks_number("page")},
           .tab = {M("Đơn vị"), 0}},
          {.path = "/units/{unit}/roster",
           .handle = &show_roster,
           .right = &member_read,
           .query = {web::asks_number("page")},
           .tab = {M("Danh sách đảng viên"), 10}},
          {.path = "/units/{unit}/roster.xlsx",
           .handle = &export_roster_xlsx,
           .right = &member_read,
           .gives = web::Gives::file},
          {.path = "/units/{unit}/roster.csv",
           .handle = &export_roster_csv,
           .right = &member_read,
           .gives = web::Gives::file}};
}

std::vector<web::MenuEntry> menu() {
  return {{.path = "/members", .label = M("Đảng viên"), .right = &member_read}};
}

// --- lists ---------------------------------------------------------------------------------------

Page page_of(std::int64_t page) {
  return {.offset = (page - 1) * lines_per_page, .limit = lines_per_page};
}

Listing roster_listing(Words const& words, unit::Tree const& tree,
                       std::vector<RosterLine> const& lines) {
  Listing listing{.title = words(M("Danh sách đảng viên")),
                  .columns = {{"full_name", M("Họ và tên"), CellType::text},
                              {"born", M("Ngày sinh"), CellType::partial},
                              {"standing", M("Tư cách đảng viên"), CellType::text},
                              {"cell", M("Chi bộ"), CellType::text},
                              {"in_cell_since", M("Sinh hoạt ở đây từ"), CellType::day}},
                  .rows = {}};
  for (RosterLine const& line : lines) {
    listing.rows.push_back({line.full_name, partial(line.born),
                            line.standing ? words(label(*line.standing)) : std::string(),
                            unit_name(tree, line.cell), std::int64_t{line.in_cell_since.number()}});
  }
  return listing;
}

Html roster_table(Visit const& visit, unit::Tree const& tree, std::vector<RosterLine> const& lines,
                  std::int64_t first_number) {
  Words const words{visit.language()};
  auto listing = roster_listing(words, tree, lines);
  for (std::size_t row = 0; row < lines.size(); ++row) {
    auto& name = std::get<std::string>(listing.rows[row].front());
    if (name.empty()) name = words(M("(đã xóa tên theo quy định)"));
  }
  auto const page_of_row = [&](std::size_t row) -> std::optional<Url> {
    return web::same_moment(visit, to("/members/{}", lines[row].person.value));
  };
  return web::table(words, listing,
                    {.link = page_of_row,
                     .empty = words(M("Ngày này chưa có đảng viên nào.")),
                     .numbered = true,
                     .first_number = static_cast<std::size_t>(first_number)});
}

}  // namespace giaoban::member
