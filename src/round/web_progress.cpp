// One round: how far each unit is, who is done, who is late.
#include <algorithm>

#include "base/text.h"
#include "round/web_parts.h"
#include "web/form.h"
#include "web/verb_pages.h"

namespace giaoban::round {

namespace {

using web::Html;
using web::to;
using web::Visit;
using web::Words;

enum class Shown { all, unfinished, late };

bool is_late(Progress const& one, Day today) {
  return !one.complete() && one.deadline && *one.deadline < today;
}

Html state_of(Words const& words, Progress const& one, Day today) {
  if (one.complete()) return web::badge(words(M("đã xong")), web::Tone::good);
  if (is_late(one, today)) return web::badge(words(M("quá hạn")), web::Tone::bad);
  bool const begun = one.members_proposed > 0 || one.members_decided > 0 || one.units_decided > 0;
  return begun ? web::badge(words(M("đang làm")), web::Tone::accent)
               : web::badge(words(M("chưa bắt đầu")), web::Tone::warning);
}

Html progress_table(Words const& words, Asked const& asked, std::vector<Progress> const& lines,
                    Day today) {
  Listing listing{.title = words(M("Tiến độ theo đơn vị")),
                  .columns = {{"name", M("Tên đơn vị"), CellType::text},
                              {"members", M("Đảng viên"), CellType::count},
                              {"excluded", M("Không xếp loại theo quy định"), CellType::count},
                              {"proposed", M("Đã đề xuất"), CellType::count},
                              {"decided", M("Đã quyết định"), CellType::count},
                              {"units", M("Tổ chức đã quyết định"), CellType::text},
                              {"deadline", M("Hạn"), CellType::day},
                              {"state", M("Tình trạng"), CellType::text}},
                  .rows = {}};
  for (Progress const& one : lines) {
    listing.rows.push_back(
        {one.unit.name, one.members, one.excluded, one.members_proposed, one.members_decided,
         words.count(one.units_decided) + "/" + words.count(one.units),
         one.deadline ? Value{std::int64_t{one.deadline->number()}} : Value{}, std::string(" ")});
  }
  web::TableOptions options{.empty = words(M("Không có đơn vị nào."))};
  options.link = [&](std::size_t row) {
    Progress const& one = lines[row];
    // What stands lowest opens its sheet, others what is under them.
    if (one.units <= 1) {
      return std::optional(to("/rounds/{}/units/{}", asked.round.round.value, one.unit.id.value));
    }
    return std::optional(round_url(asked).with("unit", one.unit.code));
  };
  options.cell = [&](std::size_t row, std::size_t column) -> std::optional<Html> {
    if (listing.columns[column].id != "state") return std::nullopt;
    return state_of(words, lines[row], today);
  };
  return web::table(words, listing, options);
}

struct Split {
  std::vector<Progress> all, unfinished, late;
};

Split split(std::vector<Progress> const& below, Day today) {
  Split split;
  for (Progress const& one : below) {
    split.all.push_back(one);
    if (!one.complete()) split.unfinished.push_back(one);
    if (is_late(one, today)) split.late.push_back(one);
  }
  return split;
}

Html head_figures(Words const& words, Progress const& whole, Split const& split) {
  std::string const done =
      words.count(static_cast<std::int64_t>(split.all.size() - split.unfinished.size()));
  return web::figures(
      {{.label = words(M("Đơn vị trực thuộc đã xong")),
        .value = done + "/" + words.count(static_cast<std::int64_t>(split.all.size()))},
       {.label = words(M("Đảng viên đã quyết định")),
        .value = words.count(whole.members_decided) + "/" + words.count(whole.members),
        .note = words(M("{count} không xếp loại theo quy định"),
                      {{"count", words.count(whole.excluded)}})},
       {.label = words(M("Tổ chức đảng đã quyết định")),
        .value = words.count(whole.units_decided) + "/" + words.count(whole.units)}});
}

Html unit_tabs(Words const& words, Asked const& asked, Split const& split, Shown shown) {
  auto const at = [&](std::string_view which) {
    return round_url(asked).with("unit", asked.unit.code).with("show", which);
  };
  auto const count = [&](std::vector<Progress> const& lines) {
    return words.count(static_cast<std::int64_t>(lines.size()));
  };
  return web::tabs(words(M("Đơn vị nào")),
                   {{at(""), words(M("Tất cả")), count(split.all)},
                    {at("unfinished"), words(M("Chưa xong")), count(split.unfinished)},
                    {at("late"), words(M("Quá hạn")), count(split.late)}},
                   static_cast<std::size_t>(shown));
}

Result<Asked> round_shown(Visit const& visit) {
  TRY_INTO(std::int64_t const number, number_in(visit, "round"));
  auto snapshot = visit.store.read();
  for (RoundView& round : rounds(*snapshot, unit::Reach::everything(), {Day::forever() - 1})) {
    if (round.round.value != number) continue;
    store::Moment const then{round.opening.roster_on};
    auto reach = unit::reach_of(*snapshot, visit.caller.actor, round_read, then);
    std::string const typed = normalise(visit.request.query.text("unit"));
    // Without a unit: the one that opened it, or the caller's own part.
    auto node = typed.empty() && reach.holds(round.opening.unit)
                    ? unit::in_reach(*snapshot, reach, round.opening.unit, then)
                    : unit::in_reach(*snapshot, reach, typed, then);
    if (!node) return std::unexpected(node.error());
    // Of a round beside the caller's own part nothing is told.
    auto const chain = unit::chain(*snapshot, node->id.value, then);
    bool const covered = std::ranges::find(chain, round.opening.unit.value) != chain.end();
    if (!covered && !reach.holds(round.opening.unit)) break;
    return Asked{std::move(snapshot), std::move(reach), std::move(round), *std::move(node)};
  }
  return refuse(web::no_such_page, {{"path", visit.request.path}});
}

}  // namespace

Result<web::Response> show_round(Visit& visit) {
  Words const words{visit.language()};
  TRY_INTO(Asked const asked, round_shown(visit));
  Day const today = visit.site.clock->today();
  auto all = progress(*asked.snapshot, asked.reach, asked.round, asked.unit.id);
  ensure(!all.empty(), "a unit in reach stands in the tree");
  Progress const whole = all.front();
  all.erase(all.begin());
  Split const parts = split(all, today);
  std::string const which = visit.request.query.text("show");
  Shown const shown = which == "late"         ? Shown::late
                      : which == "unfinished" ? Shown::unfinished
                                              : Shown::all;
  auto const& lines = shown == Shown::late         ? parts.late
                      : shown == Shown::unfinished ? parts.unfinished
                                                   : parts.all;
  Html body = head_figures(words, whole, parts);
  if (!parts.all.empty()) {
    body.add(unit_tabs(words, asked, parts, shown));
    body.add(progress_table(words, asked, lines, today));
  }
  Html actions = web::button_link(sheet_url(asked), words(M("Phiếu của đơn vị này")),
                                  web::ButtonLook::primary);
  auto const of_unit_here = [&](std::string_view what, Msg label) {
    actions.add(web::button_link(to("/rounds/{}/units/{}/{}", asked.round.round.value,
                                    asked.unit.id.value, std::string(what)),
                                 words(label)));
  };
  of_unit_here("summary", M("Tổng hợp (Excel)"));
  of_unit_here("summary-paper", M("Tổng hợp (Word)"));
  of_unit_here("years", M("So sánh các năm"));
  of_unit_here("commendable", M("Xét khen thưởng"));
  actions.add(web::button_form(
      visit,
      to("/rounds/{}/units/{}/papers/decision", asked.round.round.value, asked.unit.id.value),
      words(M("Mọi quyết định (tệp nén)"))));
  if (visit.caller.actor.may(round_open)) {
    actions.add(web::button_link(web::verb_url("round set-deadline")
                                     .with("unit", asked.unit.code)
                                     .with("year", asked.round.opening.year),
                                 words(M("Đặt hạn"))));
  }
  return web::page(visit,
                   {.title = words(M("Xếp loại năm {year}: {unit}"),
                                   {{"year", std::to_string(asked.round.opening.year)},
                                    {"unit", asked.unit.name}}),
                    .lead = words(M("Danh sách chốt ngày {day}; mở đợt ngày {opened}."),
                                  {{"day", words.day(asked.round.opening.roster_on)},
                                   {"opened", words.day(asked.round.opened_on)}}),
                    .active = menu_path,
                    .crumbs = {{words(M("Đợt xếp loại")), to("/rounds")}},
                    .actions = actions,
                    .width = web::PageWidth::full},
                   body);
}

}  // namespace giaoban::round
