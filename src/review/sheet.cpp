// A unit's sheet of a year: who is graded there, what the rules say of each, what stands.
#include <algorithm>
#include <unordered_map>

#include "base/text.h"
#include "review/store.h"
#include "review/subject.h"

namespace giaoban::review {

namespace {

using store::Snapshot;
using store::Tx;

constexpr store::Moment now{Day::forever() - 1};

// What stands of one subject, aspect and year.
template <class F, class Aspect>
void put_standing(Snapshot& snapshot, std::int64_t subject, Aspect aspect, int year,
                  SheetLine& line) {
  for (auto const& fact : snapshot.history_of<F>(subject)) {
    bool const stands = fact.head.year == year && fact.head.span.to == Day::forever();
    if (!stands || fact.value.aspect != aspect) continue;
    line.grade = fact.value.grade;
    line.not_assessed = fact.value.not_assessed;
    line.recorded_in = fact.head.recorded_in;
  }
}

// The stricter of two: who heads two units stays below both.
SubjectRule stricter(SubjectRule const& one, SubjectRule const& other) {
  if (!one.ceiling) return other;
  if (!other.ceiling) return one;
  return above(*one.ceiling, *other.ceiling) ? other : one;
}

class SheetMaker {
 public:
  SheetMaker(Snapshot& snapshot, UnitId unit, Round const& round)
      : snapshot_(snapshot), unit_(unit), round_(round) {}

  SheetLine organisation(unit::Node const& node) {
    SheetLine line{.part = SheetPart::organisation, .name = node.name};
    line.rule = rule_for(facts_of_unit(snapshot_, unit_, round_));
    put_standing<UnitGrade>(snapshot_, unit_.value, UnitAspect::organisation, round_.year, line);
    return line;
  }
  SheetLine collective(unit::Node const& node) {
    SheetLine line{.part = SheetPart::collective, .name = node.name};
    line.rule = rule_for(facts_of_unit(snapshot_, unit_, round_));
    if (!line.rule.exclusion) {
      line.rule =
          ceiling_of_collective(round_.year, grades_of(snapshot_, unit_, round_.year).organisation);
    }
    put_standing<UnitGrade>(snapshot_, unit_.value, UnitAspect::collective, round_.year, line);
    return line;
  }
  // One line a person, by the highest title held here.
  std::vector<SheetLine> leaders() {
    std::vector<SheetLine> lines;
    for (auto const& held : post::of_unit(snapshot_, unit_, {round_.roster_on})) {
      PersonId const person = held.holding.person;
      if (std::ranges::find(lines, person, &SheetLine::person) != lines.end()) continue;
      SheetLine line{.part = SheetPart::leader,
                     .person = person,
                     .name = name_of(person),
                     .title = held.holding.title};
      line.rule = head_rule(person);
      put_standing<PersonGrade>(snapshot_, person.value, PersonAspect::leader, round_.year, line);
      lines.push_back(std::move(line));
    }
    return lines;
  }
  SheetLine member(member::RosterLine const& on_roster) {
    SheetLine line{.part = SheetPart::member,
                   .person = on_roster.person,
                   .name = on_roster.full_name,
                   .born = on_roster.born,
                   .standing = on_roster.standing};
    line.rule = rule_for(facts_of_member(snapshot_, on_roster.person, round_));
    put_standing<PersonGrade>(snapshot_, on_roster.person.value, PersonAspect::member, round_.year,
                              line);
    return line;
  }

 private:
  std::string name_of(PersonId person) {
    auto const known = snapshot_.fact<member::PersonParticulars>(person.value, {round_.roster_on});
    return known ? known->value.full_name : std::string();
  }
  SubjectRule head_rule(PersonId person) {
    SubjectRule rule;
    for (auto const& held : post::of_person(snapshot_, person, store::standing - 1)) {
      if (!held.span.contains(round_.roster_on) || !heads(held.holding.title)) continue;
      rule = stricter(
          rule, ceiling_of_head(round_.year, grades_of(snapshot_, held.holding.unit, round_.year)));
    }
    return rule;
  }

