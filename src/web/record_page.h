// Links to records and days, for pages of any folder.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "store/fact.h"
#include "web/components.h"
#include "web/html.h"
#include "web/route.h"

namespace giaoban::web {

// The page of a record: the site's route "/members/{person}" is that of the entity "person".
// Nullopt: the site has none.
std::optional<Url> record_page(Site const& site, store::Entity const& entity, std::int64_t id);

// "người Nguyễn Thị Lan" to whom its page is open, "người 4503599627370501" to others; on the day
// of asking, with the knowledge of the snapshot.
std::string record_name(Visit const& visit, store::Snapshot& snapshot, store::Entity const& entity,
                        std::int64_t id);

// Whether the caller may open a page that another folder may have: "/units/{unit}/posts".
bool opens(Visit const& visit, std::string_view route_path);

// The tabs of a record that the caller may open: of "/units/{unit}" that page and all below it that
// declare themselves as tabs. `active` is the path of the route shown.
struct TabsOf {
  std::string_view page;    // "/units/{unit}"
  std::int64_t id = 0;      // of the record
  std::string_view active;  // "/units/{unit}/posts"
  Msg label;                // what they are, for those who have the page read to them
};
Html record_tabs(Visit const& visit, TabsOf const& of);

// The address with the day and the knowledge that the present page is shown on.
Url same_moment(Visit const& visit, Url const& url);

}  // namespace giaoban::web
