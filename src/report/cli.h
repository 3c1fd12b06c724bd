// The command that writes a report, or hands out its template.
#pragma once

#include <vector>

#include "command/command.h"

namespace giaoban::report {

std::vector<command::Command> commands();

}  // namespace giaoban::report
