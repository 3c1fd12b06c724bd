// The commands of units: unit list | show | tree | found | rename | recode | change-kind | move |
// dissolve.
#pragma once

#include <vector>

#include "command/command.h"

namespace giaoban::unit {

std::vector<command::Command> commands();

}  // namespace giaoban::unit
