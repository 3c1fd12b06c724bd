// The member commands. app/ gives them to the parser.
#pragma once

#include <vector>

#include "command/command.h"

namespace giaoban::member {

std::vector<command::Command> commands();

}  // namespace giaoban::member
