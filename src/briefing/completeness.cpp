// Who did and who did not, of those asked: places connected, reviews finished. Localities and other
// bodies are told apart, as reports tell them (60 of 63 localities, 48 of 70 central bodies).
#include <algorithm>

#include "briefing/checks.h"

namespace giaoban::briefing {

namespace {

struct Asked {
  UnitId unit;
  bool local = false;
  bool did = false;
};

Completeness counted(std::span<Asked const> asked, bool local) {
  std::vector<UnitId> did;
  std::vector<UnitId> did_not;
  for (Asked const& one : asked) {
    if (one.local == local) (one.did ? did : did_not).push_back(one.unit);
  }
  auto const numerator = static_cast<std::int64_t>(did.size());
  auto const base = numerator + static_cast<std::int64_t>(did_not.size());
  return {.whom = local ? M("Địa phương") : M("Cơ quan, đơn vị"),
          .share = Share(numerator, base,
                         local ? M("số địa phương phải có") : M("số cơ quan, đơn vị phải có")),
          .did = std::move(did),
          .did_not = std::move(did_not)};
}

std::vector<Completeness> grouped(std::span<Asked const> asked) {
  std::vector<Completeness> groups{counted(asked, true), counted(asked, false)};
  std::erase_if(groups, [](Completeness const& one) { return one.share.denominator() == 0; });
  return groups;
}

}  // namespace

std::vector<Completeness> places_connected(store::Snapshot& snapshot, View const& conference) {
  std::vector<Asked> asked;
  for (Place const& place : conference.places) {
    auto const node = unit::node_of(snapshot, place.unit, {conference.from});
    bool const did = std::ranges::any_of(conference.attendance, [&](Attendance const& one) {
      return one.place == place.unit && one.presence == Presence::present;
    });
    asked.push_back({place.unit, node && locality(node->unit_kind), did});
  }
  return grouped(asked);
}

std::vector<Completeness> review_finished(store::Snapshot& snapshot, UnitId unit, int year,
                                          store::Moment moment) {
  auto const tree = unit::tree(snapshot, moment);
  auto const top = tree.index_of(unit);
  if (!top) return {};
  std::vector<Asked> asked;
  for (unit::Node const& node : tree.subtree(unit)) {
    if (node.parent != static_cast<std::int32_t>(*top) || unit::holds_members(node.unit_kind)) {
      continue;
    }
    auto const result = snapshot.fact_of_year<review::UnitGrade>(node.id.value, year, moment);
    asked.push_back({node.id, locality(node.unit_kind), result.has_value()});
  }
  return grouped(asked);
}

}  // namespace giaoban::briefing
