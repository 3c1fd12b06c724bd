// The dashboard: large numbers, targets, units side by side, grades, the years. The same page on a
// phone, on a desk, and with ?hall=1 on the screen of a hall.
#include <algorithm>
#include <array>
#include <charconv>

#include "base/text.h"
#include "table/web_parts.h"
#include "web/chart.h"
#include "web/components.h"
#include "web/page.h"
#include "web/verb_pages.h"

namespace giaoban::table {

namespace {

using figure::Figure;
using figure::Held;
using web::Html;
using web::to;
using web::Visit;
using web::Words;

constexpr int years_back = 5;
constexpr std::size_t bars_max = 30;
constexpr std::size_t bars_in_hall_max = 20;  // more do not stand on one screen

// What one drawing needs.
struct Board {
  Visit const& visit;
  Words words;
  store::Snapshot& snapshot;
  unit::Node unit;
  store::Moment moment;
  figure::Year year;  // of yearly results
};

// Measures that are defined on the day and may be seen; others are passed by.
std::vector<Held> measures_in(Board const& board, std::string_view ids) {
  auto const reach =
      unit::reach_of(board.snapshot, board.visit.caller.actor, figure::figure_read, board.moment);
  std::vector<Held> all;
  for (auto const& id : parted(ids)) {
    if (auto const found = figure::measure_seen(board.snapshot, reach, id, board.moment)) {
      all.push_back(*found);
    }
  }
  return all;
}

std::vector<Figure> figures_of_unit(Board const& board, std::vector<Held> const& measures) {
  UnitId const unit = board.unit.id;
  return std::move(
      figure::figures(board.snapshot, measures, std::span(&unit, 1), board.moment, board.year)
          .front());
}

web::Figure headline(Words const& words, Figure const& figure) {
  web::Figure tile{.label = figure.measure().name(words.language), .value = words(M("chưa biết"))};
  if (!figure.count) {
    for (auto const& note : {figure.note, figure.running}) {
      if (note) tile.note += (tile.note.empty() ? "" : " ") + words(note->text, note->args);
    }
    return tile;
  }
  tile.value = words.count(*figure.count);
  tile.records = records_of(figure);
  if (figure.share) tile.note = figure.share->text(words.language);
  // A large number of yearly results says of which year it is, and that another one is under way.
  if (figure.reference.year.by != figure::Year::By::said) return tile;
  for (auto const& note : {figure.note, figure.running}) {
    if (note) tile.note += (tile.note.empty() ? "" : " – ") + words(note->text, note->args);
  }
  return tile;
}

Html headlines_of(Board const& board, std::string_view ids) {
  std::vector<web::Figure> tiles;
  for (Figure const& one : figures_of_unit(board, measures_in(board, ids))) {
    tiles.push_back(headline(board.words, one));
  }
  return tiles.empty() ? Html{} : web::figures(tiles);
}

// The target of the day's year, of own measures that have one.
struct Aimed {
  Figure figure;
  figure::Target target;
};
std::vector<Aimed> aimed_of(Board const& board) {
  auto own = figure::own_measures(board.snapshot, board.moment, board.unit.id);
  std::erase_if(own, [&](Held const& one) {
    auto const targets = figure::targets_of(board.snapshot, *one, board.moment.known_at);
    return std::ranges::find(targets, board.moment.as_of.year(), &figure::Target::year) ==
           targets.end();
  });
  std::vector<Aimed> all;
  for (Figure& one : figures_of_unit(board, own)) {
    if (auto const target = figure::target_for(board.snapshot, one)) {
      all.push_back({std::move(one), *target});
    }
  }
  return all;
}

Html targets_of_year(Board const& board) {
  auto const& words = board.words;
  auto const aimed = aimed_of(board);
  if (aimed.empty()) return {};
  Listing listing{.title = words(M("Mục tiêu năm {year}"),
                                 {{"year", std::to_string(board.moment.as_of.year())}}),
                  .columns = {{"name", M("Chỉ tiêu"), CellType::text},
                              {"value", M("Đã đạt"), CellType::text},
                              {"target", M("Mục tiêu"), CellType::text},
                              {"reached", M("Kết quả"), CellType::text}},
                  .rows = {}};
  for (Aimed const& one : aimed) {
    listing.rows.push_back({one.figure.measure().name(words.language), Value{},
                            figure::target_words(one.target, one.figure.measure(), words.language),
                            Value{}});
  }
  web::TableOptions options;
  options.caption_look = web::CaptionLook::heard;
  options.cell = [&](std::size_t row, std::size_t column) -> std::optional<Html> {
    if (column == 1) return figure_cell(words, aimed[row].figure);
    if (column != 3) return std::nullopt;
    switch (figure::reached(aimed[row].target, aimed[row].figure)) {
      case figure::Reached::yes:
        return web::badge(words(M("đạt")), web::Tone::good);
      case figure::Reached::no:
        return web::badge(words(M("chưa đạt")), web::Tone::warning);
      case figure::Reached::unknown:
        return Html(words(M("chưa biết")));
    }
    return std::nullopt;
  };
  return web::panel(listing.title, web::table(words, listing, options));
}

Html bars_of(Board const& board, std::string_view id, std::size_t most) {
  auto const measures = measures_in(board, id);
  if (measures.empty()) return {};
  auto const reach =
      unit::reach_of(board.snapshot, board.visit.caller.actor, figure::figure_read, board.moment);
  auto made = view(board.snapshot, reach,
                   {.unit = board.unit.id, .measures = {measures.front()->id}, .year = board.year},
                   board.moment);
  if (!made || made->lines.size() < 2) return {};
  sort(*made, {.heading = 0, .direction = Direction::down});
  auto const& words = board.words;
  std::string const title = words(M("{measure}, theo đơn vị trực thuộc"),
                                  {{"measure", measures.front()->name(words.language)}});
  std::size_t counted = 0;
  std::vector<web::Bar> bars;
  web::Stacked shares{.title = title,
                      .series = {words(M("được tính")), words(M("còn lại của mẫu số"))},
                      .rows = {}};
  auto const draw = [&](Figure const& one, std::string const& label) {
    bars.push_back({.label = label, .count = *one.count, .records = records_of(one)});
    if (!one.share) return;
    auto const part = one.share->numerator();
    shares.rows.push_back({label, {part, one.share->denominator() - part}});
  };
  for (Line const& line : made->lines) {
    Figure const& one = line.figures.front();
    if (one.count.value_or(0) == 0) continue;
    ++counted;
    if (bars.size() < most) draw(one, line.unit.name);
  }
  if (bars.empty()) return {};
  auto const left_out = counted - bars.size();
  // With it the bars add up to the whole.
  if (made->itself && made->itself->figures.front().count.value_or(0) > 0) {
    draw(made->itself->figures.front(), itself_words(*made, words.language));
  }
  Html chart =
      shares.rows.empty() ? web::bar_chart(words, title, bars) : web::stacked_chart(words, shares);
  Html const notes = notes_on_sums_of(words, board.snapshot, *made);
  if (left_out == 0) return web::join(chart, notes);
  return web::join(
      chart,
      web::element("p", {{"class", "note"}},
                   words(M("Và {count} đơn vị nhỏ hơn."), {{"count", std::to_string(left_out)}})),
      notes);
}

struct GradedGroup {
  Msg whom;
  std::string_view id;
};
constexpr std::array graded_groups{
    GradedGroup{M("Tổ chức cơ sở đảng"), "grassroots"},
    GradedGroup{M("Chi bộ trực thuộc"), "cells"},
    GradedGroup{M("Đảng viên"), "members"},
    GradedGroup{M("Cán bộ lãnh đạo, quản lý"), "leaders"},
};

// The four grades in few letters, for narrow columns and a hall's screen.
constexpr std::array short_grades{M("Xuất sắc"), M("Tốt"), M("Hoàn thành"), M("Không hoàn thành")};

Html grades_of(Board const& board) {
  auto const& words = board.words;
  web::Stacked chart{.title = {}, .series = {}, .rows = {}};
  std::vector<Held> asked;
  for (Msg const grade : short_grades) chart.series.push_back(words(grade));
  for (auto const& group : graded_groups) {
    for (Choice const& grade : choices_of(review::Grade{})) {
      asked.emplace_back(
          figure::measure(std::string(group.id) + ".graded_" + std::string(grade.code)));
    }
  }
  auto const counted = figures_of_unit(board, asked);
  figure::Year const year = counted.front().reference.year;
  chart.title = year.by == figure::Year::By::said
                    ? words(M("Kết quả xếp loại chất lượng năm {year}"),
                            {{"year", std::to_string(year.number)}})
                    : words(M("Kết quả xếp loại chất lượng gần nhất"));
  auto const grades = choices_of(review::Grade{}).size();
  Html note;
  for (std::size_t group = 0; group < graded_groups.size(); ++group) {
    web::StackedRow row{.label = words(graded_groups[group].whom), .parts = {}};
    std::int64_t whole = 0;
    for (std::size_t i = 0; i < grades; ++i) {
      auto const& one = counted[group * grades + i];
      row.parts.push_back(one.count.value_or(0));
      whole += one.count.value_or(0);
      if (note.empty()) {
        for (auto const& told : {one.note, one.running}) {
          if (told) note.add(web::element("p", {{"class", "note"}}, words(told->text, told->args)));
        }
      }
    }
    if (whole > 0) chart.rows.push_back(std::move(row));
  }
  if (chart.rows.empty()) return {};
  return web::element("div", {{"class", "figure"}}, web::stacked_chart(words, chart), note);
}

Html years_of(Board const& board, std::string_view id) {
  auto const measures = measures_in(board, id);
  if (measures.empty()) return {};
  auto const& words = board.words;
  figure::SeriesAsked const asked{.measure = measures.front(),
                                  .unit = board.unit.id,
                                  .from = board.moment.as_of.plus_years(-years_back),
                                  .to = board.moment.as_of,
                                  .step = figure::Step::quarter,
                                  .known_at = board.moment.known_at,
                                  .year = board.year};
  web::Line line{.label = measures.front()->name(words.language), .points = {}};
  web::LineChart chart{.title = words(M("{measure} qua các năm"), {{"measure", line.label}}),
                       .lines = {}};
  // What takes too long here is left out: the dashboard has more to show.
  auto const points = figure::series(board.snapshot, asked);
  if (!points) return {};
  for (auto const& point : *points) {
    if (point.figure.count) {
      line.points.push_back({point.figure.reference.moment.as_of, *point.figure.count});
    }
    for (Day const day : point.reorganised_on) {
      chart.breaks.push_back({.label = words.day(day), .count = day.number()});
    }
  }
  if (line.points.size() < 2) return {};
  chart.lines.push_back(std::move(line));
  return web::line_chart(words, chart);
}

Html table_of(Board const& board, std::string const& text) {
  std::int64_t table = 0;
  std::from_chars(text.data(), text.data() + text.size(), table);
  if (table == 0) return {};
  auto const reach =
      unit::reach_of(board.snapshot, board.visit.caller.actor, figure::figure_read, board.moment);
  auto const saved = saved_table(board.snapshot, reach, TableId{table}, board.moment);
  if (!saved) return {};
  auto layout = layout_of(saved->what);
  layout.unit = board.unit.id;
  layout.year = board.year;
  auto const made = view(board.snapshot, reach, layout, board.moment);
  if (!made) return {};
  return web::panel(saved->what.name,
                    web::join(view_table(board.visit, *made,
                                         {.here = to("/dashboard").with("unit", board.unit.code)}),
                              notes_on_sums_of(board.words, board.snapshot, *made)));
}

Html board_of(Board const& board) {
  auto const layout = dashboard_of(board.snapshot, board.unit.id, board.moment);
  Html html = headlines_of(board, layout.headlines);
  html.add(targets_of_year(board)).add(grades_of(board));
  std::vector<Html> parts;
  for (Html& part :
       std::array{bars_of(board, layout.bars, bars_max), years_of(board, layout.over_years)}) {
    if (!part.empty()) parts.push_back(std::move(part));
  }
  html.add(parts.size() > 1 ? web::columns(parts) : parts.empty() ? Html{} : parts.front());
  return html.add(table_of(board, layout.table));
}

// The large numbers with the grades and the years, as far as they are known.
Html overview_of(Board const& board, DashboardLayout const& layout) {
  std::vector<Html> parts;
  for (Html& part : std::array{grades_of(board), years_of(board, layout.over_years)}) {
    if (!part.empty()) parts.push_back(std::move(part));
  }
  Html const below = parts.size() > 1 ? web::columns(parts)
                     : parts.empty()  ? Html{}
                                      : parts.front();
  return web::element("div", {{"class", "hall-board"}}, headlines_of(board, layout.headlines),
                      below);
}

// A screen of a hall is not scrolled: all at a glance, then one part after the other.
std::vector<Html> screens_of(Board const& board) {
  auto const layout = dashboard_of(board.snapshot, board.unit.id, board.moment);
  std::vector<Html> screens;
  for (Html& part : std::array{overview_of(board, layout), targets_of_year(board),
                               bars_of(board, layout.bars, bars_in_hall_max), grades_of(board),
                               years_of(board, layout.over_years), table_of(board, layout.table)}) {
    if (!part.empty()) screens.push_back(std::move(part));
  }
  return screens;
}

web::Response hall_screen(Board const& board, web::Url const& here, std::size_t asked) {
  auto const& words = board.words;
  auto screens = screens_of(board);
  if (screens.empty()) screens.emplace_back(words(M("Chưa có số liệu.")));
  std::size_t const at = std::clamp<std::size_t>(asked, 1, screens.size());
  Html actions;
  auto const lead = [&](std::size_t to_screen, std::string const& text) {
    actions.add(web::button_link(here.with("hall", static_cast<std::int64_t>(to_screen)), text));
  };
  if (at > 1) lead(at - 1, words(M("‹ Trước")));
  if (at < screens.size()) lead(at + 1, words(M("Sau ›")));
  actions.add(web::button_link(here, words(M("Thoát")), web::ButtonLook::quiet));
  return web::hall_page(
      board.visit,
      {.title = board.unit.name, .as_of = web::AsOfBar{board.moment}, .actions = actions},
      screens[at - 1]);
}

Html chooser_of(Board const& board) {
  auto const& words = board.words;
  web::FormField const unit{.name = "unit",
                            .label = words(M("Đơn vị")),
                            .control = web::Control::unit,
                            .value = board.unit.code,
                            .shown = board.unit.name};
  web::FormField const day{.name = "as_of",
                           .label = {},
                           .control = web::Control::hidden,
                           .value = board.moment.as_of.vietnamese()};
  web::FormField const year{.name = "year",
                            .label = {},
                            .control = web::Control::hidden,
                            .value = board.visit.request.query.text("year")};
  return web::filter_form(words, {.id = "dashboard",
                                  .action = to("/dashboard"),
                                  .groups = {{.fields = {unit, day, year}}},
                                  .submit = words(M("Chọn đơn vị"))});
}

Html actions_of_board(Board const& board, web::Url const& here) {
  auto const& words = board.words;
  Html actions = web::button_link(here.with("hall", "1"), words(M("Chiếu lên màn hình lớn")));
  if (!board.visit.caller.actor.may(table_write)) return actions;
  auto const layout = dashboard_of(board.snapshot, board.unit.id, board.moment);
  return actions.add(web::button_link(web::verb_url("dashboard arrange")
                                          .with("unit", board.unit.code)
                                          .with("headlines", layout.headlines)
                                          .with("bars", layout.bars)
                                          .with("over-years", layout.over_years)
                                          .with("saved-table", layout.table)
                                          .with("next", "/dashboard"),
                                      words(M("Chọn những gì hiện ra")), web::ButtonLook::quiet));
}

}  // namespace

Result<web::Response> show_dashboard(Visit& visit) {
  Words const words{visit.language()};
  TRY_INTO(store::Moment const moment, visit.moment());
  auto const snapshot = visit.store.read();
  auto const reach = unit::reach_of(*snapshot, visit.caller.actor, figure::figure_read, moment);
  TRY_INTO(unit::Node const node,
           unit::in_reach(*snapshot, reach, normalise(visit.request.query.text("unit")), moment));
  TRY_INTO(figure::Year const year, figure::year_in(visit.request.query.text("year")));
  Board const board{visit, words, *snapshot, node, moment, year};
  auto const here = to("/dashboard")
                        .with("unit", node.code)
                        .with("as_of", moment.as_of.vietnamese())
                        .with("year", visit.request.query.text("year"));
  std::string const title = words(M("Bảng theo dõi: {unit}"), {{"unit", node.name}});
  if (std::string const hall = visit.request.query.text("hall"); !hall.empty()) {
    std::size_t screen = 1;
    std::from_chars(hall.data(), hall.data() + hall.size(), screen);
    return hall_screen(board, here, screen);
  }
  return web::page(visit,
                   {.title = title,
                    .active = dashboard_path,
                    .as_of = as_of_bar(visit, *snapshot, node.id, moment),
                    .notices = notices_of(words, *snapshot),
                    .actions = actions_of_board(board, here),
                    .width = web::PageWidth::full},
                   web::join(board_of(board), chooser_of(board)));
}

}  // namespace giaoban::table
