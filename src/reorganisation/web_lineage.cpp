// What a unit came from and what it became: a drawing of the nearest steps with the members that
// went each way, and all steps as a table.
#include <algorithm>
#include <iterator>
#include <set>

#include "base/clock.h"
#include "member/member.h"
#include "reorganisation/web.h"
#include "unit/web.h"
#include "web/components.h"
#include "web/record_page.h"

namespace giaoban::reorganisation {

namespace {

using unit::Succession;
using web::element;
using web::Html;
using web::to;
using web::Words;

constexpr std::string_view lineage_route = "/units/{unit}/lineage";

struct Drawn {
  web::Visit const& visit;
  Words words;
  store::Snapshot& snapshot;
  unit::Seen const& seen;
  unit::Reach reach;  // of member_read: who may not see members sees no counts
  unit::Lineage lineage;
};

// Members that went the way of a succession: those of the predecessor's cells that are under the
// successor at the end of the day.
std::int64_t members_that_went(Drawn const& all, Succession const& one) {
  store::Moment const before{one.on - 1, all.seen.moment.known_at};
  store::Moment const after{one.on, all.seen.moment.known_at};
  auto const then = unit::tree(all.snapshot, before);
  auto const now = unit::tree(all.snapshot, after);
  std::int64_t members = 0;
  for (unit::Node const& node : then.subtree(one.predecessor)) {
    if (!unit::holds_members(node.unit_kind)) continue;
    for (auto const& [cell, count] : member::went_to(all.snapshot, node.id, after)) {
      if (now.within(cell, one.successor)) members += count;
    }
  }
  return members;
}

std::string name_on(Drawn const& all, UnitId unit, Day day) {
  auto const node = unit::node_of(all.snapshot, unit, {day, all.seen.moment.known_at});
  return node ? node->name + " (" + node->code + ")" : std::string("–");
}

Html box(Drawn const& all, Succession const& one, UnitId other, Day named_on) {
  Html body = web::link(to("/units/{}/lineage", other.value).with("as_of", named_on.iso()),
                        name_on(all, other, named_on));
  std::string note = all.words.day(one.on) + " · " + all.words(label(one.heir));
  bool const seen =
      all.reach.holds(all.snapshot, unit::unit_entity, one.predecessor.value, all.seen.moment);
  if (seen) {
    note += " · " + all.words(M("{count} đảng viên"),
                              {{"count", all.words.count(members_that_went(all, one))}});
  }
  return element("li", {{"class", "kin"}}, body, element("span", {{"class", "note"}}, note));
}

std::string percent(std::size_t at, std::size_t of) {
  return std::to_string(100 * (2 * at + 1) / (2 * of)) + "%";
}

// Lines between several boxes on the one side and one on the other.
Html strands(std::size_t count, bool to_one) {
  Html lines;
  for (std::size_t i = 0; i < count; ++i) {
    lines.add(element("line", {{"x1", to_one ? "0%" : "100%"},
                               {"y1", percent(i, count)},
                               {"x2", to_one ? "100%" : "0%"},
                               {"y2", "50%"},
                               {"class", "axis"}}));
  }
  return element("svg", {{"class", "strands"}, {"aria-hidden", "true"}}, lines);
}

Html column(std::string const& title, Html const& boxes) {
  return element("div", {{"class", "kin-column"}}, element("h3", title), element("ul", boxes));
}

Html drawing(Drawn const& all) {
  auto const before = all.lineage.before(all.seen.unit);
  auto const after = all.lineage.after(all.seen.unit);
  Html html;
  if (!before.empty()) {
    Html boxes;
    for (Succession const& one : before) boxes.add(box(all, one, one.predecessor, one.on - 1));
    html.add(column(all.words(M("Từ")), boxes));
    html.add(strands(before.size(), true));
  }
  html.add(column(all.words(M("Đơn vị này")),
                  element("li", {{"class", "kin own"}}, all.seen.node.name,
                          element("span", {{"class", "note"}}, all.seen.node.code))));
  if (!after.empty()) {
    Html boxes;
    for (Succession const& one : after) boxes.add(box(all, one, one.successor, one.on));
    html.add(strands(after.size(), false));
    html.add(column(all.words(M("Thành")), boxes));
  }
  return element("div", {{"class", "lineage"}}, html);
}

Html steps(Drawn const& all) {
  Listing listing{.title = all.words(M("Mọi lần sắp xếp liên quan")),
                  .columns = {{"on", M("Ngày"), CellType::day},
                              {"from", M("Đơn vị cũ"), CellType::text},
                              {"to", M("Đơn vị mới"), CellType::text},
                              {"heir", M("Phần kế thừa"), CellType::text}},
                  .rows = {}};
  for (Succession const& one : all.lineage.around(all.seen.unit)) {
    listing.rows.push_back({std::int64_t{one.on.number()},
                            name_on(all, one.predecessor, one.on - 1),
                            name_on(all, one.successor, one.on), all.words(label(one.heir))});
  }
  return web::panel(listing.title,
                    web::table(all.words, listing, {.caption_look = web::CaptionLook::heard}));
}

// --- dated back ----------------------------------------------------------------------------------

// The entry that recorded a succession.
std::optional<store::Entry> entry_of(Drawn const& all, Succession const& one) {
  auto const known = all.snapshot.history_of<unit::UnitSuccession>(one.predecessor.value,
                                                                   all.seen.moment.known_at);
  for (auto const& fact : known) {
    if (fact.head.span.from != one.on || fact.value.successor != one.successor) continue;
    return store::entry(all.snapshot, fact.head.recorded_in);
  }
  return std::nullopt;
}

// What was recorded after the day from which it holds: reports made between did not know of it.
Html told_late(Drawn const& all) {
  auto successions = all.lineage.before(all.seen.unit);
  std::ranges::copy(all.lineage.after(all.seen.unit), std::back_inserter(successions));
  Words const& words = all.words;
  std::set<Day> told;
  Html html;
  for (Succession const& one : successions) {
    auto const entry = entry_of(all, one);
    if (!entry || !told.insert(one.on).second) continue;
    Day const recorded = day_in_vietnam(entry->at);
    if (recorded <= one.on) continue;
    Day const last_report = recorded - 1;
    std::string const under =
        all.seen.above.empty() ? all.seen.node.code : all.seen.above.back().code;
    Html const text = web::paragraph(
        words(M("Lần sắp xếp có hiệu lực từ {on} mà đến {recorded} mới ghi vào sổ. Báo cáo lập "
                "trong thời gian đó tính theo tổ chức cũ."),
              {{"on", words.day(one.on)}, {"recorded", words.day(recorded)}}));
    html.add(join(text, web::button_link(to("/figures/revisions")
                                             .with("unit", under)
                                             .with("measure", "members")
                                             .with("as_of", last_report.vietnamese())
                                             .with("known_at", entry->number - 1),
                                         words(M("So số đã báo cáo với số hiện nay")))));
  }
  return html.empty() ? Html{} : web::panel(words(M("Ghi sau ngày có hiệu lực")), html);
}

}  // namespace

Result<web::Response> show_lineage(web::Visit& visit) {
  auto const snapshot = visit.store.read();
  TRY_INTO(unit::Seen const seen, unit::seen_unit(visit, *snapshot));
  Drawn const all{
      .visit = visit,
      .words = Words{visit.language()},
      .snapshot = *snapshot,
      .seen = seen,
      .reach = unit::reach_of(*snapshot, visit.caller.actor, member::member_read, seen.moment),
      .lineage = unit::Lineage(*snapshot, seen.moment.known_at)};
  Html body = unit::tabs_of(visit, seen, lineage_route);
  if (all.lineage.before(seen.unit).empty() && all.lineage.after(seen.unit).empty()) {
    body.add(web::empty_state(
        all.words(M("Đơn vị này chưa qua lần hợp nhất, chia tách nào được ghi."))));
  } else {
    body.add(drawing(all));
    body.add(told_late(all));
    body.add(steps(all));
  }
  return web::page(visit, unit::head_of(visit, seen), body);
}

}  // namespace giaoban::reorganisation
