// The two halves of the commands of conferences. Private to src/briefing.
#pragma once

#include <string>
#include <vector>

#include "briefing/briefing.h"
#include "command/command.h"

namespace giaoban::briefing {

std::vector<command::Command> reading_commands();
std::vector<command::Command> writing_commands();

command::Option text_option(std::string name, Msg help, command::Given given);
command::Option unit_option(std::string name, Msg help, command::Given given);
command::Option day_option(std::string name, Msg help, command::Given given);
command::Option number_option(std::string name, Msg help, command::Given given);
std::vector<command::Option> conference_option();
std::vector<command::Option> operator+(std::vector<command::Option> own,
                                       std::vector<command::Option> const& more);

}  // namespace giaoban::briefing
