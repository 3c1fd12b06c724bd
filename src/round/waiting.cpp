// What of a round waits for somebody: cells to propose for, proposals to decide on.
#include <map>

#include "round/checks.h"

namespace giaoban::round {

using inbox::Item;
using inbox::Reader;
using store::Snapshot;

namespace {

std::optional<Day> deadline_of(RoundView const& round, unit::Level level) {
  auto const found = round.deadlines.find(level);
  return found == round.deadlines.end() ? std::nullopt : std::optional(found->second);
}

std::string sheet_path(RoundView const& round, UnitId unit) {
  return "/rounds/" + std::to_string(round.round.value) + "/units/" + std::to_string(unit.value);
}

// A cell whose members are not all proposed or decided.
void put_cells(Snapshot& snapshot, Reader& reader, RoundView const& round, unit::Tree const& tree,
               std::vector<Item>& items) {
  std::map<UnitId, std::int64_t> excluded;
  for (auto const& one : perhaps_excluded(snapshot, round.opening.roster_on)) {
    if (!reader.distance(round_review, one.cell)) continue;
    if (review::rule_of(snapshot, one.person, review_round(round)).exclusion) ++excluded[one.cell];
  }
  for (CellCounts const& cell : members_by_cell(snapshot, on_roster(round))) {
    if (!tree.within(cell.cell, round.opening.unit)) continue;
    std::int64_t const said = std::max(cell.proposed, cell.decided);
    std::int64_t const missing = cell.members - excluded[cell.cell] - said;
    if (missing <= 0) continue;
    auto const* const node = tree.node(cell.cell);
    reader.put(items, {.kind = "round.propose",
                       .record = round.round.value,
                       .unit = cell.cell,
                       .right = &round_review,
                       .what = M("Đề xuất xếp loại năm {year} cho {count} đảng viên"),
                       .args = {{"year", std::to_string(round.opening.year)},
                                {"count", std::to_string(missing)}},
                       .path = sheet_path(round, cell.cell),
                       .since = round.opened_on,
                       .due = deadline_of(round, unit::level_of(node->unit_kind))});
  }
}

void put_decisions(Snapshot& snapshot, Reader& reader, RoundView const& round,
                   unit::Tree const& tree, std::vector<Item>& items) {
  for (CellProposals const& cell : cells_proposed(snapshot, on_roster(round))) {
    if (!tree.within(cell.cell, round.opening.unit)) continue;
    UnitId const decides =
        authority_over(snapshot, {Part::member, cell.cell, {}}, round.opening.roster_on);
    auto const* const node = tree.node(decides);
    if (node == nullptr) continue;
    reader.put(items, {.kind = "round.decide",
                       .record = round.round.value,
                       .unit = decides,
                       .right = &round_decide,
                       .what = M("Quyết định xếp loại {count} đảng viên của {unit}, năm {year}"),
                       .args = {{"count", std::to_string(cell.members)},
                                {"unit", name_of(snapshot, cell.cell, round.opening.roster_on)},
                                {"year", std::to_string(round.opening.year)}},
                       .path = sheet_path(round, cell.cell) + "/decision",
                       .since = round.opened_on,
                       .due = deadline_of(round, unit::level_of(node->unit_kind))});
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
    auto const tree = unit::tree(snapshot, {round.opening.roster_on});
    if (reader.may(round_review)) put_cells(snapshot, reader, round, tree, items);
    if (reader.may(round_decide)) put_decisions(snapshot, reader, round, tree, items);
  }
  return items;
}

}  // namespace giaoban::round
