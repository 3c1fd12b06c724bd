// The figures of one unit on two days side by side, with the difference as counts.
#include "figure/web_parts.h"
#include "web/components.h"
#include "web/page.h"

namespace giaoban::figure {

namespace {

using web::Html;
using web::to;
using web::Visit;
using web::Words;

struct Pair {
  Figure const& first;
  Figure const& second;
};

std::optional<std::int64_t> difference(Pair const& pair) {
  if (!pair.first.count || !pair.second.count) return std::nullopt;
  return *pair.second.count - *pair.first.count;
}

struct Days {
  Day first;
  Day second;
};

Html table_of(Words const& words, std::string const& title, std::vector<Pair> const& pairs,
              Days days) {
  Listing listing{.title = title,
                  .columns = {{"name", M("Chỉ tiêu"), CellType::text},
                              {"first", M("Ngày trước"), CellType::text},
                              {"second", M("Ngày sau"), CellType::text},
                              {"difference", M("Tăng, giảm"), CellType::text}},
                  .rows = {}};
  for (Pair const& pair : pairs) {
    listing.rows.push_back({pair.first.measure().name(words.language), Value{}, Value{},
                            difference_of(words, difference(pair))});
  }
  web::TableOptions options;
  options.caption = words(
      M("{title}: ngày {first} và ngày {second}"),
      {{"title", title}, {"first", words.day(days.first)}, {"second", words.day(days.second)}});
  options.cell = [&](std::size_t row, std::size_t column) -> std::optional<Html> {
    if (column == 1) return value_of(words, pairs[row].first);
    if (column == 2) return value_of(words, pairs[row].second);
    return std::nullopt;
  };
  return web::table(words, listing, options);
}

// Of what is nought on both days nothing is told.
bool tells(Pair const& pair) {
  return pair.first.count.value_or(1) != 0 || pair.second.count.value_or(1) != 0;
}

}  // namespace

Result<web::Response> show_comparison(Visit& visit) {
  Words const words{visit.language()};
  Day const today = visit.site.clock->today();
  TRY_INTO(Day const second, visit.day("second", today));
  TRY_INTO(Day const first, visit.day("first", second.plus_years(-1)));
  auto const snapshot = visit.store.read();
  // Both days are asked under what the caller reaches on the later one.
  TRY_INTO(unit::Node const node, unit_asked(visit, *snapshot, {second}));
  auto const before = figures(*snapshot, node.id, {first});
  auto const after = figures(*snapshot, node.id, {second});
  ensure(before.size() == after.size(), "the same measures are asked on both days");

  Html body = web::filter_form(
      words, {.id = "compare",
              .action = to("/figures/compare"),
              .groups = {{.fields = {unit_field(words, node),
                                     day_field("first", words(M("Ngày trước")), first),
                                     day_field("second", words(M("Ngày sau")), second)}}},
              .submit = words(M("So sánh"))});
  for (Group const& group : groups()) {
    std::vector<Pair> pairs;
    for (std::size_t i = 0; i < before.size(); ++i) {
      Pair const pair{before[i], after[i]};
      if (before[i].measure().population == group.population && tells(pair)) pairs.push_back(pair);
    }
    if (pairs.empty()) continue;
    body.add(web::panel(words(group.title),
                        table_of(words, words(group.title), pairs, {first, second})));
  }
  body.add(notes_of(words, before)).add(notes_of(words, after));
  return web::page(visit,
                   {.title = words(M("So sánh hai ngày: {unit}"), {{"unit", node.name}}),
                    .lead = words(M("Chênh lệch là ngày sau trừ ngày trước, tính bằng số lượng.")),
                    .active = menu_path,
                    .crumbs = {{words(M("Số liệu")), to("/figures").with("unit", node.code)}}},
                   body);
}

}  // namespace giaoban::figure
