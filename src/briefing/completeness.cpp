// Who did and who did not, of those asked: places connected, reviews finished. Localities and other
// bodies are told apart, as reports tell them (60 of 63 localities, 48 of 70 central bodies).
#include <algorithm>
#include <map>

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

bool territorial(unit::Node const& node) {
  return locality(node.unit_kind, node.name);
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
    asked.push_back({place.unit, node && territorial(*node), did});
  }
  return grouped(asked);
}

// Of those directly under the unit by the day asked: each answers for itself and for whom it was
// made of, as figures count them; it has finished when all of those have a result. Who neither
// stood on the roster date nor answers for anybody who did is not asked.
std::vector<Completeness> review_finished(store::Snapshot& snapshot, UnitId unit, int year,
                                          store::Moment moment) {
  auto const round = review::round_of(snapshot, year, moment);
  Day const last = Day::from_ymd(year, 12, 31).value_or(moment.as_of);
  Day const roster_on = std::min(round ? round->roster_on : last, moment.as_of);
  auto const [tree, roster] = unit::trees(snapshot, moment, {roster_on, moment.known_at});
  auto const top = tree.index_of(unit);
  if (!top) return {};
  std::map<UnitId, bool> finished;
  auto const lineage = unit::lineage(snapshot, moment.known_at);
  for (unit::Node const& node : roster.nodes()) {
    if (unit::holds_members(node.unit_kind)) continue;
    auto const own = lineage->answers(node.id, std::min(moment.as_of, snapshot.today()));
    auto const place = own ? tree.index_of(*own) : std::nullopt;
    if (!place || tree.at(*place).parent != static_cast<std::int32_t>(*top)) continue;
    auto const result = snapshot.fact_of_year<review::UnitGrade>(node.id.value, year, moment);
    finished.try_emplace(*own, true).first->second &= result.has_value();
  }
  std::vector<Asked> asked;
  for (unit::Node const& node : tree.subtree(unit)) {
    auto const found = finished.find(node.id);
    if (found == finished.end() || unit::holds_members(node.unit_kind)) continue;
    asked.push_back({node.id, territorial(node), found->second});
  }
  return grouped(asked);
}

}  // namespace giaoban::briefing
