// One round: how far each unit is, who is done, who is late.
#include <algorithm>
#include <iterator>

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

constexpr std::int64_t per_page = 50;

// What is listed: the units directly below or those of a level, all or some of them.
struct Look {
  std::optional<unit::Level> level;
  Listed which = Listed::all;
};

Look look_of(Visit const& visit) {
  web::Fields const& query = visit.request.query;
  return {from_code<unit::Level>(query.text("level")),
          from_code<Listed>(query.text("show")).value_or(Listed::all)};
}

web::Url look_url(Asked const& asked, std::string_view unit, Look const& look) {
  return round_url(asked)
      .with("unit", unit)
      .with("level", look.level ? code(*look.level) : std::string_view())
      .with("show", look.which == Listed::all ? std::string_view() : code(look.which));
}

std::int64_t size_of(std::vector<Progress> const& lines) {
  return static_cast<std::int64_t>(lines.size());
}

std::vector<Progress> only(std::vector<Progress> const& lines, Listed which, Day today) {
  std::vector<Progress> some;
  std::ranges::copy_if(lines, std::back_inserter(some),
                       [&](Progress const& line) { return listed(line, which, today); });
  return some;
}

Html badge_of(Words const& words, Progress const& one, Day today) {
  if (one.complete()) return web::badge(words(M("đã xong")), web::Tone::good);
  if (one.days_late(today) > 0) {
    std::string const days = words.count(one.days_late(today));
    return web::badge(words(M("quá hạn {days} ngày"), {{"days", days}}), web::Tone::bad);
  }
  bool const begun = one.members_proposed > 0 || one.members_decided > 0 || one.units_decided > 0;
  return begun ? web::badge(words(M("đang làm")), web::Tone::accent)
               : web::badge(words(M("chưa bắt đầu")), web::Tone::warning);
}

Html state_of(Words const& words, Progress const& one, Day today) {
  Html state = badge_of(words, one, today);
  if (one.complete()) return state;
  std::string const members = words.count(one.members - one.members_decided);
  std::string const units = words.count(one.units - one.units_decided);
  state.add(" ");
  state.add(web::element("span", {{"class", "note"}},
                         words(M("còn {members} đảng viên, {units} tổ chức"),
                               {{"members", members}, {"units", units}})));
  return web::element("div", state);
}

// What stands behind a number of a line: its own sheet, or those under it.
web::Url behind(Asked const& asked, Progress const& one, Look const& look) {
  if (one.units <= 1) {
    return to("/rounds/{}/units/{}", asked.round.round.value, one.unit.id.value);
  }
  return look_url(asked, one.unit.code, look);
}

Html progress_table(Words const& words, Asked const& asked, std::vector<Progress> const& lines,
                    Day today) {
  Listing listing{.title = words(M("Tiến độ theo đơn vị")),
                  .columns = {{"name", M("Tên đơn vị"), CellType::text},
                              {"under", M("Thuộc"), CellType::text},
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
        {one.unit.name, one.under, one.members, one.excluded, one.members_proposed,
         one.members_decided, words.count(one.units_decided) + "/" + words.count(one.units),
         one.deadline ? Value{std::int64_t{one.deadline->number()}} : Value{}, std::string(" ")});
  }
  bool const all_under_one = std::ranges::all_of(
      lines, [&](Progress const& one) { return one.under == lines.front().under; });
  if (all_under_one) {
    constexpr int under = 1;
    listing.columns.erase(listing.columns.begin() + under);
    for (Row& row : listing.rows) row.erase(row.begin() + under);
  }
  web::TableOptions options{.empty = words(M("Không có đơn vị nào."))};
  // What stands lowest opens its sheet, others what is under them.
  options.link = [&](std::size_t row) { return std::optional(behind(asked, lines[row], {})); };
  options.cell = [&](std::size_t row, std::size_t column) -> std::optional<Html> {
    Progress const& one = lines[row];
    std::string_view const id = listing.columns[column].id;
    if (id == "state") return state_of(words, one, today);
    auto const counted = [&](std::int64_t count, Stage stage) {
      return web::link(members_url(asked, one.unit.id, stage), words.count(count));
    };
    if (id == "members") return counted(one.members, Stage::all);
    if (id == "excluded") return counted(one.excluded, Stage::excluded);
    if (id == "proposed") return counted(one.members_proposed, Stage::proposed);
    if (id == "decided") return counted(one.members_decided, Stage::decided);
    if (id == "units") {
      return web::link(behind(asked, one, {}), std::get<std::string>(listing.rows[row][column]));
    }
    return std::nullopt;
  };
  return web::table(words, listing, options);
}

