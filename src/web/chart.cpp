#include "web/chart.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "web/components.h"

namespace giaoban::web {

namespace {

// Colours and dashes of series, in style.css.
constexpr std::array<std::string_view, 6> series_class{"s1", "s2", "s3", "s4", "s5", "s6"};

std::string_view class_of_series(std::size_t series) {
  return series_class[series % series_class.size()];
}

// Places and lengths are in thousandths of the width, so that a chart fits any screen while its
// letters keep their size.
std::string percent_of_width(std::int64_t thousandths) {
  return fmt::format("{}.{}%", thousandths / 10, thousandths % 10);
}

std::int64_t thousandths(std::int64_t part, std::int64_t whole) {
  return whole <= 0 ? 0 : (part * 1000 + whole / 2) / whole;
}

Html bar_of(std::int64_t from, std::int64_t width, std::string_view look) {
  return element("rect", {{"x", percent_of_width(from)},
                          {"y", 0},
                          {"width", percent_of_width(width)},
                          {"height", "100%"},
                          {"class", look}});
}

Html bar_svg(Html const& bars) {
  return element("svg", {{"class", "bar"}, {"aria-hidden", "true"}, {"focusable", "false"}}, bars);
}

Html chart_table(std::string_view title, Html const& head, Html const& rows,
                 std::string_view look) {
  return element("div", {{"class", "table-box"}},
                 element("table", {{"class", look}}, element("caption", title),
                         element("thead", element("tr", head)), element("tbody", rows)));
}

Html column_head(Html const& text, std::string_view look = {}) {
  return element("th", {{"scope", "col"}, {"class", Filled{look}}}, text);
}

// The next 1, 2, 5 times a power of ten that is not below.
std::int64_t round_up(std::int64_t count) {
  for (std::int64_t power = 1;; power *= 10) {
    for (std::int64_t const step : {1, 2, 5}) {
      if (count <= step * power) return step * power;
    }
  }
}

constexpr int chart_height = 240;
constexpr int axis_bottom = 26;
constexpr int axis_top = 26;
constexpr std::int64_t axis_left = 90;  // thousandths of the width
constexpr std::int64_t axis_right = 970;

struct Scale {
  Day from;
  Day to;
  std::int64_t step;
  std::int64_t low;
  std::int64_t high;

