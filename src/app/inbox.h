// The command that shows what waits for the user. The list of sources is declared in home.h.
#pragma once

#include <vector>

#include "command/command.h"

namespace giaoban::app {

std::vector<command::Command> inbox_commands();

}  // namespace giaoban::app
