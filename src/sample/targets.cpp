#include "sample/dice.h"
#include "sample/sample.h"

namespace giaoban::sample {

namespace {

// Report R1: 692 grass-roots organisations (535 good, 133 of them excellent), 5,010 cells (3,751;
// 875), 93,346 members (73,424; 14,548), 578 leaders excellent. What the report does not print is
// chosen so that its odd percentages come out on the assessed: 5,006 cells and 88,010 members.
constexpr Targets report{.committees = 430,
                         .grassroots_cells = 262,
                         .dependent_cells = 5010,
                         .members = 93'346,
                         .organisations_good = 535,
                         .organisations_excellent = 133,
                         .organisations_failed = 4,
                         .cells_good = 3751,
                         .cells_excellent = 875,
                         .cells_failed = 24,
                         .cells_founded_late = 4,
                         .members_exempt = 3950,
                         .members_suspended = 48,
                         .members_admitted_late = 1338,
                         .members_good = 73'424,
                         .members_excellent = 14'548,
                         .members_failed = 212,
                         .leaders_excellent = 578,
                         .admitted_early = 1250,
                         .received = 140,
                         .left = 1040,
                         .next_admitted = 560,
                         .next_received = 80};

}  // namespace

Targets targets(std::uint64_t seed) {
  Targets t = report;
  if (seed == report_seed) return t;
  Dice dice(seed);
  // Up to a tenth less of everything, shares kept within what the rules allow.
  auto const less = [&](int value) { return value - dice.below(value / 10 + 1); };
  t.committees = less(t.committees);
  t.grassroots_cells = less(t.grassroots_cells);
  t.dependent_cells = less(t.dependent_cells) * t.committees / report.committees;
  t.members = t.members * (t.dependent_cells + t.grassroots_cells) /
              (report.dependent_cells + report.grassroots_cells);
  auto const scaled = [](int value, int now, int then) {
    return static_cast<int>(static_cast<std::int64_t>(value) * now / then);
  };
  auto const organisations = [&](int v) {
    return scaled(v, t.organisations(), report.organisations());
  };
  auto const cells = [&](int v) { return scaled(v, t.dependent_cells, report.dependent_cells); };
  auto const members = [&](int v) { return scaled(v, t.members, report.members); };
  t.organisations_good = organisations(t.organisations_good) - dice.below(10);
  t.organisations_excellent = organisations(t.organisations_excellent) - dice.below(8);
  t.cells_good = cells(t.cells_good) - dice.below(20);
  t.cells_excellent = cells(t.cells_excellent) - dice.below(20);
  t.members_exempt = less(members(t.members_exempt));
  t.members_admitted_late = less(members(t.members_admitted_late));
  t.members_good = members(t.members_good) - dice.below(200);
  t.members_excellent = members(t.members_excellent) - 100 - dice.below(300);
  t.members_failed = members(t.members_failed);
  t.leaders_excellent = organisations(t.leaders_excellent) - 60 - dice.below(20);
  t.admitted_early = less(t.admitted_early);
  t.left = less(t.left);
  t.next_admitted = less(t.next_admitted);
  return t;
}

}  // namespace giaoban::sample
