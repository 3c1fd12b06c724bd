// The commands `setting ...`.
#pragma once

#include <vector>

#include "command/command.h"

namespace giaoban::setting {

std::vector<command::Command> commands();

}  // namespace giaoban::setting
