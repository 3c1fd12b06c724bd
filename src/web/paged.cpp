#include "web/paged.h"

#include <algorithm>
#include <charconv>
#include <iterator>

namespace giaoban::web {

namespace {

// Rows that the options name by their place in the whole listing.
TableOptions from_row(TableOptions options, std::size_t first) {
  if (options.link) {
    options.link = [whole = std::move(options.link), first](std::size_t row) {
      return whole(row + first);
    };
  }
  if (options.cell) {
    options.cell = [whole = std::move(options.cell), first](std::size_t row, std::size_t column) {
      return whole(row + first, column);
    };
  }
  options.first_number += first;
  return options;
}

}  // namespace

Html paged_table(Visit const& visit, Listing listing, TableOptions options, Paged const& paged) {
  Words const words{visit.language()};
  PageOf where{.per_page = rows_per_page, .total = std::ssize(listing.rows)};
  if (where.last() <= 1) return table(words, listing, options);
  where.page = page_asked(visit, where.last(), paged.parameter);
  auto const first = (where.page - 1) * where.per_page;
  auto const count = std::min(where.per_page, where.total - first);
  std::vector<Row> rows(std::make_move_iterator(listing.rows.begin() + first),
                        std::make_move_iterator(listing.rows.begin() + first + count));
  listing.rows = std::move(rows);
  if (where.page < where.last()) options.total_rows = 0;
  Html html = table(words, listing, from_row(std::move(options), static_cast<std::size_t>(first)));
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
