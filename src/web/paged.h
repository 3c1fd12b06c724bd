// A listing that may be long: the rows of the page that ?page=N asks for, and below them which of
// how many they are. What is short is shown whole. The route declares "page" among what it is
// asked.
#pragma once

#include <algorithm>
#include <limits>
#include <string>

#include "web/components.h"
#include "web/page.h"

namespace giaoban::web {

// Of what fits on one page, more would have to be scrolled for minutes.
inline constexpr std::int64_t rows_per_page = 100;

struct Paged {
  Url here;                        // of the list, with all that it is asked for but the page
  std::string parameter = "page";  // of a second list on the same page: a name of its own
};
Html paged_table(Visit const& visit, Listing listing, TableOptions options, Paged const& paged);

// In the answer to a form, which has no other pages: the first rows, and how many there are.
inline constexpr std::size_t first_rows_max = 200;
Html first_rows(Words const& words, Listing listing, TableOptions const& options = {});

// Of a list whose length is known only when it is read: `read(page)` reads that page and gives how
// many there are in all. Behind the last page it reads the last, so that what is shown is always
// what the line below says.
template <class Read>
Result<PageOf> page_read(Visit const& visit, std::int64_t per_page, Read const& read) {
  PageOf where{.per_page = per_page};
  where.page = page_asked(visit, std::numeric_limits<std::int64_t>::max());
  TRY_INTO(where.total, read(where.page));
  std::int64_t const last = std::max<std::int64_t>(1, where.last());
  if (where.page <= last) return where;
  where.page = last;
  TRY_INTO(where.total, read(where.page));
  return where;
}

}  // namespace giaoban::web
