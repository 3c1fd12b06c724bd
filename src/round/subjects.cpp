// Who is graded in a round: found from the tree, the register and the posts on its roster date.
#include <fmt/format.h>

#include <algorithm>

#include "round/checks.h"

namespace giaoban::round {

using store::Snapshot;

namespace {

// The highest post that makes a leader on the day: of those outside dependent cells, else of any.
std::optional<post::Holding> leading_post(Snapshot& snapshot, PersonId person,
                                          store::Moment const& moment) {
  std::optional<post::Holding> best;
  bool best_in_cell = false;
  for (auto const& held : post::of_person(snapshot, person, moment.known_at)) {
    if (!held.span.contains(moment.as_of)) continue;
    auto const kind = snapshot.fact<unit::UnitClass>(held.holding.unit.value, moment);
    bool const in_cell = kind && kind->value.unit_kind == unit::UnitKind::dependent_cell;
    bool const better = !best || (best_in_cell && !in_cell) ||
                        (best_in_cell == in_cell && held.holding.title < best->holding.title);
    if (!better) continue;
    best = held;
    best_in_cell = in_cell;
  }
  return best;
}

}  // namespace

Result<Subject> subject_of(Snapshot& snapshot, Part part, PersonId person, Day roster_on) {
  auto const missing = [&](RefusalKind const& kind) {
    return refuse(kind, {{"person", name_of(snapshot, {part, {}, person}, roster_on)},
                         {"roster_on", roster_on.vietnamese()}});
  };
  if (part == Part::member) {
    auto const cell = snapshot.fact<member::MemberCell>(person.value, {roster_on});
    if (!cell || !cell->value.cell) return missing(review::not_on_roster);
    return Subject{part, *cell->value.cell, person};
  }
  auto const held = leading_post(snapshot, person, {roster_on});
  if (!held) return missing(review::leader_without_post);
  return Subject{part, held->holding.unit, person};
}

Result<Standing> standing_of(Snapshot& snapshot, RoundView const& round, Subject const& subject) {
  Day const roster_on = round.opening.roster_on;
  auto const kind = snapshot.fact<unit::UnitClass>(subject.unit.value, {roster_on});
  auto const outside = [&] {
    return refuse(outside_round, {{"subject", name_of(snapshot, subject, roster_on)},
                                  {"year", std::to_string(round.opening.year)},
                                  {"roster_on", roster_on.vietnamese()}});
  };
  if (!kind) return outside();
  Standing standing{.subject = subject, .unit_kind = kind->value.unit_kind};
  if (subject.part == Part::collective && !review::has_collective(standing.unit_kind)) {
    return outside();
  }
  if (subject.part == Part::organisation &&
      unit::level_of(standing.unit_kind) == unit::Level::body) {
    return outside();
  }
  if (of_unit(subject.part)) return standing;
  TRY_INTO(standing.subject, subject_of(snapshot, subject.part, subject.person, roster_on));
  if (standing.subject.unit != subject.unit) {
    return refuse(on_other_roster, {{"subject", name_of(snapshot, subject, roster_on)},
                                    {"unit", name_of(snapshot, subject.unit, roster_on)},
                                    {"roster_on", roster_on.vietnamese()}});
  }
  if (subject.part == Part::member) return standing;
  auto const held = leading_post(snapshot, subject.person, {roster_on});
  ensure(held.has_value(), "a leader of the roster holds a post");
  standing.title = held->holding.title;
  standing.heads = review::heads(held->holding.title);
  return standing;
}

review::SubjectRule rule_of(Snapshot& snapshot, RoundView const& round, Subject const& subject) {
  auto const when = review_round(round);
  if (of_unit(subject.part)) return review::rule_of(snapshot, subject.unit, when);
  if (subject.part == Part::leader) return {};
  return review::rule_of(snapshot, subject.person, when);
}

std::optional<Subject> as_leader(Snapshot& snapshot, PersonId person, Day roster_on) {
  auto const subject = subject_of(snapshot, Part::leader, person, roster_on);
  if (!subject) return std::nullopt;
  auto const kind = snapshot.fact<unit::UnitClass>(subject->unit.value, {roster_on});
  bool const in_cell = kind && kind->value.unit_kind == unit::UnitKind::dependent_cell;
  return in_cell ? std::nullopt : std::optional(*subject);
}

std::vector<Standing> leaders_of(Snapshot& snapshot, Place const& place, Day roster_on) {
  std::vector<Standing> leaders;
  if (place.unit_kind == unit::UnitKind::dependent_cell) return leaders;
  for (auto const& held : post::of_unit(snapshot, place.unit, {roster_on})) {
    PersonId const person = held.holding.person;
    bool const known = std::ranges::any_of(
        leaders, [&](Standing const& one) { return one.subject.person == person; });
    if (known) continue;
    // Who holds several posts is graded once, in the unit of the highest (EX-18).
    auto const graded_at = subject_of(snapshot, Part::leader, person, roster_on);
    if (!graded_at || graded_at->unit != place.unit) continue;
    leaders.push_back({.subject = {Part::leader, place.unit, person},
                       .unit_kind = place.unit_kind,
                       .title = held.holding.title,
                       .heads = review::heads(held.holding.title)});
  }
  return leaders;
}

// --- the group of a cap --------------------------------------------------------------------------

namespace {

int post_rank(std::optional<post::Title> title) {
  if (!title) return 2;
  if (review::heads(*title)) return 0;
  bool const deputy = *title == post::Title::deputy_secretary || *title == post::Title::deputy_head;
  return deputy ? 1 : 2;
}

// The units under the holder that stand at the level, each with what stands of it.
void gather(Snapshot& snapshot, RoundView const& round, Group const& group, UnitId parent,
            std::vector<UnitOutcome>& units) {
  auto const aspect = group.part == Part::collective ? review::UnitAspect::collective
                                                     : review::UnitAspect::organisation;
  for (auto& below : units_below(snapshot, parent, aspect, on_roster(round))) {
    unit::Level const level = unit::level_of(below.unit_kind);
    UnitId const id = below.unit;
    if (level == group.level) units.push_back(std::move(below));
    if (level < group.level) gather(snapshot, round, group, id, units);
  }
}

std::vector<UnitOutcome> units_of(Snapshot& snapshot, RoundView const& round, Group const& group) {
  std::vector<UnitOutcome> units;
  auto const kind = snapshot.fact<unit::UnitClass>(group.holder.value, {round.opening.roster_on});
  bool const itself = kind && unit::level_of(kind->value.unit_kind) == group.level;
  if (itself) {
    units.push_back({group.holder, kind->value.unit_kind, {}});
    if (of_unit(group.part)) {
      units.back().outcome = outcome_of(snapshot, {group.part, group.holder, {}}, year_of(round));
    }
    return units;
  }
  gather(snapshot, round, group, group.holder, units);
  return units;
}

void add(GroupCounts& counts, Outcome const& outcome) {
  ++counts.decided.total;
  ++counts.proposed.total;
  count(counts.decided, outcome.grade);
  count(counts.proposed, outcome.decided() ? outcome.grade : outcome.proposed);
}

}  // namespace

void count(Counts& counts, std::optional<review::Grade> grade, std::int64_t by) {
  if (!grade) return;
  switch (*grade) {
    case review::Grade::excellent:
      counts.excellent += by;
      break;
    case review::Grade::good:
      counts.good += by;
      break;
    case review::Grade::fair:
      counts.fair += by;
      break;
    case review::Grade::failed:
      counts.failed += by;
      break;
  }
}

Group group_of(Snapshot& snapshot, RoundView const& round, Standing const& standing) {
  Group group{.part = standing.subject.part,
              .holder = authority_over(snapshot, standing.subject, round.opening.roster_on),
              .level = unit::level_of(standing.unit_kind)};
  if (group.part == Part::leader) group.post_rank = post_rank(standing.title);
  if (group.part == Part::member) group.level = unit::Level::cell;
  return group;
}

std::optional<Group> group_at(Snapshot& snapshot, Graded const& graded,
                              store::Moment const& moment) {
  UnitId unit{graded.subject};
  std::optional<post::Title> title;
  if (graded.part == Part::member) {
    auto const cell = snapshot.fact<member::MemberCell>(graded.subject, moment);
    if (!cell || !cell->value.cell) return std::nullopt;
    unit = *cell->value.cell;
  } else if (graded.part == Part::leader) {
    auto const held = leading_post(snapshot, PersonId{graded.subject}, moment);
    if (!held) return std::nullopt;
    unit = held->holding.unit;
    title = held->holding.title;
  }
  auto const kind = snapshot.fact<unit::UnitClass>(unit.value, moment);
  auto const chain = chain_of(snapshot, unit, moment);
  if (!kind || chain.empty()) return std::nullopt;
  return Group{.part = graded.part,
               .holder = authority(graded.part, chain),
               .level = graded.part == Part::member ? unit::Level::cell
                                                    : unit::level_of(kind->value.unit_kind),
               .post_rank = graded.part == Part::leader ? post_rank(title) : 0};
}

GroupCounts counts_of(Snapshot& snapshot, RoundView const& round, Group const& group) {
  GroupCounts counts;
  Day const roster_on = round.opening.roster_on;
  if (group.part == Part::member) {
    auto const kind = snapshot.fact<unit::UnitClass>(group.holder.value, {roster_on});
    std::vector<UnitOutcome> cells;
    if (kind && unit::holds_members(kind->value.unit_kind)) {
      cells.push_back({group.holder, kind->value.unit_kind, {}});
    } else {
      gather(snapshot, round, group, group.holder, cells);
    }
    for (UnitOutcome const& cell : cells) {
      for (auto const& one : members_of_cell(snapshot, cell.unit, on_roster(round))) {
        add(counts, one.outcome);
      }
    }
    return counts;
  }
  for (UnitOutcome const& unit : units_of(snapshot, round, group)) {
    if (group.part != Part::leader) {
      add(counts, unit.outcome);
      continue;
    }
    for (Standing const& leader : leaders_of(snapshot, {unit.unit, unit.unit_kind}, roster_on)) {
      if (post_rank(leader.title) != group.post_rank) continue;
      add(counts, outcome_of(snapshot, leader.subject, year_of(round)));
    }
  }
  return counts;
}

std::optional<std::int64_t> allowance_of(Snapshot& snapshot, Group const& group, int year) {
  std::optional<std::int64_t> percent;
  for (auto const& fact : snapshot.history_of<CapAllowance>(group.holder.value)) {
    bool const stands = fact.head.year == year && fact.head.span.to == Day::forever();
    if (stands && fact.value.part == group.part) percent = fact.value.percent;
  }
  return percent;
}

std::string words_of(Snapshot& snapshot, Group const& group, Day day) {
  return fmt::format("{}: {}", name_of(snapshot, group.holder, day), words_of(label(group.part)));
}

}  // namespace giaoban::round