  [[nodiscard]] std::int64_t x(Day day) const {
    std::int64_t const days = std::max(1, to.number() - from.number());
    return axis_left + (axis_right - axis_left) * (day.number() - from.number()) / days;
  }
  [[nodiscard]] std::int64_t y(std::int64_t count) const {
    std::int64_t const room = chart_height - axis_bottom - axis_top;
    return chart_height - axis_bottom -
           room * (count - low) / std::max<std::int64_t>(1, high - low);
  }
};

Scale scale_of(LineChart const& chart) {
  Scale scale{Day::forever(), Day::from_number(INT32_MIN / 2), 1, INT64_MAX, 0};
  for (Line const& line : chart.lines) {
    for (Point const& point : line.points) {
      scale.from = std::min(scale.from, point.day);
      scale.to = std::max(scale.to, point.day);
      scale.low = std::min(scale.low, point.count);
      scale.high = std::max(scale.high, point.count);
    }
  }
  // From zero, unless the lines would lie flat: then the axis says where it begins.
  if (scale.low > scale.high - scale.low) {
    scale.step = round_up(std::max<std::int64_t>(1, (scale.high - scale.low) / 3));
    scale.low = scale.low / scale.step * scale.step;
  } else {
    scale.step = round_up(std::max<std::int64_t>(1, scale.high / 4));
    scale.low = 0;
  }
  scale.high =
      std::max(scale.low + scale.step, (scale.high + scale.step - 1) / scale.step * scale.step);
  return scale;
}

Html text_at(std::string const& x, std::int64_t y, std::string_view look, std::string_view text) {
  return element("text", {{"x", x}, {"y", y}, {"class", look}}, text);
}

Html line_at(std::array<std::int64_t, 4> const& ends, std::string_view look) {
  return element("line", {{"x1", percent_of_width(ends[0])},
                          {"y1", ends[1]},
                          {"x2", percent_of_width(ends[2])},
                          {"y2", ends[3]},
                          {"class", look}});
}

Html axes_of(Words const& words, Scale const& scale, LineChart const& chart) {
  Html html;
  for (std::int64_t count = scale.low; count <= scale.high; count += scale.step) {
    std::int64_t const y = scale.y(count);
    html.add(line_at({axis_left, y, axis_right, y}, count == scale.low ? "axis" : "guide"));
    html.add(text_at(percent_of_width(axis_left - 12), y + 4, "label left", words.count(count)));
  }
  html.add(
      text_at(percent_of_width(axis_left), chart_height - 6, "label first", words.day(scale.from)));
  html.add(
      text_at(percent_of_width(axis_right), chart_height - 6, "label last", words.day(scale.to)));
  for (Bar const& mark : chart.breaks) {
    Day const day = Day::from_number(static_cast<std::int32_t>(mark.count));
    if (day < scale.from || scale.to < day) continue;
    std::int64_t const x = scale.x(day);
    html.add(line_at({x, axis_top, x, chart_height - axis_bottom}, "break"));
    html.add(text_at(percent_of_width(x), axis_top - 12, x > 700 ? "label last" : "label middle",
                     mark.label));
  }
  return html;
}

Html path_of(Scale const& scale, Line const& line, std::string_view look) {
  Html html;
  html.open("g", {{"class", look}});
  for (std::size_t i = 1; i < line.points.size(); ++i) {
    Point const& a = line.points[i - 1];
    Point const& b = line.points[i];
    html.add(
        line_at({scale.x(a.day), scale.y(a.count), scale.x(b.day), scale.y(b.count)}, "stroke"));
  }
  for (Point const& point : line.points) {
    html.add(element("circle", {{"cx", percent_of_width(scale.x(point.day))},
                                {"cy", scale.y(point.count)},
                                {"r", 4},
                                {"class", "dot"}}));
  }
  html.close("g");
  return html;
}

Html key_of(std::vector<std::string> const& series) {
  Html keys;
  for (std::size_t i = 0; i < series.size(); ++i) {
    Html const swatch = element("svg", {{"class", "swatch"}, {"aria-hidden", "true"}},
                                bar_of(0, 1000, class_of_series(i)));
    keys.add(element("li", swatch, series[i]));
  }
  return element("ul", {{"class", "key"}}, keys);
}

Html numbers_of(Words const& words, LineChart const& chart) {
  std::vector<Day> days;
  for (Line const& line : chart.lines) {
    for (Point const& point : line.points) days.push_back(point.day);
  }
  std::ranges::sort(days);
  days.erase(std::unique(days.begin(), days.end()), days.end());
  Html head = column_head(words(M("Ngày")));
  for (Line const& line : chart.lines) head.add(column_head(line.label, "n"));
  Html rows;
  for (Day const day : days) {
    Html row = element("th", {{"scope", "row"}, {"class", "d"}}, words.day(day));
    for (Line const& line : chart.lines) {
      auto const at = std::ranges::find(line.points, day, &Point::day);
      row.add(element("td", {{"class", "n"}, {"data-label", line.label}},
                      at == line.points.end() ? std::string("–") : words.count(at->count)));
    }
    rows.add(element("tr", row));
  }
  return element("details", {{"class", "numbers"}}, element("summary", words(M("Xem bằng số"))),
                 chart_table(chart.title, head, rows, "list dense"));
}

}  // namespace

Html bar_chart(Words const& words, std::string_view title, std::vector<Bar> const& bars) {
  std::int64_t most = 0;
  for (Bar const& bar : bars) most = std::max(most, bar.count);
  Html rows;
  for (Bar const& bar : bars) {
    Html const count = words.count(bar.count);
    rows.add(
        element("tr", element("th", {{"scope", "row"}}, bar.label),
                element("td", {{"class", "n"}}, bar.records ? link(*bar.records, count) : count),
                element("td", {{"class", "bar-cell"}, {"aria-hidden", "true"}},
                        bar_svg(bar_of(0, thousandths(bar.count, most), "s1")))));
  }
  Html const head = join(column_head(words(M("Tên"))), column_head(words(M("Số lượng")), "n"),
                         element("td", {{"aria-hidden", "true"}}));
  return chart_table(title, head, rows, "chart");
}

Html stacked_chart(Words const& words, Stacked const& chart) {
  Html rows;
  for (StackedRow const& row : chart.rows) {
    std::int64_t whole = 0;
    for (std::int64_t const part : row.parts) whole += part;
    Html cells = element("th", {{"scope", "row"}}, row.label);
    Html bars;
    std::int64_t before = 0;
    for (std::size_t i = 0; i < row.parts.size(); ++i) {
      std::int64_t const from = thousandths(before, whole);
      before += row.parts[i];
      bars.add(bar_of(from, thousandths(before, whole) - from, class_of_series(i)));
    }
    cells.add(element("td", {{"class", "bar-cell"}, {"aria-hidden", "true"}}, bar_svg(bars)));
    for (std::size_t i = 0; i < row.parts.size() && i < chart.series.size(); ++i) {
      cells.add(element("td", {{"class", "n"}, {"data-label", chart.series[i]}},
                        words.count(row.parts[i])));
    }
    cells.add(element("td", {{"class", "n whole"}, {"data-label", words(M("Cộng"))}},
                      words.count(whole)));
    rows.add(element("tr", cells));
  }
  Html head = join(column_head(words(M("Tên"))), element("td", {{"aria-hidden", "true"}}));
  for (std::string const& series : chart.series) head.add(column_head(series, "n"));
  head.add(column_head(words(M("Cộng")), "n"));
  return element("div", {{"class", "figure"}},
                 chart_table(chart.title, head, rows, "chart stacked"), key_of(chart.series));
}

Html line_chart(Words const& words, LineChart const& chart) {
  bool const none =
      std::ranges::all_of(chart.lines, [](Line const& l) { return l.points.empty(); });
  if (none) return empty_state(words(M("Chưa có số liệu để vẽ.")));
  Scale const scale = scale_of(chart);
  Html drawing = axes_of(words, scale, chart);
  std::vector<std::string> labels;
  for (std::size_t i = 0; i < chart.lines.size(); ++i) {
    drawing.add(path_of(scale, chart.lines[i], class_of_series(i)));
    labels.push_back(chart.lines[i].label);
  }
  std::string const told =
      words(M("{title}: từ {from} đến {to}"),
            {{"title", chart.title}, {"from", words.day(scale.from)}, {"to", words.day(scale.to)}});
  return element(
      "figure", {{"class", "figure"}}, element("figcaption", chart.title),
      element("svg",
              {{"class", "lines"}, {"role", "img"}, {"aria-label", told}, {"height", chart_height}},
              drawing),
      chart.lines.size() > 1 ? key_of(labels) : Html{}, numbers_of(words, chart));
}

}  // namespace giaoban::web
