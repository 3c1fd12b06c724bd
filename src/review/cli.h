// The commands of yearly results.
#pragma once

#include <vector>

#include "command/command.h"

namespace giaoban::review {

std::vector<command::Command> commands();

}  // namespace giaoban::review
