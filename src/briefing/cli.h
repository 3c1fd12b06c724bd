// The commands of conferences: briefing list, show, minutes, call, place, attend, item, slide ...
#pragma once

#include <vector>

#include "command/command.h"

namespace giaoban::briefing {

std::vector<command::Command> commands();

}  // namespace giaoban::briefing
