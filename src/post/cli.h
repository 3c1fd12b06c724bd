// The commands of posts: post list | appoint | end.
#pragma once

#include <vector>

#include "command/command.h"

namespace giaoban::post {

std::vector<command::Command> commands();

}  // namespace giaoban::post
