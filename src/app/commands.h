// The command table: what `giaoban` can be told to do.
#pragma once

#include <vector>

#include "command/command.h"

namespace giaoban::app {

std::vector<command::Command> commands();

}  // namespace giaoban::app
