// One measure over time as a chart with its breaks and a table: as it was, and restated on the tree
// of the last day.
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

constexpr int years_by_default = 2;
constexpr std::size_t points_shown_max = 130;  // more cannot be told apart

struct Chosen {
  unit::Node unit;
  SeriesAsked asked;
  bool restated = false;
};

Result<Chosen> series_chosen(Visit const& visit, store::Snapshot& snapshot) {
  web::Fields const& query = visit.request.query;
  Chosen chosen{.unit = {}, .asked = {}};
  SeriesAsked& asked = chosen.asked;
  TRY_INTO(store::Moment const moment, visit.moment());
  TRY_INTO(asked.to, visit.day("to", moment.as_of));
  TRY_INTO(asked.from, visit.day("from", asked.to.plus_years(-years_by_default)));
  if (asked.to < asked.from) {
    return refuse(store::empty_span, {{"what", say(visit.language(), M("Chỉ tiêu"))},
                                      {"from", asked.from.vietnamese()},
                                      {"to", asked.to.vietnamese()}});
  }
  std::string const id = query.text("measure");
  asked.step = from_code<Step>(query.text("step")).value_or(Step::quarter);
  asked.known_at = moment.known_at;
  store::Moment const last{asked.to, asked.known_at};
  auto const reach = unit::reach_of(snapshot, visit.caller.actor, figure_read, last);
  TRY_INTO(asked.measure, measure_seen(snapshot, reach, id.empty() ? "members" : id, last));
  TRY_INTO(auto const days, days_of(asked));
  if (days.size() > points_shown_max) {
    return refuse(too_many_points, {{"count", std::to_string(days.size())},
                                    {"limit", std::to_string(points_shown_max)}});
  }
  TRY_INTO(chosen.unit, unit_asked(visit, snapshot, {asked.to, moment.known_at}));
  asked.unit = chosen.unit.id;
  TRY_INTO(asked.year, year_asked(visit));
  chosen.restated = !query.text("restated").empty();
  return chosen;
}

Html chooser(Visit const& visit, store::Snapshot& snapshot, Chosen const& chosen) {
  Words const words{visit.language()};
  std::vector<web::Pick> steps;
  for (Choice const& step : choices_of(Step{})) {
    steps.push_back({std::string(step.code), words(step.label)});
  }
  auto const& asked = chosen.asked;
  return web::filter_form(
      words,
      {.id = "series",
       .action = to("/figures/series"),
       .groups =
           {{.fields = {unit_field(words, chosen.unit),
                        {.name = "measure",
                         .label = words(M("Chỉ tiêu")),
                         .control = web::Control::choice,
                         .picks = measure_picks(words, snapshot, chosen.unit.id, {chosen.asked.to}),
                         .value = asked.measure->id},
                        {.name = "from",
                         .label = words(M("Từ ngày")),
                         .control = web::Control::day,
                         .value = asked.from.vietnamese()},
                        {.name = "to",
                         .label = words(M("Đến ngày")),
                         .control = web::Control::day,
                         .value = asked.to.vietnamese()},
                        {.name = "step",
                         .label = words(M("Mỗi")),
                         .control = web::Control::choice,
                         .picks = steps,
                         .value = std::string(code(asked.step))},
                        year_field(visit, snapshot, chosen.unit.id, {asked.to, asked.known_at}),
                        {.name = "restated",
                         .label = words(M("Tính lại theo cây tổ chức của ngày cuối")),
                         .control = web::Control::flag,
                         .value = chosen.restated ? "1" : ""}}}},
       .submit = words(M("Xem"))});
}

web::Line line_of(std::string label, std::vector<SeriesPoint> const& points) {
  web::Line line{.label = std::move(label), .points = {}};
  for (SeriesPoint const& point : points) {
    if (point.figure.count) {
      line.points.push_back({point.figure.reference.moment.as_of, *point.figure.count});
    }
  }
  return line;
}

