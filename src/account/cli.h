// The commands of accounts: user list | add | password | disable | grant | revoke | token.
#pragma once

#include <vector>

#include "command/command.h"

namespace giaoban::account {

std::vector<command::Command> commands();

}  // namespace giaoban::account
