// The commands of yearly results.
#pragma once

#include <string>
#include <vector>

#include "command/command.h"

namespace giaoban::review {

std::vector<command::Command> commands();
// Members whose result stands though the register, put right since, has them in no cell on the
// roster date: one sentence each. Nothing is damaged; `check` tells it beside its result.
std::vector<std::string> graded_off_the_roster(store::Snapshot& snapshot, Language language);

}  // namespace giaoban::review
