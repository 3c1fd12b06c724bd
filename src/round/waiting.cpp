// What of a round waits for somebody: members to propose for, proposals to decide on. It waits at
// the unit itself and right above it; who stands higher sees the round's page.
#include <algorithm>

#include "round/checks.h"

namespace giaoban::round {

using inbox::Item;
using inbox::Reader;
using store::Snapshot;

namespace {

std::optional<Day> deadline_of(RoundView const& round, unit::UnitKind kind) {
  auto const found = round.deadlines.find(unit::level_of(kind));
  return found == round.deadlines.end() ? std::nullopt : std::optional(found->second);
}

std::string sheet_path(RoundView const& round, UnitId unit) {
  return "/rounds/" + std::to_string(round.round.value) + "/units/" + std::to_string(unit.value);
}

struct Asker {
  Snapshot& snapshot;
  Reader& reader;
  RoundView const& round;
  std::vector<Item>& items;

  [[nodiscard]] std::string year() const { return std::to_string(round.opening.year); }
};

// Members of the cell for whom nothing is proposed or decided, those excluded by rule left out.
void put_proposing(Asker const& asker, UnitOutcome const& cell) {
  std::int64_t missing = 0;
  for (auto const& one : members_of_cell(asker.snapshot, cell.unit, on_roster(asker.round))) {
    if (one.outcome.decided() || one.outcome.proposed) continue;
    Subject const subject{Part::member, cell.unit, one.person};
    if (!rule_of(asker.snapshot, asker.round, subject).exclusion) ++missing;
  }
  if (missing == 0) return;
  asker.reader.put(asker.items,
                   {.kind = "round.propose",
                    .record = asker.round.round.value,
                    .unit = cell.unit,
                    .right = &round_review,
                    .group = M("Xếp loại đảng viên chờ đề xuất"),
                    .what = M("Đề xuất xếp loại năm {year} cho {count} đảng viên"),
                    .args = {{"year", asker.year()}, {"count", std::to_string(missing)}},
                    .path = sheet_path(asker.round, cell.unit),
                    .since = asker.round.opened_on,
                    .due = deadline_of(asker.round, cell.unit_kind)});
}

void put_deciding_members(Asker const& asker, UnitId decides, UnitOutcome const& cell) {
  std::int64_t proposed = 0;
  for (auto const& one : members_of_cell(asker.snapshot, cell.unit, on_roster(asker.round))) {
    if (one.outcome.proposed && !one.outcome.decided()) ++proposed;
  }
  if (proposed == 0) return;
  Day const on = asker.round.opening.roster_on;
  asker.reader.put(asker.items,
                   {.kind = "round.decide",
                    .record = asker.round.round.value,
                    .unit = decides,
                    .right = &round_decide,
                    .group = M("Xếp loại đảng viên chờ quyết định"),
                    .what = M("Quyết định xếp loại {count} đảng viên của {unit}, năm {year}"),
                    .args = {{"count", std::to_string(proposed)},
                             {"unit", name_of(asker.snapshot, cell.unit, on)},
                             {"year", asker.year()}},
                    .path = sheet_path(asker.round, cell.unit) + "/decision",
                    .since = asker.round.opened_on,
                    .due = deadline_of(asker.round, cell.unit_kind)});
}

void put_deciding_unit(Asker const& asker, UnitId decides, UnitOutcome const& below) {
  if (!below.outcome.proposed || below.outcome.decided()) return;
  Day const on = asker.round.opening.roster_on;
  asker.reader.put(asker.items, {.kind = "round.decide_unit",
                                 .record = asker.round.round.value,
                                 .unit = decides,
                                 .right = &round_decide,
                                 .group = M("Xếp loại tổ chức đảng chờ quyết định"),
                                 .what = M("Quyết định xếp loại tổ chức đảng {unit}, năm {year}"),
                                 .args = {{"unit", name_of(asker.snapshot, below.unit, on)},
                                          {"year", asker.year()}},
                                 .path = sheet_path(asker.round, below.unit) + "/decision",
                                 .since = asker.round.opened_on,
                                 .due = deadline_of(asker.round, below.unit_kind)});
}

// The unit itself, where it holds members, and the units right below.
std::vector<UnitOutcome> near_units(Snapshot& snapshot, RoundView const& round, UnitId unit) {
  std::vector<UnitOutcome> near;
  auto const kind = snapshot.fact<unit::UnitClass>(unit.value, {round.opening.roster_on});
  if (kind) {
    near.push_back({unit, kind->value.unit_kind,
                    outcome_of(snapshot, {Part::organisation, unit, {}}, year_of(round))});
  }
  auto below = units_below(snapshot, unit, review::UnitAspect::organisation, on_roster(round));
  std::ranges::move(below, std::back_inserter(near));
  return near;
}

void put_of(Asker const& asker, store::Right const& right, UnitId granted, UnitOutcome const& one) {
  bool const cell = unit::holds_members(one.unit_kind);
  if (right == round_review) {
    if (cell) put_proposing(asker, one);
    return;
  }
  Day const on = asker.round.opening.roster_on;
  // Whom the round will put under it is not its own before that day.
  bool const to_come = on > asker.snapshot.today();
  if (to_come && !asker.reader.distance(round_decide, one.unit)) return;
  auto const decides = [&](Part part) {
    return authority_over(asker.snapshot, {part, one.unit, {}}, on) == granted;
  };
  if (cell && decides(Part::member)) put_deciding_members(asker, granted, one);
  if (decides(Part::organisation)) put_deciding_unit(asker, granted, one);
}

// What waits is asked of all units for the sake of each: one that cannot be read costs its own
// lines, and its own page tells why.
void put_near(Asker const& asker, store::Right const& right, UnitId granted) {
  for (UnitOutcome const& one : near_units(asker.snapshot, asker.round, granted)) {
    try {
      put_of(asker, right, granted, one);
    } catch (store::StrangeValue const&) {
      continue;
    }
  }
}

}  // namespace

std::vector<Item> waiting(Snapshot& snapshot, Reader& reader) {
  std::vector<Item> items;
  if (!reader.may(round_review) && !reader.may(round_decide)) return items;
  for (RoundView const& round : openings(snapshot, {}, reader.moment())) {
    // A round of long ago whose rest was never entered waits for nobody.
    constexpr int years_open = 2;
    if (reader.moment().as_of.year() > year_of(round) + years_open) continue;
    Asker const asker{snapshot, reader, round, items};
    for (store::Grant const& grant : reader.actor().grants) {
      bool const ours = *grant.right == round_review || *grant.right == round_decide;
      if (!ours || !grant.under) continue;
      auto const over = round_over(snapshot, UnitId{*grant.under}, year_of(round), reader.moment());
      if (over && over->round == round.round) put_near(asker, *grant.right, UnitId{*grant.under});
    }
  }
  return items;
}

}  // namespace giaoban::round
