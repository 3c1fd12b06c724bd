// The command that asks for figures and opens their records.
#pragma once

#include <vector>

#include "command/command.h"

namespace giaoban::figure {

command::Option year_option();  // of yearly results
std::vector<command::Command> commands();
std::vector<command::Command> series_commands();
std::vector<command::Command> revision_commands();
std::vector<command::Command> indicator_commands();

}  // namespace giaoban::figure
