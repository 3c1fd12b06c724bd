// Links to records and days, for pages of any folder.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "store/fact.h"
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

// The address with the day and the knowledge that the present page is shown on.
Url same_moment(Visit const& visit, Url const& url);

}  // namespace giaoban::web
