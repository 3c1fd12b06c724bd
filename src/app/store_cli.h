// Commands of the store itself: its journal, its proof, its copies, erasure and undo.
#pragma once

#include <vector>

#include "command/command.h"

namespace giaoban::app {

std::vector<command::Command> store_commands();
std::vector<RefusalKind const*> const& store_refusals();

}  // namespace giaoban::app
