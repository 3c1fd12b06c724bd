// The commands of rounds.
#pragma once

#include <vector>

#include "command/command.h"

namespace giaoban::round {

std::vector<command::Command> commands();

}  // namespace giaoban::round
