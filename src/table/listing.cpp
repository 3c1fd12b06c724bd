// A view put in order and as a listing.
#include <algorithm>

#include "base/text.h"
#include "base/written.h"
#include "table/table.h"

namespace giaoban::table {

using figure::Figure;

namespace {

// Shares by numerator over denominator, without rounding; nullopt: not known.
struct Rank {
  std::int64_t part = 0;
  std::int64_t whole = 1;
};
std::optional<Rank> rank_of(Figure const& figure) {
  if (!figure.count) return std::nullopt;
  if (!figure.share) return Rank{*figure.count, 1};
  if (figure.share->denominator() == 0) return std::nullopt;
  return Rank{figure.share->numerator(), figure.share->denominator()};
}

bool less(Rank one, Rank other) {
  return one.part * other.whole < other.part * one.whole;
}

Value count_value(Figure const& figure, Language language) {
  return figure.count ? Value{*figure.count} : Value{say(language, M("chưa biết"))};
}

void put_cells(Row& row, Figure const& figure, Spread spread, Language language) {
  row.push_back(count_value(figure, language));
  if (spread == Spread::together || !figure.measure().base) return;
  auto const& share = figure.share;
  row.push_back(share ? Value{share->denominator()} : Value{});
  auto const percent = share ? share->percent_beside_base(language) : std::nullopt;
  row.push_back(percent ? Value{*percent} : Value{});
}

// Of whose results the heading's figures are: all of the same.
std::optional<int> year_of(View const& view, std::size_t heading) {
  auto const* const line = view.total           ? &*view.total
                           : view.lines.empty() ? nullptr
                                                : &view.lines.front();
  if (line == nullptr) return std::nullopt;
  figure::Year const year = line->figures[heading].reference.year;
  return year.by == figure::Year::By::said ? std::optional(year.number) : std::nullopt;
}

}  // namespace

void sort(View& view, Order const& order) {
  if (order.heading >= view.headings.size()) return;
  std::ranges::stable_sort(view.lines, [&](Line const& one, Line const& other) {
    auto const first = rank_of(one.figures[order.heading]);
    auto const second = rank_of(other.figures[order.heading]);
    if (!first || !second) return first.has_value() && !second.has_value();
    return order.direction == Direction::up ? less(*first, *second) : less(*second, *first);
  });
}

void sift(View& view, std::string_view words) {
  std::string const wanted = fold(normalise(words));
  if (wanted.empty()) return;
  std::erase_if(view.lines, [&](Line const& line) {
    return !fold(line.unit.name).contains(wanted) && !fold(line.unit.code).contains(wanted);
  });
}

std::string heading_words(View const& view, std::size_t heading, Language language) {
  Heading const& one = view.headings[heading];
  std::string words = one.measure->name(language);
  if (auto const year = year_of(view, heading)) {
    words = say(language, M("{measure}, năm {year}"),
                {{"measure", words}, {"year", std::to_string(*year)}});
  }
  bool const one_day = std::ranges::all_of(
      view.headings, [&](Heading const& other) { return other.day == one.day; });
  return one_day ? words : words + ", " + one.day.vietnamese();
}

std::string itself_words(View const& view, Language language) {
  return say(language, M("Tính tại {unit}, không ở đơn vị trực thuộc nào"),
             {{"unit", view.unit.name}});
}

std::string title_of(View const& view, Language language) {
  bool const one_day = std::ranges::all_of(
      view.headings, [&](Heading const& one) { return one.day == view.headings.front().day; });
  Day const day = one_day ? view.headings.front().day : view.moment.as_of;
  return say(language, M("Bảng số liệu của {unit}, tính đến hết ngày {day}"),
             {{"unit", view.unit.name}, {"day", day.vietnamese()}});
}

Written listing_of(View const& view, Spread spread, Language language) {
  Written made{std::make_unique<std::deque<std::string>>(),
               {.title = title_of(view, language),
                .columns = {{"unit_code", M("Mã đơn vị"), CellType::text},
                            {"unit_name", M("Tên đơn vị"), CellType::text}},
                .rows = {}}};
  for (std::size_t i = 0; i < view.headings.size(); ++i) {
    Heading const& heading = view.headings[i];
    made.words->push_back(heading_words(view, i, language));
    std::string const id = heading.measure->id + "@" + heading.day.iso();
    made.listing.columns.push_back({id, written(made.words->back()), CellType::count});
    if (spread == Spread::together || !heading.measure->base) continue;
    made.words->push_back(
        say(language, M("Trên {base}"), {{"base", say(language, *heading.measure->base)}}));
    made.listing.columns.push_back({id + "/base", written(made.words->back()), CellType::count});
    made.listing.columns.push_back({id + "/percent", M("Tỷ lệ %"), CellType::percent});
  }
  auto const add = [&](Line const& line, std::string const& name) {
    Row row{line.unit.code, name};
    for (Figure const& figure : line.figures) put_cells(row, figure, spread, language);
    made.listing.rows.push_back(std::move(row));
  };
  for (Line const& line : view.lines) add(line, line.unit.name);
  if (view.itself) add(*view.itself, itself_words(view, language));
  if (view.total) add(*view.total, view.total->unit.name);
  return made;
}

}  // namespace giaoban::table
