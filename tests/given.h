// What a command is given in a test, each by the option that is declared for it: a path is had from
// no other.
#pragma once

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "command/command.h"

namespace giaoban::test {

inline command::Arguments given_to(command::Command const& command,
                                   std::vector<std::pair<std::string, std::string>> const& given) {
  command::Arguments arguments;
  for (auto const& [name, value] : given) {
    auto const option = std::ranges::find(command.options, name, &command::Option::name);
    if (option == command.options.end()) {
      arguments.set(name, value);
    } else {
      arguments.set(*option, value);
    }
  }
  return arguments;
}

}  // namespace giaoban::test
