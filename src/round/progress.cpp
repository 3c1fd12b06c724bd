// How far a round is: of each unit who is decided and who is not, and the roster in numbers.
#include <algorithm>
#include <array>
#include <limits>
#include <map>
#include <unordered_map>
#include <unordered_set>

#include "round/checks.h"

namespace giaoban::round {

using store::Snapshot;

namespace {

struct Excluded {
  PersonId person;
  UnitId cell;
  review::NotAssessed reason;
};

// Of all members on the roster those whom a rule excludes. Few are admitted late, and a correction
// may have split their standing, so these are asked about one by one.
std::vector<Excluded> excluded_members(Snapshot& snapshot, RoundView const& round) {
  std::vector<Excluded> excluded;
  PersonId last{};
  for (PerhapsExcluded const& one : perhaps_excluded(snapshot, round.opening.roster_on)) {
    if (one.person == last) continue;
    review::SubjectFacts facts{.year = year_of(round), .roster_on = round.opening.roster_on};
    facts.exempt = one.why == review::NotAssessed::exempt;
    facts.suspended = one.why == review::NotAssessed::suspended;
    auto const rule = facts.exempt || facts.suspended
                          ? review::rule_for(facts)
                          : review::rule_of(snapshot, one.person, review_round(round));
    if (!rule.exclusion) continue;
    last = one.person;
    excluded.push_back({one.person, one.cell, *rule.exclusion});
  }
  return excluded;
}

// A round in numbers, each table read once.
struct Numbers {
  std::unordered_map<UnitId, CellCounts> cells;
  std::unordered_map<UnitId, std::map<PersonId, review::NotAssessed>> excluded;
  std::unordered_set<UnitId> decided;
};

bool graded(unit::Node const& node) {
  return unit::level_of(node.unit_kind) != unit::Level::body;
}

Progress sum(std::span<unit::Node const> subtree, unit::Reach const& reach,
             Numbers const& numbers) {
  Progress sum{.unit = subtree.front()};
  for (unit::Node const& node : subtree) {
    if (!reach.holds(node.id)) continue;
    if (auto const cell = numbers.cells.find(node.id); cell != numbers.cells.end()) {
      sum.members += cell->second.members;
      sum.members_decided += cell->second.decided;
      sum.members_proposed += cell->second.proposed;
    }
    if (auto const left = numbers.excluded.find(node.id); left != numbers.excluded.end()) {
      sum.excluded += std::ssize(left->second);
    }
    if (!graded(node)) continue;
    ++sum.units;
    if (numbers.decided.contains(node.id)) ++sum.units_decided;
  }
  return sum;
}

Numbers numbers_of(Snapshot& snapshot, RoundView const& round) {
  Numbers numbers;
  for (CellCounts const& cell : members_by_cell(snapshot, on_roster(round))) {
    numbers.cells.emplace(cell.cell, cell);
  }
  for (Excluded const& one : excluded_members(snapshot, round)) {
    numbers.excluded[one.cell].emplace(one.person, one.reason);
  }
  for (UnitId const decided : organisations_decided(snapshot, year_of(round))) {
    numbers.decided.insert(decided);
  }
  return numbers;
}

// Of its level, or where none was set of the next one below: who stands higher waits for it.
std::optional<Day> deadline_over(RoundView const& round, unit::UnitKind kind) {
  auto const deadline = round.deadlines.lower_bound(unit::level_of(kind));
  return deadline == round.deadlines.end() ? std::nullopt : std::optional(deadline->second);
}

enum class Depth { right_below, throughout };

std::vector<Progress> progress_to(Snapshot& snapshot, unit::Reach const& reach,
                                  RoundView const& round, UnitId unit, Depth depth) {
  auto const tree = unit::tree(snapshot, {round.opening.roster_on});
  auto const whole = tree.subtree(unit);
  if (whole.empty()) return {};
  Numbers const numbers = numbers_of(snapshot, round);
  std::vector<Progress> all;
  auto const add = [&](unit::Node const& node) {
    all.push_back(sum(tree.subtree(node.id), reach, numbers));
    all.back().deadline = deadline_over(round, node.unit_kind);
    if (node.parent >= 0) all.back().under = tree.at(static_cast<std::size_t>(node.parent)).name;
  };
  add(whole.front());
  for (unit::Node const& node : whole.subspan(1)) {
    bool const near = depth == Depth::throughout || node.depth == whole.front().depth + 1;
    // A body is graded through the organisation of its own.
    if (near && reach.holds(node.id) && graded(node)) add(node);
  }
  return all;
}

}  // namespace

std::vector<Progress> progress(Snapshot& snapshot, unit::Reach const& reach, RoundView const& round,
                               UnitId unit) {
  return progress_to(snapshot, reach, round, unit, Depth::right_below);
}

std::vector<Progress> progress_throughout(Snapshot& snapshot, unit::Reach const& reach,
                                          RoundView const& round, UnitId unit) {
  return progress_to(snapshot, reach, round, unit, Depth::throughout);
}

std::vector<LevelProgress> by_level(std::span<Progress const> lines, Day today) {
  std::map<unit::Level, LevelProgress> levels;
  for (Progress const& line : lines) {
    unit::Level const level = unit::level_of(line.unit.unit_kind);
    LevelProgress& one = levels.try_emplace(level, LevelProgress{.level = level}).first->second;
    ++one.all;
    if (line.complete()) ++one.complete;
    if (line.days_late(today) > 0) ++one.late;
  }
  std::vector<LevelProgress> all;
  for (auto const& [level, one] : levels) all.push_back(one);
  return all;
}

Msg organisations_at(unit::Level level) {
  switch (level) {
    case unit::Level::centre:
      return M("tổ chức đảng ở Trung ương");
    case unit::Level::province:
      return M("đảng bộ trực thuộc Trung ương");
    case unit::Level::above_grassroots:
      return M("đảng bộ cấp trên trực tiếp cơ sở");
    case unit::Level::grassroots:
      return M("tổ chức cơ sở đảng");
    case unit::Level::sub:
      return M("đảng bộ bộ phận");
    case unit::Level::cell:
      return M("chi bộ trực thuộc đảng bộ cơ sở");
    case unit::Level::body:
      break;
  }
  return M("cơ quan tham mưu, giúp việc");
}

namespace {

constexpr std::array lists{
    Choice{static_cast<int>(Listed::all), "all", M("Tất cả")},
    Choice{static_cast<int>(Listed::complete), "complete", M("Đã xong")},
    Choice{static_cast<int>(Listed::unfinished), "unfinished", M("Chưa xong")},
    Choice{static_cast<int>(Listed::late), "late", M("Quá hạn")},
};

}  // namespace

std::span<Choice const> choices_of(Listed) {
  return lists;
}

bool listed(Progress const& line, Listed which, Day today) {
  switch (which) {
    case Listed::all:
      break;
    case Listed::complete:
      return line.complete();
    case Listed::unfinished:
      return !line.complete();
    case Listed::late:
      return line.days_late(today) > 0;
  }
  return true;
}

namespace {

constexpr std::array stages{
    Choice{static_cast<int>(Stage::all), "all", M("Tất cả")},
    Choice{static_cast<int>(Stage::excluded), "excluded", M("Không xếp loại theo quy định")},
    Choice{static_cast<int>(Stage::proposed), "proposed", M("Đã đề xuất")},
    Choice{static_cast<int>(Stage::undecided), "undecided", M("Chưa quyết định")},
    Choice{static_cast<int>(Stage::decided), "decided", M("Đã quyết định")},
};

std::int64_t at_stage(Numbers const& numbers, UnitId cell, Stage stage) {
  auto const counted = numbers.cells.find(cell);
  CellCounts const counts = counted == numbers.cells.end() ? CellCounts{} : counted->second;
  switch (stage) {
    case Stage::all:
      break;
    case Stage::excluded: {
      auto const left = numbers.excluded.find(cell);
      return left == numbers.excluded.end() ? 0 : std::ssize(left->second);
    }
    case Stage::proposed:
      return counts.proposed;
    case Stage::undecided:
      return counts.members - counts.decided;
    case Stage::decided:
      return counts.decided;
  }
  return counts.members;
}

bool is_at(MemberLine const& line, Stage stage) {
  switch (stage) {
    case Stage::all:
      break;
    case Stage::excluded:
      return line.excluded.has_value();
    case Stage::proposed:
      return std::ranges::find(line.view.steps, Step::proposal, &StepTaken::step) !=
             line.view.steps.end();
    case Stage::undecided:
      return !line.view.decided_on;
    case Stage::decided:
      return line.view.decided_on.has_value();
  }
  return true;
}

}  // namespace

std::span<Choice const> choices_of(Stage) {
  return stages;
}

Result<std::int64_t> each_member(Snapshot& snapshot, unit::Reach const& reach,
                                 RoundView const& round, MembersAsked const& asked,
                                 std::function<void(MemberLine const&)> const& on_line) {
  auto const tree = unit::tree(snapshot, {round.opening.roster_on});
  Numbers const numbers = numbers_of(snapshot, round);
  std::int64_t const end = asked.page.limit == 0 ? std::numeric_limits<std::int64_t>::max()
                                                 : asked.page.offset + asked.page.limit;
  std::int64_t total = 0;
  for (unit::Node const& cell : tree.subtree(asked.unit)) {
    std::int64_t const here = reach.holds(cell.id) ? at_stage(numbers, cell.id, asked.stage) : 0;
    std::int64_t place = total;
    total += here;
    // Whose names stand on another page are not read.
    if (here == 0 || total <= asked.page.offset || place >= end) continue;
    auto const excluded = numbers.excluded.find(cell.id);
    TRY_INTO(auto views, results_of(snapshot, reach, round, cell.id));
    for (SubjectView& view : views) {
      if (view.subject.part != Part::member) continue;
      MemberLine line{.cell = cell, .view = std::move(view)};
      if (excluded != numbers.excluded.end()) {
        auto const found = excluded->second.find(line.view.subject.person);
        if (found != excluded->second.end()) line.excluded = found->second;
      }
      if (!is_at(line, asked.stage)) continue;
      if (place >= asked.page.offset && place < end) on_line(line);
      ++place;
    }
  }
  return total;
}

Census census(Snapshot& snapshot, RoundView const& round) {
  auto const tree = unit::tree(snapshot, {round.opening.roster_on});
  Census census;
  for (unit::Node const& node : tree.subtree(round.opening.unit)) {
    if (review::has_collective(node.unit_kind)) ++census.collectives;
    if (!graded(node)) continue;
    ++census.organisations;
    if (review::rule_of(snapshot, node.id, review_round(round)).exclusion) ++census.excluded_units;
  }
  for (CellCounts const& cell : members_by_cell(snapshot, on_roster(round))) {
    if (tree.within(cell.cell, round.opening.unit)) census.members += cell.members;
  }
  for (Excluded const& one : excluded_members(snapshot, round)) {
    if (tree.within(one.cell, round.opening.unit)) ++census.excluded_members[one.reason];
  }
  return census;
}

}  // namespace giaoban::round
