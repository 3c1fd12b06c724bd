// A folder's commands out of the tables of its files.
#pragma once

#include <vector>

#include "command/command.h"

namespace giaoban::command {

// In that order.
std::vector<Command> joined(std::vector<Command> first, std::vector<Command> then);

}  // namespace giaoban::command
