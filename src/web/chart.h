// Charts as SVG drawn here, so that they print and need no script. Each says in words what it shows
// and carries its numbers in a table. Colours come from classes in style.css, told apart in grey by
// pattern and label too.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/day.h"
#include "web/html.h"
#include "web/words.h"

namespace giaoban::web {

struct Bar {
  std::string label;
  std::int64_t count = 0;
  std::optional<Url> records = {};
};
// Horizontal bars with their numbers.
Html bar_chart(Words const& words, std::string_view title, std::vector<Bar> const& bars);

// Parts of a whole, one line per row ("xuất sắc, tốt, hoàn thành, không hoàn thành").
struct StackedRow {
  std::string label;
  std::vector<std::int64_t> parts;  // one a series
};
struct Stacked {
  std::string title;
  std::vector<std::string> series;  // at most six
  std::vector<StackedRow> rows;
};
Html stacked_chart(Words const& words, Stacked const& chart);

struct Point {
  Day day;
  std::int64_t count = 0;
};
struct Line {
  std::string label;
  std::vector<Point> points;  // by day
};
struct LineChart {
  std::string title;
  std::vector<Line> lines;       // at most six
  std::vector<Bar> breaks = {};  // days on which the tree was reorganised: label, Day::number()
};
Html line_chart(Words const& words, LineChart const& chart);

}  // namespace giaoban::web
