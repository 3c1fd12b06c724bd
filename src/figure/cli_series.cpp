// giaoban series: one measure over time, as it was and restated on a chosen day's tree.
#include <algorithm>

#include "figure/cli.h"
#include "figure/figure.h"

namespace giaoban::figure {

namespace {

using command::Arguments;
using command::Context;
using command::Given;

Result<SeriesAsked> series_asked(Context& context, store::Snapshot& snapshot,
                                 Arguments const& arguments) {
  TRY_INTO(auto const id, arguments.need("measure"));
  SeriesAsked asked;
  TRY_INTO(auto const moment, context.moment(arguments));
  TRY_INTO(asked.from, arguments.need_day("from"));
  TRY_INTO(auto const to, arguments.day("to"));
  asked.to = to.value_or(moment.as_of);
  if (asked.to < asked.from) {
    return refuse(
        store::empty_span,
        {{"what", "series"}, {"from", asked.from.vietnamese()}, {"to", asked.to.vietnamese()}});
  }
  TRY_INTO(asked.restated_on, arguments.day("restated-on"));
  asked.known_at = moment.known_at;
  TRY_INTO(asked.year, year_in(arguments.text("year").value_or("")));
  TRY_INTO(auto const step, arguments.choice<Step>("step"));
  asked.step = step.value_or(Step::month);
  TRY_INTO(auto const code, arguments.need("unit"));
  // The unit is named as on the day of the tree that is asked about.
  store::Moment const named{asked.restated_on.value_or(asked.to), asked.known_at};
  auto const reach = unit::reach_of(snapshot, context.actor(), figure_read, named);
  TRY_INTO(asked.measure, measure_seen(snapshot, reach, id, {asked.to, asked.known_at}));
  TRY_INTO(unit::Node const unit, unit::in_reach(snapshot, reach, code, named));
  asked.unit = unit.id;
  return asked;
}

std::string days_words(std::vector<Day> const& days) {
  std::string words;
  for (Day const day : days) words += (words.empty() ? "" : ", ") + day.vietnamese();
  return words;
}

Value percent_of(Figure const& figure) {
  auto const percent =
      figure.share ? figure.share->percent_beside_base(Language::vietnamese) : std::nullopt;
  return percent ? Value{*percent} : Value{};
}

Result<void> run_series(Context& context, Arguments const& arguments) {
  TRY_INTO(auto* const open_store, context.store());
  auto const snapshot = open_store->read();
  TRY_INTO(SeriesAsked asked, series_asked(context, *snapshot, arguments));
  std::vector<SeriesPoint> restated;
  if (asked.restated_on) {
    TRY_INTO(restated, series(*snapshot, asked));
  }
  asked.restated_on.reset();
  TRY_INTO(auto const as_it_was, series(*snapshot, asked));
  Listing listing{.title = asked.measure->name(context.language()),
                  .columns = {{"on", M("Tính đến hết ngày"), CellType::day},
                              {"count", M("Như đã có"), CellType::count},
                              {"base_count", M("Trên tổng"), CellType::count},
                              {"percent", M("Tỷ lệ %"), CellType::text},
                              {"base", M("Cơ sở tính"), CellType::text},
                              {"reorganised", M("Có sắp xếp tổ chức ngày"), CellType::text},
                              {"reference", M("Số tham chiếu"), CellType::text}},
                  .rows = {}};
  if (!restated.empty()) {
    listing.columns.push_back(
        {"restated", M("Tính lại theo cây tổ chức đã chọn"), CellType::count});
  }
  bool const of_results = std::ranges::any_of(as_it_was, [](SeriesPoint const& point) {
    return point.figure.reference.year.by == Year::By::said;
  });
  if (of_results) listing.columns.push_back({"year", M("Kết quả năm"), CellType::number});
  for (std::size_t i = 0; i < as_it_was.size(); ++i) {
    Figure const& one = as_it_was[i].figure;
    Row row{std::int64_t{one.reference.moment.as_of.number()},
            one.count ? Value{*one.count} : Value{},
            one.share ? Value{one.share->denominator()} : Value{},
            percent_of(one),
            one.share ? say(context.language(), one.share->base_name()) : std::string(),
            days_words(as_it_was[i].reorganised_on),
            one.reference.text()};
    if (!restated.empty()) {
      auto const& count = restated[i].figure.count;
      row.push_back(count ? Value{*count} : Value{});
    }
    if (of_results) {
      Year const year = one.reference.year;
      row.push_back(year.by == Year::By::said ? Value{std::int64_t{year.number}} : Value{});
    }
    listing.rows.push_back(std::move(row));
  }
  context.show(listing);
  return {};
}

}  // namespace

std::vector<command::Command> series_commands() {
  return {{.path = "series",
           .help = M("Một chỉ tiêu qua các tháng, quý hoặc năm: như đã có, và tính lại theo cây tổ "
                     "chức của một ngày"),
           .options = command::with({{.name = "unit",
                                      .help = M("Mã đơn vị, vào ngày của cây tổ chức đã chọn"),
                                      .given = Given::required,
                                      .placeholder = M("MÃ"),
                                      .input = command::Input::unit},
                                     {.name = "measure",
                                      .help = M("Chỉ tiêu, ví dụ members"),
                                      .given = Given::required,
                                      .placeholder = M("MÃ")},
                                     {.name = "from",
                                      .help = M("Từ ngày"),
                                      .given = Given::required,
                                      .placeholder = "2020-01-31",
                                      .input = command::Input::day},
                                     {.name = "to",
                                      .help = M("Đến ngày; không ghi thì là hôm nay"),
                                      .placeholder = "2021-06-30",
                                      .input = command::Input::day},
                                     {.name = "step",
                                      .help = M("Mỗi tháng, quý hay năm một số"),
                                      .placeholder = M("BƯỚC"),
                                      .choices = choices_of(Step{})},
                                     year_option(),
                                     {.name = "restated-on",
                                      .help = M("Tính lại theo cây tổ chức của ngày này"),
                                      .placeholder = "2025-07-01",
                                      .input = command::Input::day}},
                                    command::moment_options()),
           .example = "giaoban series --unit PT --measure members --from 2020-01-31 --to "
                      "2021-06-30",
           .run = &run_series,
           .right = &figure_read}};
}

}  // namespace giaoban::figure
