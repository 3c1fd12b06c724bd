// The command that asks for figures and opens their records.
#pragma once

#include <vector>

#include "command/command.h"

namespace giaoban::figure {

std::vector<command::Command> commands();

}  // namespace giaoban::figure