// How many are done at each level, of how many; each number opens its list.
Html levels_table(Words const& words, Asked const& asked,
                  std::vector<LevelProgress> const& levels) {
  Listing listing{.title = words(M("Đã xong đến đâu, theo từng cấp")),
                  .columns = {{"level", M("Cấp"), CellType::text},
                              {"complete", M("Đã xong"), CellType::text},
                              {"unfinished", M("Chưa xong"), CellType::count},
                              {"late", M("Quá hạn"), CellType::count}},
                  .rows = {}};
  for (LevelProgress const& one : levels) {
    listing.rows.push_back(
        {words(organisations_at(one.level)), std::string(" "), one.unfinished(), one.late});
  }
  web::TableOptions options{};
  auto const list = [&](LevelProgress const& one, Listed which) {
    return look_url(asked, asked.unit.code, {one.level, which}).at("list");
  };
  options.link = [&](std::size_t row) { return std::optional(list(levels[row], Listed::all)); };
  options.cell = [&](std::size_t row, std::size_t column) -> std::optional<Html> {
    LevelProgress const& one = levels[row];
    if (column == 1) {
      return web::share(words, Share(one.complete, one.all, organisations_at(one.level)),
                        list(one, Listed::complete));
    }
    if (column == 2) return web::link(list(one, Listed::unfinished), words.count(one.unfinished()));
    if (column == 3) return web::link(list(one, Listed::late), words.count(one.late));
    return std::nullopt;
  };
  return web::table(words, listing, options);
}

Html head_figures(Words const& words, Asked const& asked, Progress const& whole,
                  std::vector<Progress> const& below, Day today) {
  auto const list = [&](Look const& look) {
    return std::optional(look_url(asked, asked.unit.code, look).at("list"));
  };
  return web::figures(
      {{.label = words(M("Đơn vị trực thuộc đã xong")),
        .value = words.count(size_of(only(below, Listed::complete, today))) + "/" +
                 words.count(size_of(below)),
        .records = list({{}, Listed::complete})},
       {.label = words(M("Đảng viên đã quyết định")),
        .value = words.count(whole.members_decided) + "/" + words.count(whole.members),
        .note = words(M("{count} không xếp loại theo quy định"),
                      {{"count", words.count(whole.excluded)}}),
        .records = members_url(asked, asked.unit.id, Stage::decided)},
       {.label = words(M("Tổ chức đảng đã quyết định")),
        .value = words.count(whole.units_decided) + "/" + words.count(whole.units),
        .records = list({unit::Level::grassroots, Listed::all})}});
}

Html list_tabs(Words const& words, Asked const& asked, std::vector<Progress> const& lines,
               Look const& look, Day today) {
  std::vector<web::Tab> all;
  for (Choice const& choice : choices_of(Listed{})) {
    auto const which = static_cast<Listed>(choice.value);
    all.push_back({look_url(asked, asked.unit.code, {look.level, which}).at("list"),
                   words(choice.label), words.count(size_of(only(lines, which, today)))});
  }
  return web::tabs(words(M("Đơn vị nào")), all, static_cast<std::size_t>(look.which));
}

