#include "command/tables.h"

#include <algorithm>
#include <iterator>

namespace giaoban::command {

std::vector<Command> joined(std::vector<Command> first, std::vector<Command> then) {
  std::ranges::move(then, std::back_inserter(first));
  return first;
}

}  // namespace giaoban::command
