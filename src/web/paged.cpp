#include "web/paged.h"

#include <algorithm>
#include <charconv>
#include <iterator>

namespace giaoban::web {

namespace {

// A part of a listing's rows, and its totals below.
struct PartShown {
  std::size_t first;
  std::size_t count;
  std::size_t all;  // without the totals
  [[nodiscard]] std::size_t in_whole(std::size_t row) const {
    return row < count ? row + first : row - count + all;
  }
};

// The options name rows by their places in the whole listing.
TableOptions of_part(TableOptions options, PartShown const& part) {
  if (options.link) {
    options.link = [whole = std::move(options.link), part](std::size_t row) {
      return whole(part.in_whole(row));
    };
  }
  if (options.cell) {
    options.cell = [whole = std::move(options.cell), part](std::size_t row, std::size_t column) {
      return whole(part.in_whole(row), column);
    };
  }
  options.first_number += part.first;
  return options;
}

}  // namespace

Html paged_table(Visit const& visit, Listing listing, TableOptions options, Paged const& paged) {
  Words const words{visit.language()};
  auto const totals = static_cast<std::int64_t>(options.total_rows);
  PageOf where{.per_page = rows_per_page, .total = std::ssize(listing.rows) - totals};
  if (where.last() <= 1) return table(words, listing, options);
  where.page = page_asked(visit, where.last(), paged.parameter);
  auto const first = (where.page - 1) * where.per_page;
  auto const count = std::min(where.per_page, where.total - first);
  std::vector<Row> rows(std::make_move_iterator(listing.rows.begin() + first),
                        std::make_move_iterator(listing.rows.begin() + first + count));
  std::move(listing.rows.end() - totals, listing.rows.end(), std::back_inserter(rows));
  listing.rows = std::move(rows);
  PartShown const part{static_cast<std::size_t>(first), static_cast<std::size_t>(count),
                       static_cast<std::size_t>(where.total)};
  Html html = table(words, listing, of_part(std::move(options), part));
  return html.add(pagination(words, paged.here, where, paged.parameter));
}

Html first_rows(Words const& words, Listing listing, TableOptions const& options) {
  std::int64_t const total = std::ssize(listing.rows);
  if (listing.rows.size() <= first_rows_max) return table(words, listing, options);
  listing.rows.resize(first_rows_max);
  Html html = table(words, listing, options);
  return html.add(
      element("p", {{"class", "pagination"}},
              element("span", {{"class", "shown"}},
                      words(M("{first}–{last} trong {total}"),
                            {{"first", words.count(1)},
                             {"last", words.count(static_cast<std::int64_t>(first_rows_max))},
                             {"total", words.count(total)}}))));
}

}  // namespace giaoban::web