// One list, a page at a time: a province has thousands of cells.
Html list_of(Visit const& visit, Asked const& asked, std::vector<Progress> const& lines,
             Look const& look) {
  Words const words{visit.language()};
  Day const today = visit.site.clock->today();
  auto const some = only(lines, look.which, today);
  web::PageOf where{.per_page = per_page, .total = size_of(some)};
  where.page = web::page_asked(visit, where.last());
  auto const first = (where.page - 1) * per_page;
  auto const last = std::min(where.total, first + per_page);
  Html html = web::heading(
      look.level ? words(M("Cấp: {level}"), {{"level", words(organisations_at(*look.level))}})
                 : words(M("Các đơn vị trực thuộc")),
      "list");
  html.add(list_tabs(words, asked, lines, look, today));
  html.add(progress_table(words, asked, {some.begin() + first, some.begin() + last}, today));
  if (where.total > per_page) {
    html.add(web::pagination(words, look_url(asked, asked.unit.code, look), where));
  }
  return html;
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

Html body_of_round(Visit const& visit, Asked const& asked) {
  Words const words{visit.language()};
  Day const today = visit.site.clock->today();
  Look const look = look_of(visit);
  auto all = progress_throughout(*asked.snapshot, asked.reach, asked.round, asked.unit.id);
  ensure(!all.empty(), "a unit in reach stands in the tree");
  Progress const whole = all.front();
  all.erase(all.begin());
  auto const chosen = [&](auto const& wanted) {
    std::vector<Progress> some;
    std::ranges::copy_if(all, std::back_inserter(some), wanted);
    return some;
  };
  auto const below =
      chosen([&](Progress const& one) { return one.unit.depth == whole.unit.depth + 1; });
  Html body = head_figures(words, asked, whole, below, today);
  if (all.empty()) return body;
  body.add(levels_table(words, asked, by_level(all, today)));
  body.add(list_of(visit, asked,
                   look.level ? chosen([&](Progress const& one) {
                     return unit::level_of(one.unit.unit_kind) == *look.level;
                   })
                              : below,
                   look));
  return body;
}

// The way up, to the unit that opened the round or as far as the reader's part goes.
std::vector<web::Crumb> crumbs_above(Words const& words, Asked const& asked) {
  std::vector<web::Crumb> crumbs;
  store::Moment const then{asked.round.opening.roster_on};
  for (std::int64_t const id : unit::chain(*asked.snapshot, asked.unit.id.value, then)) {
    UnitId const above{id};
    auto const node = unit::node_of(*asked.snapshot, above, then);
    if (!node || !asked.reach.holds(above)) break;
    if (above != asked.unit.id) crumbs.push_back({node->name, look_url(asked, node->code, {})});
    if (above == asked.round.opening.unit) break;
  }
  crumbs.push_back({words(M("Đợt xếp loại")), to("/rounds")});
  std::ranges::reverse(crumbs);
  return crumbs;
}

}  // namespace

namespace {

// Until a round is closed or all is decided, figures show the year before.
std::string lead_of(Words const& words, RoundView const& round, std::optional<Day> closed) {
  Args args{{"day", words.day(round.opening.roster_on)}, {"opened", words.day(round.opened_on)}};
  if (!closed) {
    return words(M("Danh sách chốt ngày {day}; mở đợt ngày {opened}. Khi đợt khép, hoặc khi đã "
                   "quyết định xong, số liệu mới lấy kết quả năm này."),
                 args);
  }
  args.push_back({"closed", words.day(*closed)});
  return words(M("Danh sách chốt ngày {day}; mở đợt ngày {opened}; khép ngày {closed}."), args);
}

}  // namespace

Result<web::Response> show_round(Visit& visit) {
  Words const words{visit.language()};
  TRY_INTO(Asked const asked, round_shown(visit));
  Html const body = body_of_round(visit, asked);
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
  auto const all_papers = [&](std::string_view what, Msg label) {
    actions.add(web::button_form(visit,
                                 to("/rounds/{}/units/{}/papers/{}", asked.round.round.value,
                                    asked.unit.id.value, std::string(what)),
                                 words(label)));
  };
  all_papers("review", M("Mọi mẫu tự kiểm điểm (tệp nén)"));
  all_papers("decision", M("Mọi quyết định (tệp nén)"));
  if (visit.caller.actor.may(round_open)) {
    actions.add(web::button_link(web::verb_url("round set-deadline")
                                     .with("unit", asked.unit.code)
                                     .with("year", asked.round.opening.year),
                                 words(M("Đặt hạn"))));
  }
  int const year = static_cast<int>(asked.round.opening.year);
  auto const closed = closed_on(*asked.snapshot, asked.unit.id, year, {Day::forever() - 1});
  bool const own = asked.unit.id == asked.round.opening.unit;
  if (visit.caller.actor.may(round_open) && own && !closed) {
    actions.add(web::button_link(web::verb_url("round close")
                                     .with("unit", asked.unit.code)
                                     .with("year", asked.round.opening.year)
                                     .with("next", round_url(asked).text()),
                                 words(M("Khép đợt"))));
  }
  return web::page(visit,
                   {.title = words(M("Xếp loại năm {year}: {unit}"),
                                   {{"year", std::to_string(asked.round.opening.year)},
                                    {"unit", asked.unit.name}}),
                    .lead = lead_of(words, asked.round, closed),
                    .active = menu_path,
                    .crumbs = crumbs_above(words, asked),
                    .actions = actions,
                    .width = web::PageWidth::full},
                   body);
}

}  // namespace giaoban::round
