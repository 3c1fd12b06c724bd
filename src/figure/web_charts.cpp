// Figures drawn: how grades fall, who the members are.
#include <algorithm>
#include <array>

#include "figure/web_parts.h"
#include "web/chart.h"

namespace giaoban::figure {

namespace {

using web::Html;
using web::Words;

Figure const* find(std::vector<Figure> const& all, std::string_view id) {
  auto const found =
      std::ranges::find_if(all, [&](Figure const& one) { return one.measure().id == id; });
  return found == all.end() ? nullptr : &*found;
}

std::int64_t count_of(std::vector<Figure> const& all, std::string const& id) {
  Figure const* const figure = find(all, id);
  return figure == nullptr ? 0 : figure->count.value_or(0);
}

constexpr std::array<std::string_view, 4> grade_ids{"graded_excellent", "graded_good",
                                                    "graded_fair", "graded_failed"};
constexpr std::array<std::string_view, 5> graded_groups{"members", "grassroots", "cells",
                                                        "collectives", "leaders"};

Html grades_chart(Words const& words, std::vector<Figure> const& all) {
  web::Stacked chart{
      .title = words(M("Kết quả xếp loại của những ai được xếp loại")), .series = {}, .rows = {}};
  for (Choice const& grade : choices_of(review::Grade{})) {
    chart.series.push_back(words(grade.label));
  }
  for (std::string_view const group : graded_groups) {
    std::string const prefix = std::string(group) + ".";
    if (count_of(all, prefix + "assessed") == 0) continue;
    Figure const* const assessed = find(all, prefix + "assessed");
    web::StackedRow row{.label = words(assessed->measure().whom), .parts = {}};
    for (std::string_view const id : grade_ids) {
      row.parts.push_back(count_of(all, prefix + std::string(id)));
    }
    chart.rows.push_back(std::move(row));
  }
  return chart.rows.empty() ? Html{} : web::stacked_chart(words, chart);
}

Html members_chart(Words const& words, std::vector<Figure> const& all) {
  std::vector<web::Bar> bars;
  for (std::string_view const id :
       {"members", "members.women", "members.ethnic_minority", "members.religious",
        "members.probationary", "members.exempt"}) {
    Figure const* const figure = find(all, id);
    if (figure == nullptr || !figure->count) continue;
    bars.push_back({.label = figure->measure().name(words.language),
                    .count = *figure->count,
                    .records = records_url(*figure)});
  }
  return bars.empty() ? Html{} : web::bar_chart(words, words(M("Cơ cấu đảng viên")), bars);
}

}  // namespace

Html charts_of(Words const& words, std::vector<Figure> const& all) {
  return web::join(members_chart(words, all), grades_chart(words, all));
}

}  // namespace giaoban::figure
