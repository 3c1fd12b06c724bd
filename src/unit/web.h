// The pages of units: the tree as of a day, search, the forms of the verbs. The page of one unit
// stands in member/, since it counts members; what it shows of the unit itself is made here.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "unit/unit.h"
#include "web/components.h"
#include "web/page.h"
#include "web/route.h"
#include "web/verb_pages.h"

namespace giaoban::unit {

std::vector<web::Route> routes();
std::vector<web::MenuEntry> menu();
std::vector<web::VerbForm> verb_forms();

// --- for pages about one unit --------------------------------------------------------------------
// The unit of the route's {unit}, as of the page's day.
struct Seen {
  UnitId unit;
  store::Moment moment;         // of `node`: the nearest day on which the unit stands
  bool stands_that_day = true;  // on the day asked for
  Day asked_day;
  Node node;
  std::vector<Node> above;  // from the top down
  Reach reach;              // of unit_read at the moment
};
// Refused when there is no such unit or it is out of reach.
Result<Seen> seen_unit(web::Visit const& visit, store::Snapshot& snapshot);

// Title, crumbs, day, a notice when it does not stand that day.
web::PageHead head_of(web::Visit const& visit, Seen const& seen);
// Links to the pages about the unit that the site has and the caller may open.
web::Html tabs_of(web::Visit const& visit, Seen const& seen, std::string_view active_route);
// Code, name, kind, level, parent, each with the day since when.
web::Html particulars_of(web::Visit const& visit, store::Snapshot& snapshot, Seen const& seen);
// Every recorded fact on both clocks.
web::Html history_of(web::Visit const& visit, store::Snapshot& snapshot, Seen const& seen);
// The verbs that the caller may call upon it.
web::Html actions_of(web::Visit const& visit, store::Snapshot& snapshot, Seen const& seen);

// --- for forms -----------------------------------------------------------------------------------
// Says the names behind the codes that pickers of units hold.
void show_names(web::Visit const& visit, store::Snapshot& snapshot, web::VerbPage& page);
// Where pickers search for cells alone.
web::Url cell_search();

}  // namespace giaoban::unit
