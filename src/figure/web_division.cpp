// One figure divided by sex, age, schooling, kind and the like: bars, and a table with each part's
// base that opens its records.
#include <algorithm>

#include "figure/part.h"
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

std::vector<web::Pick> division_picks(Words const& words, Population population) {
  std::vector<web::Pick> picks;
  for (Division const& one : divisions_of(population)) {
    picks.push_back({std::string(one.code), words(one.label)});
  }
  return picks;
}

// What is asked: the whole, and by what it is divided.
struct Divided {
  unit::Node unit;
  Held whole;
  std::string by;
};

Html division_form(Visit const& visit, store::Snapshot& snapshot, Divided const& asked,
                   store::Moment moment) {
  Words const words{visit.language()};
  return web::filter_form(
      words,
      {.id = "division",
       .action = to("/figures/division"),
       .groups = {{.fields = {unit_field(words, asked.unit),
                              {.name = "measure",
                               .label = words(M("Chỉ tiêu")),
                               .control = web::Control::choice,
                               .picks = measure_picks(words, snapshot, asked.unit.id, moment),
                               .value = asked.whole->id},
                              {.name = "by",
                               .label = words(M("Chia theo")),
                               .control = web::Control::choice,
                               .picks = division_picks(words, asked.whole->population),
                               .value = asked.by},
                              {.name = "as_of",
                               .label = {},
                               .control = web::Control::hidden,
                               .value = moment.as_of.vietnamese()},
                              year_field(visit, snapshot, asked.unit.id, moment)}}},
       .submit = words(M("Xem"))});
}

// Parts that nobody is in are left out.
std::vector<Figure> parts_told(std::vector<Figure> const& all) {
  std::vector<Figure> told;
  for (std::size_t i = 1; i < all.size(); ++i) {
    bool const nobody = all[i].count == 0 &&
                        (!all[i].share || all[i].share->denominator() == 0 || !all.front().share);
    if (!nobody) told.push_back(all[i]);
  }
  return told;
}

Html parts_table(Words const& words, Figure const& whole, std::vector<Figure> const& parts) {
  Listing listing{
      .title = whole.measure().name(words.language),
      .columns = {{"class", M("Nhóm"), CellType::text}, {"value", M("Số lượng"), CellType::text}},
      .rows = {}};
  for (Figure const& part : parts) {
    listing.rows.push_back({words_of(part.measure().part->of, words.language), Value{}});
  }
  listing.rows.push_back({words(M("Cộng")), Value{}});
  web::TableOptions options;
  options.cell = [&](std::size_t row, std::size_t column) -> std::optional<Html> {
    if (column != 1) return std::nullopt;
    return value_of(words, row < parts.size() ? parts[row] : whole);
  };
  return web::table(words, listing, options);
}

Html parts_chart(Words const& words, Figure const& whole, std::vector<Figure> const& parts) {
  std::vector<web::Bar> bars;
  for (Figure const& part : parts) {
    if (!part.count) return {};
    bars.push_back(
        {words_of(part.measure().part->of, words.language), *part.count, records_url(part)});
  }
  return web::bar_chart(words, whole.measure().name(words.language), bars);
}

// Of any population.
Result<void> check_division(std::string const& by) {
  if (by.empty()) return {};
  std::string all;
  for (Choice const& population : choices_of(Population{})) {
    for (Division const& one : divisions_of(static_cast<Population>(population.value))) {
      if (one.code == by) return {};
      all += (all.empty() ? "" : ", ") + std::string(one.code);
    }
  }
  return refuse(web::query_not_a_word, {{"name", "by"}, {"value", by}, {"choices", all}}, "by");
}

}  // namespace

Result<web::Response> show_division(Visit& visit) {
  Words const words{visit.language()};
  TRY_INTO(store::Moment const moment, visit.moment());
  auto const snapshot = visit.store.read();
  Divided asked;
  TRY_INTO(asked.unit, unit_asked(visit, *snapshot, moment));
  auto const reach = unit::reach_of(*snapshot, visit.caller.actor, figure_read, moment);
  std::string const id = visit.request.query.text("measure");
  TRY_INTO(asked.whole, measure_seen(*snapshot, reach, id.empty() ? "members" : id, moment));
  // Another measure may be chosen with a division that it does not have.
  auto const known = divisions_of(asked.whole->population);
  asked.by = visit.request.query.text("by");
  if (std::ranges::find(known, asked.by, &Division::code) == known.end()) {
    TRY_VOID(check_division(asked.by));
    asked.by = known.front().code;
  }
  TRY_INTO(auto measures, divided(asked.whole, asked.by, moment.as_of));
  measures.insert(measures.begin(), asked.whole);
  TRY_INTO(Year const year, year_asked(visit));
  auto const all =
      std::move(figures(*snapshot, measures, std::span(&asked.unit.id, 1), moment, year).front());
  Figure const& whole = all.front();
  auto const parts = parts_told(all);
  return web::page(
      visit,
      {.title = words(M("{measure} của {unit}"),
                      {{"measure", asked.whole->name(words.language)}, {"unit", asked.unit.name}}),
       .lead = words(M("Chia thành nhóm; cộng các nhóm lại bằng số chung. Bấm vào một số để xem "
                       "danh sách đứng sau số ấy.")),
       .active = menu_path,
       .crumbs = {{words(M("Số liệu")), to("/figures").with("unit", asked.unit.code)}},
       .as_of = web::AsOfBar{moment},
       .notices = notices_of(words, *snapshot)},
      web::join(division_form(visit, *snapshot, asked, moment), parts_chart(words, whole, parts),
                parts_table(words, whole, parts), notes_of(words, all)));
}

}  // namespace giaoban::figure
