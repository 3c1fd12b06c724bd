// Files that a command is told to write, looked at before it runs: in one place for all commands,
// by what their options are declared to take, so that none can forget it.
#pragma once

#include <vector>

#include "app/help.h"

namespace giaoban::app {

// Gives each command that writes a file of a chosen name the mark --replace.
void offer_replacing(CommandTable& commands);
// Refused: a folder that is not there or takes nothing, a file that stands there with something in
// it while --replace is not given. What it may go over even then is asked by who writes.
Result<void> targets_free(command::Command const& command, command::Arguments const& arguments);

std::vector<RefusalKind const*> const& target_refusals();

}  // namespace giaoban::app
