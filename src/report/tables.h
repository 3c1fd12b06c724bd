// The tables of the annex. Private to src/report.
#pragma once

#include <vector>

#include "report/sentences.h"

namespace giaoban::report {

std::int64_t increase(member::Flow const& flow);
std::int64_t decrease(member::Flow const& flow);

std::vector<MovementRow> movement_rows(std::optional<member::Flow> const& flow);
std::vector<GradeGroup> grade_groups(Asked const& asked);
std::vector<CapRow> cap_rows(Material const& material);
// One table a group that any unit below has anybody of. `below`: units directly below, in order.
struct Below {
  std::string name;
  Asked asked;
};
std::vector<UnitTable> unit_tables(Asked const& whole, std::vector<Below> const& below);

}  // namespace giaoban::report