Html chart_of_series(Words const& words, Chosen const& chosen,
                     std::vector<SeriesPoint> const& as_it_was,
                     std::vector<SeriesPoint> const& restated) {
  web::LineChart chart{.title = words(M("{measure} của {unit}"),
                                      {{"measure", chosen.asked.measure->name(words.language)},
                                       {"unit", chosen.unit.name}}),
                       .lines = {line_of(words(M("Như đã có")), as_it_was)}};
  if (!restated.empty()) {
    chart.lines.push_back(line_of(
        words(M("Tính lại theo cây tổ chức ngày {day}"), {{"day", words.day(chosen.asked.to)}}),
        restated));
  }
  std::set<Day> days;
  for (auto const* points : {&as_it_was, &restated}) {
    for (SeriesPoint const& point : *points) {
      days.insert(point.reorganised_on.begin(), point.reorganised_on.end());
    }
  }
  for (Day const day : days) {
    chart.breaks.push_back({.label = words.day(day), .count = day.number()});
  }
  return web::line_chart(words, chart);
}

Html table_of_series(Words const& words, std::vector<SeriesPoint> const& as_it_was,
                     std::vector<SeriesPoint> const& restated) {
  Listing listing{.title = words(M("Từng mốc")),
                  .columns = {{"on", M("Tính đến hết ngày"), CellType::day},
                              {"count", M("Như đã có"), CellType::count},
                              {"share", M("Trên tổng"), CellType::text},
                              {"reorganised", M("Có sắp xếp tổ chức ngày"), CellType::text}},
                  .rows = {}};
  if (!restated.empty()) {
    listing.columns.push_back({"restated", M("Tính lại"), CellType::count});
  }
  bool const of_results = std::ranges::any_of(as_it_was, [](SeriesPoint const& point) {
    return point.figure.reference.year.by == Year::By::said;
  });
  if (of_results) listing.columns.push_back({"year", M("Kết quả năm"), CellType::number});
  auto const count_or_words = [&](Figure const& figure) {
    return figure.count ? Value{*figure.count} : Value{words(M("chưa biết"))};
  };
  for (std::size_t i = 0; i < as_it_was.size(); ++i) {
    std::string days;
    auto const& broken = restated.empty() ? as_it_was[i] : restated[i];
    for (Day const day : broken.reorganised_on) {
      days += (days.empty() ? "" : ", ") + words.day(day);
    }
    Figure const& one = as_it_was[i].figure;
    Row row{std::int64_t{one.reference.moment.as_of.number()}, count_or_words(one), Value{}, days};
    if (!restated.empty()) row.push_back(count_or_words(restated[i].figure));
    if (of_results) {
      Year const year = one.reference.year;
      row.push_back(year.by == Year::By::said ? Value{std::int64_t{year.number}} : Value{});
    }
    listing.rows.push_back(std::move(row));
  }
  web::TableOptions options;
  options.cell = [&](std::size_t row, std::size_t column) -> std::optional<Html> {
    Figure const& figure = as_it_was[row].figure;
    if (column == 1 && figure.count) {
      return web::link(records_url(figure), words.count(*figure.count));
    }
    if (column == 2 && figure.share) {
      return web::share(words, *figure.share, records_url(figure));
    }
    return std::nullopt;
  };
  return web::table(words, listing, options);
}

}  // namespace

Result<web::Response> show_series(Visit& visit) {
  Words const words{visit.language()};
  auto const snapshot = visit.store.read();
  TRY_INTO(Chosen chosen, series_chosen(visit, *snapshot));
  TRY_INTO(auto const as_it_was, series(*snapshot, chosen.asked));
  std::vector<SeriesPoint> restated;
  if (chosen.restated) {
    SeriesAsked asked = chosen.asked;
    asked.restated_on = asked.to;
    TRY_INTO(restated, series(*snapshot, asked));
  }
  return web::page(
      visit,
      {.title = words(M("Qua thời gian: {unit}"), {{"unit", chosen.unit.name}}),
       .lead = words(M("Vạch đứt là ngày có sắp xếp tổ chức. “Tính lại” đặt mọi ngày vào cùng một "
                       "cây tổ chức để so sánh được.")),
       .active = menu_path,
       .crumbs = {{words(M("Số liệu")), to("/figures").with("unit", chosen.unit.code)}},
       .notices = notices_of(words, *snapshot)},
      web::join(
          chooser(visit, *snapshot, chosen), chart_of_series(words, chosen, as_it_was, restated),
          table_of_series(words, as_it_was, restated), notes_of(words, {as_it_was.back().figure})));
}

}  // namespace giaoban::figure
