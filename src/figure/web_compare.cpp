// The figures of one unit on two days side by side, with the difference as counts.
#include <charconv>

#include "figure/changes.h"
#include "figure/web_parts.h"
#include "web/components.h"
#include "web/page.h"
#include "web/paged.h"

namespace giaoban::figure {

namespace {

using web::Html;
using web::to;
using web::Visit;
using web::Words;

// Keeps what is poured into it.
class KeptRows final : public RowSink {
 public:
  void begin(Listing const& head) override { listing_ = head; }
  void row(Row const& row) override { listing_.rows.push_back(row); }
  void end() override {}
  [[nodiscard]] Listing const& listing() const { return listing_; }

 private:
  Listing listing_;
};

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

// Leads to who came, went or changed behind the difference.
Html difference_cell(Words const& words, Pair const& pair) {
  std::string const text = difference_of(words, difference(pair));
  if (!pair.first.count || !pair.second.count) return text;
  auto const& [measure, unit, moment, year, scope] = pair.second.reference;
  bool const same = year == pair.first.reference.year;
  return web::link(with_year(to("/figures/changes"), same ? year : Year{})
                       .with("unit", unit.value)
                       .with("measure", measure->id)
                       .with("first", pair.first.reference.moment.as_of.vietnamese())
                       .with("second", moment.as_of.vietnamese()),
                   text);
}

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
    if (column == 3) return difference_cell(words, pairs[row]);
    return std::nullopt;
  };
  return web::table(words, listing, options);
}

// Own measures by the definition of the later day on both.
Html own_differences(Words const& words, store::Snapshot& snapshot, unit::Node const& node,
                     Days days, Year year) {
  auto const own = own_measures(snapshot, {days.second}, node.id);
  auto const unit = std::span(&node.id, 1);
  auto const before = std::move(figures(snapshot, own, unit, {days.first}, year).front());
  auto const after = std::move(figures(snapshot, own, unit, {days.second}, year).front());
  std::vector<Pair> pairs;
  for (std::size_t i = 0; i < before.size(); ++i) pairs.push_back({before[i], after[i]});
  if (pairs.empty()) return {};
  std::string const title = words(M("Chỉ tiêu tự định nghĩa"));
  return web::panel(title, table_of(words, title, pairs, days));
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
  TRY_INTO(Year const year, year_asked(visit));
  auto const before = figures(*snapshot, node.id, {first}, year);
  auto const after = figures(*snapshot, node.id, {second}, year);
  ensure(before.size() == after.size(), "the same measures are asked on both days");

  Html body = web::filter_form(
      words, {.id = "compare",
              .action = to("/figures/compare"),
              .groups = {{.fields = {unit_field(words, node),
                                     day_field("first", words(M("Ngày trước")), first),
                                     day_field("second", words(M("Ngày sau")), second),
                                     year_field(visit, *snapshot, node.id, {second})}}},
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
  body.add(own_differences(words, *snapshot, node, {first, second}, year));
  body.add(notes_of(words, before)).add(notes_of(words, after));
  return web::page(visit,
                   {.title = words(M("So sánh hai ngày: {unit}"), {{"unit", node.name}}),
                    .lead = words(M("Chênh lệch là ngày sau trừ ngày trước, tính bằng số lượng.")),
                    .active = menu_path,
                    .crumbs = {{words(M("Số liệu")), to("/figures").with("unit", node.code)}},
                    .notices = notices_of(words, *snapshot)},
                   body);
}

Result<web::Response> show_changes(Visit& visit) {
  Words const words{visit.language()};
  TRY_INTO(Day const second, visit.day("second", visit.site.clock->today()));
  TRY_INTO(Day const first, visit.day("first", second.plus_years(-1)));
  auto const snapshot = visit.store.read();
  auto const& actor = visit.caller.actor;
  std::string const id = visit.request.query.text("measure");
  auto const of_figures = unit::reach_of(*snapshot, actor, figure_read, {second});
  TRY_INTO(Held const measure,
           measure_seen(*snapshot, of_figures, id.empty() ? "members" : id, {second}));
  auto const& right = of_persons(measure->population) ? member::member_read : figure_read;
  auto const reach = unit::reach_of(*snapshot, actor, right, {second});
  UnitId unit;
  std::string const typed = visit.request.query.text("unit");
  if (typed.empty()) return refuse(store::required_missing, {{"field", M("Đơn vị")}}, "unit");
  std::from_chars(typed.data(), typed.data() + typed.size(), unit.value);
  TRY_INTO(unit::Node const node, unit::in_reach(*snapshot, reach, unit, {second}));
  TRY_VOID(unit::in_reach(*snapshot, of_figures, node.id, {second}));
  for (Day const day : {first, second}) {
    auto const of_day = unit::reach_of(*snapshot, actor, right, {day});
    TRY_VOID(unit::in_reach(*snapshot, of_day, node.id, {day}));
    if (of_persons(measure->population)) {
      TRY_VOID(member::nobody_arrives(*snapshot, of_day, node.id, {day}));
    }
  }
  if (of_persons(measure->population)) {
    visit.store.log_access(actor.name, "figure changes " + measure->id, node.id.value);
  }
  TRY_INTO(Year const year, year_asked(visit));
  KeptRows kept;
  TRY_VOID(changes(*snapshot,
                   {.measure = measure,
                    .unit = node.id,
                    .first = first,
                    .second = second,
                    .language = words.language,
                    .year = year},
                   kept));
  auto const& listing = kept.listing();
  web::TableOptions options{.empty = words(M("Không có bản ghi nào khác giữa hai ngày.")),
                            .numbered = true};
  options.link_column = 2;
  options.link = [&](std::size_t row) -> std::optional<web::Url> {
    auto const* const record = std::get_if<std::int64_t>(&listing.rows[row][1]);
    if (record == nullptr || measure->population == Population::posts) return std::nullopt;
    return of_persons(measure->population) ? to("/members/{}", *record) : to("/units/{}", *record);
  };
  return web::page(
      visit,
      {.title = listing.title,
       .lead = words(M("{unit}: những ai mới đến, đã rời đi, hoặc ở lại mà đổi cách tính."),
                     {{"unit", node.name}}),
       .active = menu_path,
       .crumbs = {{words(M("So sánh hai ngày")), to("/figures/compare")
                                                     .with("unit", node.code)
                                                     .with("first", first.vietnamese())
                                                     .with("second", second.vietnamese())}}},
      web::paged_table(visit, listing, options,
                       {.here = to("/figures/changes")
                                    .with("unit", node.id.value)
                                    .with("measure", measure->id)
                                    .with("first", first.vietnamese())
                                    .with("second", second.vietnamese())
                                    .with("year", visit.request.query.text("year"))}));
}

}  // namespace giaoban::figure