  Snapshot& snapshot_;
  UnitId unit_;
  Round const& round_;
};

}  // namespace

SubjectRule rule_of(Snapshot& snapshot, UnitId unit, Round const& round) {
  return rule_for(facts_of_unit(snapshot, unit, round));
}
SubjectRule rule_of(Snapshot& snapshot, PersonId member, Round const& round) {
  return rule_for(facts_of_member(snapshot, member, round));
}

Result<Sheet> sheet(Snapshot& snapshot, unit::Reach const& reach, UnitId unit, Round const& round) {
  store::Moment const then{round.roster_on};
  if (!reach.holds(unit)) {
    return refuse(unit::beyond_reach, {{"unit", "số " + std::to_string(unit.value)}});
  }
  auto const node = unit::node_of(snapshot, unit, then);
  if (!node) {
    return refuse(unit::unit_not_in_force, {{"day", round.roster_on.vietnamese()},
                                            {"unit", "số " + std::to_string(unit.value)}});
  }
  Sheet made{.unit = *node, .round = round, .lines = {}};
  SheetMaker maker(snapshot, unit, round);
  made.lines.push_back(maker.organisation(*node));
  if (has_collective(node->unit_kind)) made.lines.push_back(maker.collective(*node));
  std::ranges::move(maker.leaders(), std::back_inserter(made.lines));
  if (unit::holds_members(node->unit_kind)) {
    for (auto const& line : member::roster(snapshot, reach, unit, then)) {
      made.lines.push_back(maker.member(line));
    }
  }
  return made;
}

std::string place_of(SheetPart part, PersonId person) {
  switch (part) {
    case SheetPart::organisation:
      return "organisation";
    case SheetPart::collective:
      return "collective";
    case SheetPart::leader:
      return "leader-" + std::to_string(person.value);
    case SheetPart::member:
      break;
  }
  return "member-" + std::to_string(person.value);
}

namespace {

Result<void> write_entry(Tx& tx, UnitId unit, Round const& round, SheetEntry const& entry) {
  switch (entry.part) {
    case SheetPart::organisation:
      return grade_unit(tx, unit, UnitAspect::organisation, round, entry.outcome);
    case SheetPart::collective:
      return grade_unit(tx, unit, UnitAspect::collective, round, entry.outcome);
    case SheetPart::leader:
      return grade_person(tx, entry.person, PersonAspect::leader, round, entry.outcome);
    case SheetPart::member:
      break;
  }
  return grade_person(tx, entry.person, PersonAspect::member, round, entry.outcome);
}

// A grade given, or given higher than it stands.
bool rises(Tx& tx, UnitId unit, Round const& round, SheetEntry const& entry) {
  SheetLine line;
  bool const of_unit = entry.part == SheetPart::organisation || entry.part == SheetPart::collective;
  if (of_unit) {
    put_standing<UnitGrade>(
        tx, unit.value,
        entry.part == SheetPart::organisation ? UnitAspect::organisation : UnitAspect::collective,
        round.year, line);
  } else {
    put_standing<PersonGrade>(
        tx, entry.person.value,
        entry.part == SheetPart::leader ? PersonAspect::leader : PersonAspect::member, round.year,
        line);
  }
  if (!entry.outcome.grade) return false;
  return !line.grade || above(*entry.outcome.grade, *line.grade);
}

}  // namespace

Result<void> grade_sheet(Tx& tx, UnitId unit, Round const& round,
                         std::vector<SheetEntry> const& entries) {
  std::vector<SheetEntry> up;
  std::vector<SheetEntry> down;
  for (SheetEntry const& entry : entries) {
    (rises(tx, unit, round, entry) ? up : down).push_back(entry);
  }
  std::ranges::stable_sort(up, std::less{}, &SheetEntry::part);
  std::ranges::stable_sort(down, std::greater{}, &SheetEntry::part);
  for (auto const& ordered : {down, up}) {
    for (SheetEntry const& entry : ordered) {
      auto written = write_entry(tx, unit, round, entry);
      if (written) continue;
      Refusal refusal = std::move(written).error();
      refusal.where = place_of(entry.part, entry.person);
      return std::unexpected(std::move(refusal));
    }
  }
  return {};
}

namespace {

// The lines of a sheet that are units: committees, cells and the like; a body has members' grades
// only through its own Party organisation.
bool graded(unit::Node const& node) {
  return unit::level_of(node.unit_kind) != unit::Level::body;
}

struct Counts {
  std::unordered_map<UnitId, CellCount> cells;
  std::unordered_map<UnitId, ResultLine> units;
};

Completeness count(std::span<unit::Node const> subtree, unit::Reach const& reach,
                   Counts const& counts) {
  Completeness made{.unit = subtree.front()};
  for (unit::Node const& node : subtree) {
    if (!reach.holds(node.id)) continue;
    if (auto const cell = counts.cells.find(node.id); cell != counts.cells.end()) {
      made.members += cell->second.members;
      made.recorded += cell->second.recorded;
    }
    if (!graded(node)) continue;
    ++made.units;
    if (counts.units.contains(node.id)) ++made.units_recorded;
  }
  return made;
}

}  // namespace

std::vector<Completeness> completeness(Snapshot& snapshot, unit::Reach const& reach, UnitId unit,
                                       Round const& round) {
  auto const tree = unit::tree(snapshot, {round.roster_on});
  auto const whole = tree.subtree(unit);
  if (whole.empty()) return {};
  Counts counts;
  for (CellCount const& cell : counts_by_cell(snapshot, round)) {
    counts.cells.emplace(cell.cell, cell);
  }
  for (auto& line : unit_results(snapshot, UnitAspect::organisation, round.year, now)) {
    counts.units.emplace(UnitId{line.subject}, std::move(line));
  }
  std::vector<Completeness> all{count(whole, reach, counts)};
  for (unit::Node const& node : whole.subspan(1)) {
    if (node.depth != whole.front().depth + 1 || !reach.holds(node.id)) continue;
    all.push_back(count(tree.subtree(node.id), reach, counts));
  }
  return all;
}

}  // namespace giaoban::review
