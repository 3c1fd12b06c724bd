#pragma once

#include <vector>

#include "command/command.h"

namespace giaoban::sample {

std::vector<command::Command> commands();

}  // namespace giaoban::sample
