// Counts the world anew, knowing nothing of how it was made.
#include "sample/sample.h"

#include <gtest/gtest.h>

#include <map>

namespace giaoban::sample {
namespace {

using review::Grade;

bool good(std::optional<Grade> grade) {
  return grade && *grade <= Grade::good;
}

struct Count {
  int all = 0, assessed = 0, good = 0, excellent = 0;
  void add(std::optional<Grade> grade) {
    ++all;
    if (!grade) return;
    ++assessed;
    if (*grade <= Grade::good) ++good;
    if (*grade == Grade::excellent) ++excellent;
  }
};

struct Counts {
  Count organisations, cells, members, leaders;
};

Counts count(World const& world) {
  Counts counts;
  for (SampleUnit const& unit : world.units) {
    auto const grade = unit.grade ? unit.grade->grade : std::nullopt;
    if (unit::grassroots_organisation(unit.unit_kind)) counts.organisations.add(grade);
    if (unit.unit_kind == unit::UnitKind::dependent_cell) counts.cells.add(grade);
  }
  for (SamplePerson const& person : world.persons) {
    Day const from = person.arrived.value_or(world.opening);
    bool const there = from <= world.roster && (!person.left || *person.left > world.roster);
    if (there) counts.members.add(person.grade);
    if (person.leader) counts.leaders.add(person.leader);
  }
  return counts;
}

int members_on(World const& world, Day day) {
  int members = 0;
  for (SamplePerson const& person : world.persons) {
    Day const from = person.arrived.value_or(world.opening);
    if (from <= day && (!person.left || *person.left > day)) ++members;
  }
  return members;
}

TEST(Sample, comes_to_the_counts_of_the_report) {
  World const world = make_world(report_seed);
  Counts const c = count(world);
  EXPECT_EQ(c.organisations.all, 692);
  EXPECT_EQ(c.organisations.assessed, 692);
  EXPECT_EQ(c.organisations.good, 535);
  EXPECT_EQ(c.organisations.excellent, 133);
  EXPECT_EQ(c.cells.all, 5010);
  EXPECT_GE(c.cells.assessed, 5005);
  EXPECT_LE(c.cells.assessed, 5007);
  EXPECT_EQ(c.cells.good, 3751);
  EXPECT_EQ(c.cells.excellent, 875);
  EXPECT_EQ(c.members.all, 93'346);
  EXPECT_GE(c.members.assessed, 87'984);
  EXPECT_LE(c.members.assessed, 88'036);
  EXPECT_EQ(c.members.good, 73'424);
  EXPECT_EQ(c.members.excellent, 14'548);
  EXPECT_EQ(c.leaders.excellent, 578);
  EXPECT_EQ(members_on(world, *Day::from_ymd(2020, 12, 31)), 93'346);
  EXPECT_EQ(members_on(world, *Day::from_ymd(2021, 6, 14)), 93'346);
}

TEST(Sample, of_another_seed_comes_to_other_counts) {
  Counts const one = count(make_world(7));
  Counts const report = count(make_world(report_seed));
  EXPECT_NE(one.organisations.all, report.organisations.all);
  EXPECT_NE(one.cells.all, report.cells.all);
  EXPECT_NE(one.members.all, report.members.all);
  EXPECT_NE(one.members.good, report.members.good);
  EXPECT_NE(one.members.excellent, report.members.excellent);
}

class SampleRules : public testing::TestWithParam<std::uint64_t> {};
INSTANTIATE_TEST_SUITE_P(Seeds, SampleRules, testing::Values(report_seed, 7, 8, 9));

TEST_P(SampleRules, exclusions_are_those_of_the_guidance) {
  World const world = make_world(GetParam());
  for (SamplePerson const& person : world.persons) {
    if (!person.on_roster) continue;
    EXPECT_NE(person.grade.has_value(), person.not_assessed.has_value());
    bool const late = person.joined.plus_months(6) > world.roster;
    EXPECT_EQ(person.not_assessed.has_value(), person.exempt || person.suspended || late);
  }
  for (SampleUnit const& unit : world.units) {
    if (unit.founded && unit.founded->plus_months(6) > world.roster) {
      ASSERT_TRUE(unit.grade);
      EXPECT_EQ(unit.grade->not_assessed, review::NotAssessed::founded_late);
    }
  }
}

TEST_P(SampleRules, grades_hold_what_they_depend_on) {
  World const world = make_world(GetParam());
  std::map<int, Count> members_of_cell, cells_of_committee, members_of_organisation;
  std::map<int, int> failed_members, failed_cells;
  for (SamplePerson const& person : world.persons) {
    if (!person.on_roster) continue;
    auto const& cell = world.units[static_cast<std::size_t>(person.cell)];
    members_of_cell[person.cell].add(person.grade);
    members_of_organisation[cell.organisation].add(person.grade);
    if (person.grade == Grade::failed) ++failed_members[person.cell];
    if (person.leader && person.grade == Grade::excellent) {
      EXPECT_EQ(person.leader, Grade::excellent);  // K-5
    }
    if (person.leader == Grade::failed) {
      EXPECT_EQ(person.grade, Grade::failed);  // T21-11b
    }
  }
  for (std::size_t i = 0; i < world.units.size(); ++i) {
    SampleUnit const& unit = world.units[i];
    if (unit.unit_kind != unit::UnitKind::dependent_cell || !unit.grade) continue;
    cells_of_committee[unit.organisation].add(unit.grade->grade);
    if (unit.grade->grade == Grade::failed) ++failed_cells[unit.organisation];
  }
  auto const depends = [](Grade grade, Count const& on, int failed) {
    if (!good(grade)) return true;
    int const percent = grade == Grade::excellent ? 80 : 50;
    return failed == 0 && 100 * on.good >= percent * on.assessed;
  };
  for (std::size_t i = 0; i < world.units.size(); ++i) {
    int const at = static_cast<int>(i);
    SampleUnit const& unit = world.units[i];
    if (!unit.grade || !unit.grade->grade) continue;
    Grade const grade = *unit.grade->grade;
    if (unit::holds_members(unit.unit_kind)) {
      EXPECT_TRUE(depends(grade, members_of_cell[at], failed_members[at])) << unit.code;
    } else if (unit.unit_kind == unit::UnitKind::grassroots_committee) {
      EXPECT_TRUE(depends(grade, cells_of_committee[at], failed_cells[at])) << unit.code;
    }
    if (unit.collective) {
      EXPECT_GE(*unit.collective, grade) << unit.code;  // K-1: not above
    }
    if (unit::grassroots_organisation(unit.unit_kind)) {
      Count const& m = members_of_organisation[at];
      EXPECT_LE(m.excellent, (2 * m.good + 5) / 10) << unit.code;  // CAP-1, to the nearest
    }
  }
  for (SamplePost const& post : world.posts) {
    auto const& unit = world.units[static_cast<std::size_t>(post.unit)];
    auto const& person = world.persons[static_cast<std::size_t>(post.person)];
    bool const heads = post.title == post::Title::secretary || post.title == post::Title::head;
    if (!heads || !person.leader || !unit.grade) continue;
    EXPECT_GE(*person.leader, *unit.grade->grade) << unit.code;  // K-2
    if (unit.collective) {
      EXPECT_GE(*person.leader, *unit.collective) << unit.code;
    }
  }
}

// CAP-2, CAP-3: of what one committee decides on at one level, leaders also by rank of their post.
TEST_P(SampleRules, caps_hold_for_collectives_and_leaders) {
  World const world = make_world(GetParam());
  struct Peers {
    int decides, level, rank;
    auto operator<=>(Peers const&) const = default;
  };
  std::map<Peers, Count> groups;
  auto const peers = [](SampleUnit const& unit, int rank) {
    return Peers{std::max(0, unit.parent), static_cast<int>(unit::level_of(unit.unit_kind)), rank};
  };
  for (SampleUnit const& unit : world.units) {
    if (unit.collective) groups[peers(unit, -1)].add(unit.collective);
  }
  for (SamplePost const& post : world.posts) {
    auto const& leader = world.persons[static_cast<std::size_t>(post.person)].leader;
    if (!leader) continue;
    bool const heads = post.title == post::Title::secretary || post.title == post::Title::head;
    bool const deputy =
        post.title == post::Title::deputy_secretary || post.title == post::Title::deputy_head;
    groups[peers(world.units[static_cast<std::size_t>(post.unit)], heads    ? 0
                                                                   : deputy ? 1
                                                                            : 2)]
        .add(leader);
  }
  for (auto const& [group, count] : groups) {
    EXPECT_LE(count.excellent, (2 * count.good + 5) / 10)
        << group.decides << " " << group.level << " " << group.rank;
  }
}

}  // namespace
}  // namespace giaoban::sample
