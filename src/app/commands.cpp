#include "app/commands.h"

#include "app/store_cli.h"
#include "member/cli.h"
#include "post/cli.h"
#include "unit/cli.h"

namespace giaoban::app {

std::vector<command::Command> commands() {
  std::vector<command::Command> table;
  auto const add = [&](std::vector<command::Command> part) {
    table.insert(table.end(), part.begin(), part.end());
  };
  // One line per folder with commands, in the order of the help.
  add(unit::commands());
  add(member::commands());
  add(post::commands());
  add(store_commands());
  return table;
}

}  // namespace giaoban::app
