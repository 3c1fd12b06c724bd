#include "post/web.h"

#include <algorithm>
#include <charconv>

#include "post/post.h"
#include "web/components.h"
#include "web/page.h"
#include "web/paged.h"
#include "web/record_page.h"
#include "web/verb_pages.h"

namespace giaoban::post {

namespace {

using store::Moment;
using store::Snapshot;
using web::Html;
using web::to;
using web::Visit;
using web::Words;

Result<std::int64_t> number_in_path(Visit const& visit, std::string_view name) {
  std::string const text = visit.place(name);
  std::int64_t number = 0;
  auto const read = std::from_chars(text.data(), text.data() + text.size(), number);
  if (read.ec != std::errc{} || read.ptr != text.data() + text.size()) {
    return refuse(web::no_such_page, {{"path", visit.request.path}});
  }
  return number;
}

std::string name_of(Snapshot& snapshot, PersonId person, Moment moment) {
  auto const known = snapshot.fact<member::PersonParticulars>(person.value, moment);
  return known ? known->value.full_name : std::string();
}

std::string title_of(Words const& words, PostHolding const& holding) {
  std::string const title = words(label(holding.title));
  return holding.title_text.empty() ? title : title + ": " + holding.title_text;
}

Value last_day(Span span) {
  return span.to == Day::forever() ? Value{} : Value{std::int64_t{(span.to - 1).number()}};
}

// Ending a post, for whoever may: by the form of the verb.
Html ending(Visit const& visit, Words const& words, Holding const& held, Moment moment) {
  if (!held.span.contains(moment.as_of) || !visit.caller.actor.may(post_write)) return {};
  return web::button_link(web::verb_url("post end")
                              .with("post", held.post.value)
                              .with(web::next_field, visit.request.path),
                          words(M("Thôi giữ")), web::ButtonLook::quiet);
}

// Whom or where a post names, in the first column: {text, link}.
struct Named {
  std::string text;
  web::Url url;
};

Html posts_table(Visit const& visit, Column const& first, std::vector<Holding> const& holdings,
                 std::vector<Named> const& named, Moment moment) {
  Words const words{visit.language()};
  Listing listing{.title = words(M("Danh sách chức vụ")),
                  .columns = {first,
                              {"title", M("Chức vụ"), CellType::text},
                              {"from", M("Từ ngày"), CellType::day},
                              {"last", M("Đến hết ngày"), CellType::day}},
                  .rows = {}};
  bool const writes = visit.caller.actor.may(post_write);
  if (writes) listing.columns.push_back({"ending", M("Thao tác"), CellType::text});
  for (std::size_t i = 0; i < holdings.size(); ++i) {
    Holding const& held = holdings[i];
    listing.rows.push_back({named[i].text, title_of(words, held.holding),
                            std::int64_t{held.span.from.number()}, last_day(held.span)});
    if (writes) listing.rows.back().emplace_back();
  }
  web::TableOptions options{.id = "posts",
                            .empty = words(M("Không có chức vụ nào trong ngày này."))};
  options.link = [&](std::size_t row) { return std::optional(named[row].url); };
  options.cell = [&](std::size_t row, std::size_t column) -> std::optional<Html> {
    if (listing.columns[column].id != "ending") return std::nullopt;
    return ending(visit, words, holdings[row], moment);
  };
  return web::paged_table(visit, listing, options,
                          {.here = web::same_moment(visit, web::Url::checked(visit.request.path))});
}

Html appointing(Visit const& visit, Words const& words, web::Url const& form) {
  if (!visit.caller.actor.may(post_write)) return {};
  return web::button_link(form.with(web::next_field, visit.request.path),
                          words(M("Ghi chức vụ mới")), web::ButtonLook::primary);
}

Result<web::Response> show_of_unit(Visit& visit) {
  Words const words{visit.language()};
  TRY_INTO(Moment const moment, visit.moment());
  TRY_INTO(std::int64_t const id, number_in_path(visit, "unit"));
  auto const snapshot = visit.store.read();
  auto const reach = unit::reach_of(*snapshot, visit.caller.actor, post_read, moment);
  TRY_INTO(unit::Node const node, unit::in_reach(*snapshot, reach, UnitId{id}, moment));
  auto const holdings = of_unit(*snapshot, node.id, moment);
  std::vector<Named> named;
  for (Holding const& held : holdings) {
    auto name = name_of(*snapshot, held.holding.person, moment);
    named.push_back({name.empty() ? words(M("(đã xóa)")) : std::move(name),
                     to("/members/{}", held.holding.person.value)});
  }
  visit.store.log_access(visit.caller.actor.name, "post list", id);
  Html const table =
      posts_table(visit, {"full_name", M("Họ và tên"), CellType::text}, holdings, named, moment);
  if (web::asks_for(visit.request, "posts")) return web::fragment(table);
  return web::page(
      visit,
      {.title = words(M("Chức vụ ở {unit}"), {{"unit", node.name}}),
       .crumbs = {{node.name, to("/units/{}", id)}},
       .as_of = web::AsOfBar{moment},
       .actions = appointing(visit, words, web::verb_url("post appoint").with("unit", node.code))},
      table);
}

Result<web::Response> show_of_person(Visit& visit) {
  Words const words{visit.language()};
  TRY_INTO(Moment const moment, visit.moment());
  TRY_INTO(std::int64_t const id, number_in_path(visit, "person"));
  auto const snapshot = visit.store.read();
  auto const reach = unit::reach_of(*snapshot, visit.caller.actor, post_read, moment);
  auto const person = member::view(*snapshot, reach, PersonId{id}, moment);
  if (!person) return refuse(member::no_such_person, {{"person", std::to_string(id)}});
  TRY_INTO(auto const holdings,
           seen_of_person(*snapshot, visit.caller.actor, PersonId{id}, moment));
  std::vector<Named> named;
  for (Holding const& held : holdings) {
    // A post that is over is told with the name that the unit bore on its last day.
    auto const node = unit::node_of(*snapshot, held.holding.unit,
                                    {held.span.nearest(moment.as_of), moment.known_at});
    named.push_back({node ? node->name : std::string(), to("/units/{}", held.holding.unit.value)});
  }
  visit.store.log_access(visit.caller.actor.name, "post list", id);
  Html const table =
      posts_table(visit, {"unit", M("Đơn vị"), CellType::text}, holdings, named, moment);
  if (web::asks_for(visit.request, "posts")) return web::fragment(table);
  std::string const name =
      person->particulars ? person->particulars->full_name : words(M("(đã xóa)"));
  return web::page(
      visit,
      {.title = words(M("Chức vụ của {person}"), {{"person", name}}),
       .lead = words(M("Tất cả chức vụ từ trước đến nay")),
       .crumbs = {{name, to("/members/{}", id)}},
       .actions = appointing(visit, words, web::verb_url("post appoint").with("person", id))},
      table);
}

}  // namespace

std::vector<web::Route> routes() {
  return {{.path = "/units/{unit}/posts",
           .handle = &show_of_unit,
           .right = &post_read,
           .query = {web::asks_number("page")}},
          {.path = "/members/{person}/posts",
           .handle = &show_of_person,
           .right = &post_read,
           .query = {web::asks_number("page")}}};
}

// Posts are reached from the unit and the person.
std::vector<web::MenuEntry> menu() {
  return {};
}

}  // namespace giaoban::post
