// The dashboard of a unit: how it is laid out where nobody arranged it.
#include "table/table.h"

namespace giaoban::table {

namespace {

constexpr std::string_view usual_headlines =
    "members units.grassroots units.dependent_cells members.women "
    "members.graded_good_or_better/assessed";

}  // namespace

DashboardLayout dashboard_of(store::Snapshot& snapshot, UnitId unit, store::Moment moment) {
  for (std::int64_t const above : unit::chain(snapshot, unit.value, moment)) {
    if (auto const found = snapshot.fact<DashboardLayout>(above, moment)) return found->value;
  }
  return {.headlines = std::string(usual_headlines),
          .bars = "members",
          .over_years = "members",
          .table = {}};
}

}  // namespace giaoban::table
