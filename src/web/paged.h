// A listing that may be long: the rows of the page that ?page=N asks for, and below them which of
// how many they are. What is short is shown whole. The route declares "page" among what it is
// asked.
#pragma once

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

}  // namespace giaoban::web
