// What waits for the caller: the panel of the first page, and the page of all. Private to src/app.
#pragma once

#include <span>
#include <vector>

#include "unit/unit.h"
#include "web/html.h"
#include "web/route.h"

namespace giaoban::app {

// The units that the actor's roles name; the tops of the tree for whom everything is open to.
std::vector<UnitId> own_units(store::Actor const& actor, unit::Tree const& tree);

// From how many days before its deadline work is pressing for whoever has these units.
int urgent_days(store::Snapshot& snapshot, std::span<UnitId const> own, Day today);

struct WaitingAsked {
  store::Snapshot& snapshot;
  unit::Tree const& tree;  // today's
  std::span<UnitId const> own;
  Day today;
  int urgent_days;  // as the first own unit has laid down
};
// Few items one by one; of many the most urgent, and how many of which kind wait where.
web::Html waiting_panel(web::Visit const& visit, WaitingAsked const& asked);
// GET /inbox?kind=&unit=&due=&page=
Result<web::Response> show_inbox(web::Visit& visit);

}  // namespace giaoban::app
