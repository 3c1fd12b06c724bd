#include "command/tables.h"

#include <algorithm>
#include <iterator>

namespace giaoban::command {

std::vector<Command> joined(std::vector<Command> first, std::vector<Command> then) {
  std::ranges::move(then, std::back_inserter(first));
  return first;
}

Door door_of(Command const& command) {
  bool const of_the_machine = std::ranges::any_of(
      command.options, [](Option const& option) { return takes_path(option.input); });
  return of_the_machine ? Door::command_line : command.door;
}

}  // namespace giaoban::command
