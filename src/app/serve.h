// The command that runs the server.
#pragma once

#include <vector>

#include "command/command.h"

namespace giaoban::app {

std::vector<command::Command> serve_commands();
std::vector<RefusalKind const*> const& serve_refusals();

}  // namespace giaoban::app
