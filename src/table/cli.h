// giaoban table, giaoban dashboard.
#pragma once

#include <vector>

#include "command/command.h"

namespace giaoban::table {

std::vector<command::Command> commands();

}  // namespace giaoban::table
