// The commands of tasks (task list, give, report ...) and of recommendations.
#pragma once

#include <vector>

#include "command/command.h"

namespace giaoban::task {

std::vector<command::Command> commands();

}  // namespace giaoban::task
