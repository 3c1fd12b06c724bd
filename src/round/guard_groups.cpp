// A cap is of a group, and who is in the group is told by the register, the posts and the tree: a
// write of those that makes a decided group break its cap is held as a grade that does.
#include <algorithm>
#include <map>
#include <set>
#include <span>
#include <tuple>

#include "round/checks.h"

namespace giaoban::round {

using store::Snapshot;
using store::Tx;

namespace {

RoundView counted_over(Group const& group, OnRoster const& when) {
  return {.round = {},
          .opening = {when.year, group.holder, when.roster_on},
          .opened_on = when.roster_on,
          .deadlines = {}};
}

// --- who may stand in another group by the entry -------------------------------------------------

// Who is graded in the units, by what is known now.
void add_graded(Tx& tx, std::span<unit::Node const> units, OnRoster const& when,
                std::set<Graded>& graded) {
  auto const add = [&](Part part, std::int64_t subject, Outcome const& outcome) {
    if (outcome.grade) graded.insert({part, subject, when.year, when.roster_on, *outcome.grade});
  };
  for (unit::Node const& node : units) {
    for (Part const part : {Part::organisation, Part::collective}) {
      add(part, node.id.value, outcome_of(tx, {part, node.id, {}}, when.year));
    }
    for (Standing const& leader : leaders_of(tx, {node.id, node.unit_kind}, when.roster_on)) {
      add(Part::leader, leader.subject.person.value, outcome_of(tx, leader.subject, when.year));
    }
    if (!unit::holds_members(node.unit_kind)) continue;
    for (MemberOutcome const& one : members_of_cell(tx, node.id, when)) {
      add(Part::member, one.person.value, one.outcome);
    }
  }
}

bool stands_elsewhere(Tx& tx, UnitId unit, Day roster_on) {
  store::Moment const before{roster_on, tx.number() - 1};
  store::Moment const after{roster_on};
  auto const parent = [&](store::Moment const& moment) {
    auto const fact = tx.fact<unit::UnitParent>(unit.value, moment);
    return fact ? fact->value.parent : UnitId{};
  };
  auto const kind = [&](store::Moment const& moment) {
    auto const fact = tx.fact<unit::UnitClass>(unit.value, moment);
    return fact ? std::optional(fact->value.unit_kind) : std::nullopt;
  };
  // What the entry founds was in no group that was decided before it.
  if (!kind(before)) return false;
  return parent(before) != parent(after) || kind(before) != kind(after);
}

void add_of_units(Tx& tx, std::set<Graded>& graded) {
  auto const units = units_moved(tx, tx.number());
  if (units.empty()) return;
  for (OnRoster const& when : graded_years(tx)) {
    std::vector<UnitId> moved;
    for (UnitId const unit : units) {
      if (stands_elsewhere(tx, unit, when.roster_on)) moved.push_back(unit);
    }
    if (moved.empty()) continue;
    auto const [before, after] =
        unit::trees(tx, {when.roster_on, tx.number() - 1}, {when.roster_on});
    for (UnitId const unit : moved) {
      add_graded(tx, before.subtree(unit), when, graded);
      add_graded(tx, after.subtree(unit), when, graded);
    }
  }
}

// --- what the entry makes of a group -------------------------------------------------------------

struct Regrouped {
  std::vector<review::Grade> left = {};
  std::vector<review::Grade> joined = {};
};
using Groups = std::map<std::tuple<int, Day, Group>, Regrouped>;

Groups regrouped(Tx& tx) {
  std::set<Graded> graded;
  for (Graded const& one : graded_of_moved(tx, tx.number())) graded.insert(one);
  add_of_units(tx, graded);
  Groups groups;
  for (Graded const& one : graded) {
    auto const before = group_at(tx, one, {one.roster_on, tx.number() - 1});
    auto const after = group_at(tx, one, {one.roster_on});
    if (before == after) continue;
    if (before) groups[{one.year, one.roster_on, *before}].left.push_back(one.grade);
    if (after) groups[{one.year, one.roster_on, *after}].joined.push_back(one.grade);
  }
  return groups;
}

struct Rooms {
  Room before;
  Room after;
};

Refusal told_of(Tx& tx, Group const& group, OnRoster const& when, Rooms const& rooms) {
  Room const& after = rooms.after;
  Named const named{words_of(tx, group, when.roster_on),
                    {unit::unit_entity.name, group.holder.value}};
  return {&group_over_cap,
          {{"group", named},
           {"year", std::to_string(when.year)},
           {"excellent", std::to_string(after.excellent)},
           {"base", std::to_string(after.of)},
           {"allowed", std::to_string(after.allowed)},
           {"percent", std::to_string(after.percent)},
           {"citation", std::string(after.citation)},
           {"excellent_before", std::to_string(rooms.before.excellent)},
           {"base_before", std::to_string(rooms.before.of)}}};
}

Result<void> check_group(Tx& tx, Group const& group, OnRoster const& when,
                         Regrouped const& changed) {
  auto const allowance = allowance_of(tx, group, when.year);
  Counts const after = counts_of(tx, counted_over(group, when), group).decided;
  Counts before = after;
  for (review::Grade const grade : changed.joined) count(before, grade, -1);
  for (review::Grade const grade : changed.left) count(before, grade);
  auto const was = room(when.year, group.part, before, allowance);
  auto const is = room(when.year, group.part, after, allowance);
  // A group that was over before, as it was decided then, is not held to be mended at once.
  if (!was || !is || was->left() < 0 || is->left() >= 0) return {};
  Refusal said = told_of(tx, group, when, {*was, *is});
  bool const held = is->confidence == Confidence::confirmed && !tx.act().basis;
  if (held) return std::unexpected(std::move(said));
  said.kind = &group_gone_over_cap;
  tx.warn(std::move(said));
  return {};
}

Result<void> check_groups(Tx& tx) {
  for (auto const& [of, changed] : regrouped(tx)) {
    auto const& [year, roster_on, group] = of;
    TRY_VOID(check_group(tx, group, {year, roster_on}, changed));
  }
  return {};
}

}  // namespace

std::vector<std::string> groups_over_cap(Snapshot& snapshot, Language language) {
  std::set<std::tuple<int, Day, Group>> groups;
  for (Graded const& one : excellent_places(snapshot)) {
    auto const group = group_at(snapshot, one, {one.roster_on});
    if (group) groups.insert({one.year, one.roster_on, *group});
  }
  std::vector<std::string> sentences;
  for (auto const& [year, roster_on, group] : groups) {
    auto const counts = counts_of(snapshot, counted_over(group, {year, roster_on}), group).decided;
    auto const made = room(year, group.part, counts, allowance_of(snapshot, group, year));
    if (!made || made->left() >= 0 || made->confidence != Confidence::confirmed) continue;
    sentences.push_back(say(
        language,
        M("{group}, năm {year}: {excellent} “Hoàn thành xuất sắc nhiệm vụ” trên {base} xếp loại "
          "tốt trở lên, quá mức {allowed} ({citation})."),
        {{"group", words_of(snapshot, group, roster_on)},
         {"year", std::to_string(year)},
         {"excellent", std::to_string(made->excellent)},
         {"base", std::to_string(made->of)},
         {"allowed", std::to_string(made->allowed)},
         {"citation", std::string(made->citation)}}));
  }
  return sentences;
}

store::Guard const decided_groups_keep_their_cap{
    .claim = "decided_groups_keep_their_cap",
    .kinds = {&member::MemberCell::kind, &post::PostHolding::kind, &unit::UnitParent::kind,
              &unit::UnitClass::kind},
    .check = &check_groups};

}  // namespace giaoban::round
