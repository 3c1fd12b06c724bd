#pragma once

#include <vector>

#include "command/command.h"

namespace giaoban::reorganisation {

std::vector<command::Command> commands();

}  // namespace giaoban::reorganisation
