#include "figure/web.h"

#include <algorithm>
#include <set>

#include "base/text.h"
#include "figure/web_parts.h"
#include "web/chart.h"
#include "web/components.h"
#include "web/page.h"

namespace giaoban::figure {

namespace {

using web::Html;
using web::to;
using web::Visit;
using web::Words;

constexpr std::string_view over_time_id = "over-time";

Value count_of(Words const& words, Figure const& figure) {
  return figure.count ? Value{*figure.count} : Value{words(M("chưa biết"))};
}

Html count_cell(Words const& words, Figure const& figure) {
  if (!figure.count) return words(M("chưa biết"));
  return web::link(records_url(figure), words.count(*figure.count));
}

enum class Extent { headlines, details };

Html figure_table(Words const& words, std::string const& title, std::vector<Figure> const& all,
                  Extent extent) {
  Prominence const wanted = extent == Extent::headlines ? Prominence::headline : Prominence::detail;
  std::vector<Figure const*> shown;
  for (Figure const& figure : all) {
    if (figure.measure().prominence == wanted) shown.push_back(&figure);
  }
  if (shown.empty()) return {};
  Listing listing{.title = title,
                  .columns = {{"name", M("Chỉ tiêu"), CellType::text},
                              {"count", M("Số lượng"), CellType::count},
                              {"share", M("Trên tổng"), CellType::text}},
                  .rows = {}};
  for (Figure const* figure : shown) {
    listing.rows.push_back(
        {figure->measure().name(words.language), count_of(words, *figure), Value{}});
  }
  web::TableOptions options;
  options.caption_look = web::CaptionLook::heard;
  options.cell = [&](std::size_t row, std::size_t column) -> std::optional<Html> {
    Figure const& figure = *shown[row];
    if (column == 1) return count_cell(words, figure);
    if (column == 2 && figure.share) {
      return web::share(words, *figure.share, records_url(figure));
    }
    return std::nullopt;
  };
  Html table = web::table(words, listing, options);
  if (extent == Extent::headlines) return table;
  return web::element("details", web::element("summary", title), table);
}

Html groups_of(Words const& words, std::vector<Figure> const& all) {
  Html html;
  for (Group const& group : groups()) {
    std::vector<Figure> own;
    std::ranges::copy_if(all, std::back_inserter(own), [&](Figure const& figure) {
      return figure.measure().population == group.population;
    });
    std::string const title = words(group.title);
    Html body = figure_table(words, title, own, Extent::headlines);
    body.add(figure_table(words, words(M("Chi tiết: {group}"), {{"group", title}}), own,
                          Extent::details));
    body.add(notes_of(words, own));
    html.add(web::panel(title, body));
  }
  return html;
}

// The chart asks as many questions as it has points: it comes after the page.
Html over_time_place(Words const& words, web::Url const& chart) {
  return web::element("div",
                      {{"id", over_time_id},
                       {"hx-get", chart},
                       {"hx-trigger", "load"},
                       {"hx-target", "this"},
                       {"hx-swap", "innerHTML"}},
                      web::link(chart, words(M("Xem số đảng viên qua các quý"))));
}

// Another unit is shown of the same year.
web::FormField year_kept(Visit const& visit) {
  return {.name = "year",
          .label = {},
          .control = web::Control::hidden,
          .value = visit.request.query.text("year")};
}

web::Url with_moment(web::Url url, store::Moment moment) {
  url = url.with("as_of", moment.as_of.vietnamese());
  return moment.known_at < store::standing - 1 ? url.with("known_at", moment.known_at) : url;
}

}  // namespace

std::vector<Group> const& groups() {
  static std::vector<Group> const all{
      {M("Đảng viên"), Population::members},
      {M("Tổ chức đảng"), Population::units},
      {M("Chức vụ"), Population::posts},
      {M("Xếp loại đảng viên"), Population::roster},
      {M("Xếp loại tổ chức cơ sở đảng"), Population::grassroots},
      {M("Xếp loại chi bộ trực thuộc"), Population::cells},
      {M("Xếp loại tập thể lãnh đạo, quản lý"), Population::collectives},
      {M("Xếp loại cán bộ lãnh đạo, quản lý"), Population::leaders},
  };
  return all;
}

Result<unit::Node> unit_asked(Visit const& visit, store::Snapshot& snapshot, store::Moment moment) {
  auto const reach = unit::reach_of(snapshot, visit.caller.actor, figure_read, moment);
  return unit::in_reach(snapshot, reach, normalise(visit.request.query.text("unit")), moment);
}

Result<Year> year_asked(Visit const& visit) {
  return year_in(visit.request.query.text("year"));
}

web::AsOfBar as_of_bar(Visit const& visit, store::Snapshot& snapshot, UnitId unit,
                       store::Moment moment) {
  web::AsOfBar bar{.moment = moment, .years = {}, .year = visit.request.query.text("year")};
  for (auto& [value, label] : years_offered(snapshot, unit, moment, visit.language())) {
    bar.years.push_back({std::move(value), std::move(label)});
  }
  return bar;
}

web::FormField year_field(Visit const& visit, store::Snapshot& snapshot, UnitId unit,
                          store::Moment moment) {
  Words const words{visit.language()};
  web::FormField field{.name = "year",
                       .label = words(M("Kết quả xếp loại")),
                       .control = web::Control::choice,
                       .value = visit.request.query.text("year")};
  for (auto& [value, label] : years_offered(snapshot, unit, moment, visit.language())) {
    field.picks.push_back({std::move(value), std::move(label)});
  }
  return field;
}

web::Url with_year(web::Url const& url, Year year) {
  return year.by == Year::By::said ? url.with("year", year.number) : url;
}

web::Url records_url(Figure const& figure) {
  return to("/figures/records").with("reference", figure.reference.text());
}

web::FormField unit_field(Words const& words, unit::Node const& node) {
  return {.name = "unit",
          .label = words(M("Đơn vị")),
          .control = web::Control::unit,
          .value = node.code,
          .shown = node.name};
}

std::vector<web::Pick> measure_picks(Words const& words, store::Snapshot& snapshot, UnitId unit,
                                     store::Moment moment) {
  std::vector<web::Pick> picks;
  for (Held const& one : own_measures(snapshot, moment, unit)) {
    picks.push_back({one->id, one->name(words.language)});
  }
  for (Measure const& one : measures()) picks.push_back({one.id, one.name(words.language)});
  return picks;
}

web::FormField day_field(std::string name, std::string label, Day day) {
  return {.name = std::move(name),
          .label = std::move(label),
          .control = web::Control::day,
          .value = day.vietnamese()};
}

Html value_of(Words const& words, Figure const& figure) {
  if (!figure.count) return words(M("chưa biết"));
  if (figure.share) return web::share(words, *figure.share, records_url(figure));
  return web::link(records_url(figure), words.count(*figure.count));
}

std::string difference_of(Words const& words, std::optional<std::int64_t> difference) {
  if (!difference) return words(M("chưa biết"));
  if (*difference == 0) return "0";
  return (*difference > 0 ? "+" : "−") + words.count(*difference > 0 ? *difference : -*difference);
}

Html reference_form(Words const& words, std::string const& typed) {
  return web::filter_form(words,
                          {.id = "reference",
                           .action = to("/figures/records"),
                           .groups = {{.fields = {{.name = "reference",
                                                   .label = words(M("Số tham chiếu in trên giấy")),
                                                   .value = typed}}}},
                           .submit = words(M("Mở số liệu")),
                           .look = web::ButtonLook::plain});
}

Html notes_of(Words const& words, std::vector<Figure> const& all) {
  std::set<std::string> told;
  Html html;
  for (Figure const& figure : all) {
    for (auto const& note : {figure.note, figure.running}) {
      if (!note) continue;
      auto const text = words(note->text, note->args);
      if (told.insert(text).second) html.add(web::element("p", {{"class", "note"}}, text));
    }
  }
  return html;
}

std::vector<web::Notice> notices_of(Words const& words, store::Snapshot& snapshot) {
  auto const note = preparing_note(snapshot);
  if (!note) return {};
  return {{web::NoticeKind::told, Html(words(note->text, note->args))}};
}

Result<web::Response> show_figures(Visit& visit) {
  Words const words{visit.language()};
  TRY_INTO(store::Moment const moment, visit.moment());
  auto const snapshot = visit.store.read();
  TRY_INTO(unit::Node const node, unit_asked(visit, *snapshot, moment));
  TRY_INTO(Year const year, year_asked(visit));
  auto const all = figures(*snapshot, node.id, moment, year);
  auto const chooser =
      web::filter_form(words, {.id = "figures",
                               .action = to("/figures"),
                               .groups = {{.fields = {unit_field(words, node),
                                                      {.name = "as_of",
                                                       .label = {},
                                                       .control = web::Control::hidden,
                                                       .value = moment.as_of.vietnamese()},
                                                      year_kept(visit)}}},
                               .submit = words(M("Chọn đơn vị"))});
  Html body = chooser;
  body.add(own_panel(visit, *snapshot, node, moment, year));
  body.add(groups_of(words, all));
  body.add(web::panel(
      words(M("Biểu đồ")),
      web::join(charts_of(words, all),
                over_time_place(words, with_moment(to("/figures/over-time").with("unit", node.code),
                                                   moment)))));
  body.add(web::panel(words(M("Mở một số liệu đã in")), reference_form(words, {})));
  return web::page(
      visit,
      {.title = words(M("Số liệu: {unit}"), {{"unit", node.name}}),
       .lead = words(M("Gồm đơn vị này và các đơn vị ở dưới. Bấm vào một số để xem danh sách đứng "
                       "sau số ấy.")),
       .active = menu_path,
       .as_of = as_of_bar(visit, *snapshot, node.id, moment),
       .notices = notices_of(words, *snapshot),
       .actions = web::join(
           web::button_link(
               to("/figures/series").with("unit", node.code).with("to", moment.as_of.vietnamese()),
               words(M("Qua thời gian"))),
           web::button_link(with_year(to("/figures/division")
                                          .with("unit", node.code)
                                          .with("as_of", moment.as_of.vietnamese()),
                                      year),
                            words(M("Chia theo nhóm"))),
           web::button_link(to("/figures/compare")
                                .with("unit", node.code)
                                .with("second", moment.as_of.vietnamese()),
                            words(M("So sánh hai ngày"))),
           web::button_link(to("/figures/revisions")
                                .with("unit", node.code)
                                .with("as_of", moment.as_of.vietnamese())
                                .with("measure", "members"),
                            words(M("So với số đã báo cáo"))))},
      body);
}

Result<web::Response> show_over_time(Visit& visit) {
  Words const words{visit.language()};
  TRY_INTO(store::Moment const moment, visit.moment());
  auto const snapshot = visit.store.read();
  TRY_INTO(unit::Node const node, unit_asked(visit, *snapshot, moment));
  Measure const* const members = measure("members");
  ensure(members != nullptr, "members are counted");
  constexpr int quarters = 8;
  web::Line line{.label = words(M("Đảng viên")), .points = {}};
  for (int back = quarters; back >= 0; --back) {
    Day const day = moment.as_of.plus_months(-3 * back);
    TRY_INTO(Figure const one, figure(*snapshot, {members, node.id, {day, moment.known_at}}));
    if (one.count) line.points.push_back({day, *one.count});
  }
  Html const chart = web::line_chart(
      words, {.title = words(M("Số đảng viên của {unit}, từng quý"), {{"unit", node.name}}),
              .lines = {line}});
  if (web::asks_for(visit.request, over_time_id)) return web::fragment(chart);
  return web::page(visit,
                   {.title = words(M("Số đảng viên qua các quý: {unit}"), {{"unit", node.name}}),
                    .active = menu_path,
                    .crumbs = {{words(M("Số liệu")), to("/figures").with("unit", node.code)}},
                    .as_of = web::AsOfBar{moment}},
                   chart);
}

std::vector<web::Route> routes() {
  return {
      {.path = "/figures",
       .handle = &show_figures,
       .right = &figure_read,
       .query = {web::asks_text("year"), web::asks_text("unit")}},
      {.path = "/figures/over-time",
       .handle = &show_over_time,
       .right = &figure_read,
       .query = {web::asks_text("unit")}},
      {.path = "/figures/records",
       .handle = &show_records,
       .right = &figure_read,
       .query = {web::asks_text("reference"), web::asks_text("words"), web::asks_number("page")}},
      {.path = "/figures/records/file",
       .handle = &save_records,
       .right = &figure_read,
       .gives = web::Gives::file,
       .query = {web::asks_text("reference"), web::asks_word("as", {"xlsx", "csv"})}},
      {.path = "/figures/compare",
       .handle = &show_comparison,
       .right = &figure_read,
       .query = {web::asks_text("year"), web::asks_text("unit"), web::asks_day("first"),
                 web::asks_day("second")}},
      {.path = "/figures/series",
       .handle = &show_series,
       .right = &figure_read,
       .query = {web::asks_text("year"), web::asks_text("unit"), web::asks_text("measure"),
                 web::asks_day("from"), web::asks_day("to"), web::asks_choice<Step>("step"),
                 web::asks_word("restated", {"1"})}},
      {.path = "/figures/division",
       .handle = &show_division,
       .right = &figure_read,
       .query = {web::asks_text("year"), web::asks_text("unit"), web::asks_text("measure"),
                 web::asks_text("by")}},
      {.path = "/figures/revisions",
       .handle = &show_revisions,
       .right = &figure_read,
       .query = {web::asks_text("unit"), web::asks_text("measure"), web::asks_day("reported")}},
      {.path = "/figures/changes",
       .handle = &show_changes,
       .right = &figure_read,
       .query = {web::asks_number("page"), web::asks_text("year"), web::asks_number("unit"),
                 web::asks_text("measure"), web::asks_day("first"), web::asks_day("second")}},
      {.path = "/indicators",
       .handle = &show_indicators,
       .right = &figure_read,
       .query = {web::asks_text("year"), web::asks_text("unit")}},
      {.path = "/indicators/count",
       .handle = &count_indicator,
       .right = &indicator_write,
       .query = {web::asks_choice<Population>("population"), web::asks_choice<Rounding>("rounding"),
                 web::asks_text("*")}},
      {.path = "/indicators/words",
       .handle = &complete_condition,
       .right = &indicator_write,
       .query = {web::asks_choice<Population>("population"), web::asks_text("q")}},
      {.path = "/indicators/{indicator}", .handle = &show_indicator, .right = &figure_read}};
}

std::vector<web::MenuEntry> menu() {
  return {{.path = menu_path, .label = M("Số liệu"), .right = &figure_read}};
}

}  // namespace giaoban::figure
