// The steps of making the world, in order. Private to sample/.
#pragma once

#include "sample/dice.h"
#include "sample/sample.h"

namespace giaoban::sample {

// What the steps share while the world is made.
struct Making {
  World world;
  Targets targets;
  Dice dice;
  std::vector<int> cells;                    // places of units that hold members
  std::vector<int> organisations;            // places of grass-roots organisations
  std::vector<std::vector<int>> persons_of;  // by place of the cell: those on the roster
};

void make_units(Making& making);    // tree, late-founded cells
void make_persons(Making& making);  // roster, joiners, leavers, exclusions
void make_posts(Making& making);    // secretaries and other leaders
// Who comes and goes after the roster date; those marked stay.
void add_next_half_year(Making& making, std::vector<char> const& keeps);
void make_grades(Making& making);  // from the top: organisations, cells, leaders, members

}  // namespace giaoban::sample
