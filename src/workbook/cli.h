// template, import, export.
#pragma once

#include <vector>

#include "command/command.h"

namespace giaoban::workbook {

std::vector<command::Command> commands();

}  // namespace giaoban::workbook
